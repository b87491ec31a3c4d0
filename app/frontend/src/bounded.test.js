import { expect, test } from 'vitest';
import { forEachBounded } from './bounded.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('visits every element, never more than the limit at a time', async () => {
  const seen = [];
  let running = 0;
  let most = 0;
  await forEachBounded([1, 2, 3, 4, 5, 6, 7], 3, async (element) => {
    most = Math.max(most, ++running);
    await tick();
    seen.push(element);
    running -= 1;
  });
  expect(seen.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test('no elements, no calls', async () => {
  await forEachBounded([], 3, () => expect.unreachable());
});

test('a failure ends it and starts no further call', async () => {
  let calls = 0;
  const failing = forEachBounded([1, 2, 3, 4], 1, async () => {
    calls += 1;
    throw new Error('away');
  });
  await expect(failing).rejects.toThrow('away');
  expect(calls).toBe(1);
});
