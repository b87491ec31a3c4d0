import { expect, test } from 'vitest';
import { initial, reduce, select } from './items.js';

const after = (...events) => events.reduce(reduce, initial);
const ready = (id, value) => ({ id, value, state: 'ready' });
const unread = (id, value = '') => ({ id, value, state: 'unread' });

test('keys are listed in order, their values follow one by one', () => {
  const state = after(
    { type: 'listed', keys: ['b', 'a'], truncated: true },
    { type: 'read', id: 'b', value: '2' },
  );
  expect(state).toEqual({ phase: 'ready', truncated: true, items: [unread('a'), ready('b', '2')] });
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

test('a reload reads all values again and keeps the old ones in sight', () => {
  const state = after(
    { type: 'saved', id: 'a', value: '1' },
    { type: 'loading' },
    { type: 'listed', keys: ['a'], truncated: false },
  );
  expect(state.items).toEqual([unread('a', '1')]);
});

test('what was loaded stays when a reload fails', () => {
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

test('only so many are shown, of those that match', () => {
  const items = ['apple', 'Banana', 'grape'].map((id) => ready(id, ''));
  expect(select(items, '', 2)).toEqual({ shown: items.slice(0, 2), matching: 3 });
  expect(select(items, 'AN', 2)).toEqual({ shown: [items[1]], matching: 1 });
  expect(select(items, 'x', 2)).toEqual({ shown: [], matching: 0 });
});
