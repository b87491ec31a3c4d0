import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MILLIS = 10_000;
const POLL_MILLIS = 50;

/** The API as another client sees it, and the keys that this run made. */
export class Api {
  #url;
  #keys = new Set();

  constructor(url) {
    this.#url = url;
  }

  /** Notes a key that `forget` deletes, whatever happens in between. */
  key(name) {
    this.#keys.add(name);
    return name;
  }

  async value(id) {
    return (await this.#get(`/item?id=${encodeURIComponent(id)}`)).text();
  }

  async list() {
    const response = await this.#get('/items');
    return { keys: JSON.parse(await response.text()), truncated: response.headers.get('X-Items-Truncated') };
  }

  /** Replicas answer reads and may lag for a moment: waits until the value is seen. */
  async awaitValue(id, expected) {
    await awaitTrue(`GET /item?id=${id} answers “${expected}”`, async () => (await this.value(id)) === expected);
  }

  async awaitListed(id, expected) {
    const what = `GET /items ${expected ? 'lists' : 'no longer lists'} ${id}`;
    await awaitTrue(what, async () => (await this.list()).keys.includes(id) === expected);
  }

  async forget() {
    for (const id of this.#keys) {
      await fetch(new URL('/item', this.#url), {
        method: 'DELETE',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id }),
      }).catch((error) => console.error(`e2e: ${id} is left behind: ${error.message}`));
    }
  }

  async #get(path) {
    const url = new URL(path, this.#url);
    const response = await fetch(url).catch((error) => {
      throw new Error(`GET ${url} failed (${error.cause?.message ?? error.message}); is the site up?`);
    });
    if (!response.ok) {
      throw new Error(`GET ${path} answered ${response.status}`);
    }
    return response;
  }
}

async function awaitTrue(what, condition) {
  const deadline = Date.now() + DEADLINE_MILLIS;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`waited ${DEADLINE_MILLIS / 1000} s in vain until ${what}`);
    }
    await pause(POLL_MILLIS);
  }
}
