import { expect, test } from 'vitest';
import { limiter } from './limiter.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('runs every task, never more than the limit at a time', async () => {
  const run = limiter(3);
  let running = 0;
  let most = 0;
  const task = (name) => async () => {
    most = Math.max(most, ++running);
    await tick();
    running -= 1;
    return name;
  };
  expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => run(task(name))))).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
  ]);
  expect(most).toBe(3);
});

test('a task that fails makes room for the next', async () => {
  const run = limiter(1);
  const failing = run(async () => {
    throw new Error('away');
  });
  const next = run(async () => 'done');
  await expect(failing).rejects.toThrow('away');
  expect(await next).toBe('done');
});
