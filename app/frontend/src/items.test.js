import { expect, test } from 'vitest';
import { initial, reduce } from './items.js';

const after = (...events) => events.reduce(reduce, initial);
const ready = (id, value) => ({ id, value, state: 'ready' });

test('keys are listed first, their values follow one by one', () => {
  const state = after(
    { type: 'listed', keys: ['a', 'b'], truncated: true },
    { type: 'read', id: 'b', value: '2' },
  );
  expect(state).toEqual({
    phase: 'ready',
    truncated: true,
    items: [{ id: 'a', value: '', state: 'loading' }, ready('b', '2')],
  });
});

test('a saved key takes its place in the order, once', () => {
  const state = after(
    { type: 'saved', id: 'b', value: '1' },
    { type: 'saved', id: 'a', value: '1' },
    { type: 'saved', id: 'b', value: '2' },
  );
  expect(state.items).toEqual([ready('a', '1'), ready('b', '2')]);
});

test('a deleted key goes; a late answer does not bring it back', () => {
  const state = after(
    { type: 'saved', id: 'a', value: '1' },
    { type: 'deleted', id: 'a' },
    { type: 'read', id: 'a', value: '1' },
  );
  expect(state.items).toEqual([]);
});

test('what was loaded stays in sight when a reload fails', () => {
  const state = after(
    { type: 'saved', id: 'a', value: '1' },
    { type: 'loading' },
    { type: 'listFailed' },
  );
  expect(state).toEqual({ phase: 'failed', truncated: false, items: [ready('a', '1')] });
});

test('a value that could not be read says so', () => {
  const state = after(
    { type: 'listed', keys: ['a'], truncated: false },
    { type: 'readFailed', id: 'a' },
  );
  expect(state.items[0].state).toBe('failed');
});
