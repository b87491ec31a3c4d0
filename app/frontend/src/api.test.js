import { afterEach, expect, test, vi } from 'vitest';
import { deleteItem, isTruncated, listKeys, parseKeys, problemDetail, readValue, saveItem } from './api.js';
import { explain } from './explain.js';

const answer = (body, init) => vi.stubGlobal('fetch', vi.fn(async () => new Response(body, init)));
const failure = (promise) => promise.then(() => expect.unreachable(), (error) => error);

afterEach(() => vi.unstubAllGlobals());

test('lists keys and says when the list was cut', async () => {
  answer('["b","a"]', { headers: { 'X-Items-Truncated': 'true' } });
  expect(await listKeys()).toEqual({ keys: ['b', 'a'], truncated: true });
});

test('a list without the header is whole', () => {
  expect(isTruncated(new Headers())).toBe(false);
  expect(isTruncated(new Headers({ 'X-Items-Truncated': 'false' }))).toBe(false);
});

test('an answer that is not a list of keys is refused', () => {
  expect(() => parseKeys('<html>')).toThrow('not a list of keys');
  expect(() => parseKeys('{"a":1}')).toThrow('not a list of keys');
});

test('reads a value as text and escapes its key', async () => {
  answer('17');
  expect(await readValue('a&b=c/ü')).toBe('17');
  expect(fetch.mock.calls[0][0]).toBe('/item?id=a%26b%3Dc%2F%C3%BC');
});

test('saves and deletes with a JSON body', async () => {
  answer('ok');
  await saveItem('a', '1');
  await deleteItem('a');
  const sent = fetch.mock.calls.map(([path, { method, body }]) => [path, method, body]);
  expect(sent).toEqual([
    ['/item', 'POST', '{"id":"a","val":"1"}'],
    ['/item', 'DELETE', '{"id":"a"}'],
  ]);
});

test('a refusal carries the status and the sentence of the problem body', async () => {
  answer('{"title":"Bad Request","detail":"id is missing."}', { status: 400 });
  const error = await failure(saveItem('', '1'));
  expect(explain('save “”', error)).toBe(
    'Could not save “”: the API refused it with status 400 (id is missing). ' +
      'Correct the key or the value, then try again.',
  );
});

test('a broken API is told from one that cannot be reached or is slow', async () => {
  answer('<html>', { status: 503 });
  expect(explain('load', await failure(listKeys()))).toContain('answered with status 503.');
  vi.stubGlobal('fetch', vi.fn(async () => Promise.reject(new TypeError('Failed to fetch'))));
  expect(explain('load', await failure(listKeys()))).toContain('cannot be reached');
  vi.stubGlobal('fetch', vi.fn(async () => Promise.reject(new DOMException('', 'TimeoutError'))));
  expect(explain('load', await failure(listKeys()))).toContain('did not answer in time');
});

test('a body that is no problem has no sentence', () => {
  expect(problemDetail('Bad Gateway')).toBeUndefined();
  expect(problemDetail('null')).toBeUndefined();
  expect(problemDetail('{"title":"Not Found"}')).toBe('Not Found');
});

test('a read sends back the latest position that a change was answered with', async () => {
  const sent = () => fetch.mock.lastCall[1].headers?.['Items-Position'];
  answer('[]');
  await listKeys();
  expect(sent()).toBeUndefined();

  answer('ok', { headers: { 'Items-Position': '7-10' } });
  await saveItem('a', '1');
  answer('ok', { headers: { 'Items-Position': '7-9' } });
  await saveItem('b', '1');
  answer('[]');
  await listKeys();
  expect(sent()).toBe('7-10');

  answer('ok', { headers: { 'Items-Position': '8-2' } });
  await deleteItem('a');
  answer('1');
  await readValue('b');
  expect(sent()).toBe('8-2');
});

test('a position that nobody comes to is forgotten', async () => {
  answer('ok', { headers: { 'Items-Position': '9-1' } });
  await saveItem('a', '1');
  answer('', { status: 503 });
  await failure(listKeys());
  answer('[]');
  await listKeys();
  expect(fetch.mock.lastCall[1].headers).toBeUndefined();
});
