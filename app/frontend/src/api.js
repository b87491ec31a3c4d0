// The items API, at the address this page was loaded from. Every call is bounded in time and fails
// with an ApiError, never with anything else but the abort that the caller asked for.

const TIMEOUT_MILLIS = 10_000;
const UNAVAILABLE = 503;

/** What a change was answered with and a read sends back, to see that change whoever answers it. */
const POSITION = 'Items-Position';

let position = null;

/** A call that failed. `kind` is "unreachable", "timeout", "refused" (4xx) or "broken" (5xx). */
export class ApiError extends Error {
  constructor(kind, { status, detail } = {}) {
    super(detail ?? kind);
    this.name = 'ApiError';
    this.kind = kind;
    this.status = status;
    this.detail = detail;
  }
}

/** The keys in no order, and whether the API cut the list. */
export async function listKeys(signal) {
  const { text, headers } = await call('/items', { signal });
  return { keys: parseKeys(text), truncated: isTruncated(headers) };
}

export async function readValue(id, signal) {
  const { text } = await call(`/item?id=${encodeURIComponent(id)}`, { signal });
  return text;
}

export async function saveItem(id, val) {
  await call('/item', json('POST', { id, val }));
}

export async function deleteItem(id) {
  await call('/item', json('DELETE', { id }));
}

/** The API says in a header that there are more keys than it listed. */
export function isTruncated(headers) {
  const value = headers.get('X-Items-Truncated');
  return value !== null && value !== 'false';
}

/** Refuses an answer that is not the list of keys: a proxy's page, for example. */
export function parseKeys(text) {
  let keys;
  try {
    keys = JSON.parse(text);
  } catch {
    keys = undefined;
  }
  if (!Array.isArray(keys)) {
    throw new ApiError('broken', { status: 200, detail: 'the answer is not a list of keys' });
  }
  return keys.map(String);
}

/** The sentence of an RFC 9457 problem body; undefined when the body is something else. */
export function problemDetail(text) {
  try {
    const problem = JSON.parse(text);
    return problem.detail || problem.title || undefined;
  } catch {
    return undefined;
  }
}

/** Two changes under way may be answered in either order: the later position counts. */
function remember(answered) {
  if (answered && (!position || answered.localeCompare(position, 'en', { numeric: true }) > 0)) {
    position = answered;
  }
}

function json(method, body) {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** The status, headers and whole body of an answer that succeeded. */
async function call(path, { signal, ...options } = {}) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const answer = await exchange(path, {
    ...options,
    headers: position ? { ...options.headers, [POSITION]: position } : options.headers,
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  if (answer.ok) {
    remember(answer.headers.get(POSITION));
    return answer;
  }
  if (answer.status === UNAVAILABLE) {
    position = null; // Data that were restored from a backup may never come so far.
  }
  throw new ApiError(answer.status < 500 ? 'refused' : 'broken', {
    status: answer.status,
    detail: problemDetail(answer.text),
  });
}

async function exchange(path, options) {
  try {
    const response = await fetch(path, options);
    const { ok, status, headers } = response;
    return { ok, status, headers, text: await response.text() };
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new ApiError(error.name === 'TimeoutError' ? 'timeout' : 'unreachable');
  }
}
