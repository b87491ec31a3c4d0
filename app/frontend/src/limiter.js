/** Runs the tasks it is given with at most `limit` of them under way at a time, the others in turn. */
export function limiter(limit) {
  const waiting = [];
  let running = 0;

  const next = () => {
    if (running === limit || waiting.length === 0) {
      return;
    }
    running += 1;
    waiting.shift()().finally(() => {
      running -= 1;
      next();
    });
  };

  return (task) =>
    new Promise((resolve, reject) => {
      waiting.push(async () => task().then(resolve, reject));
      next();
    });
}
