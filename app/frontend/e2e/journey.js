import assert from 'node:assert/strict';
import { openPage } from './browser.js';

const CALLS = /\/items?(\?|$)/;

/** What a person does with the site, each step checked in the page and through the API. */
export async function journey({ url, browser, api, check, screenshot }) {
  const { truncated } = await api.list();
  assert.equal(truncated, null, 'the API holds more keys than it lists: this run could not find its own');

  const { page, complaints } = await openPage(browser, url);
  const prefix = `e2e-${Date.now().toString(36)}`;
  const greeting = api.key(`${prefix}-greeting`);
  const awkward = api.key(`${prefix}-a&b=c d/ü`);
  const site = new Site(page);

  await check('the page loads and lists', async () => {
    await site.loaded();
    await site.find(prefix);
  });

  await check('an item is added with the keyboard alone', async () => {
    await page.getByLabel('Key', { exact: true }).focus();
    await page.keyboard.type(greeting);
    await page.keyboard.press('Tab');
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await site.tells(`Saved “${greeting}”.`);
    await api.awaitValue(greeting, 'hello');
    await api.awaitListed(greeting, true);
  });

  await check('an awkward key and value survive', async () => {
    await site.add(awkward, '<b>17 & 4</b>');
    await api.awaitValue(awkward, '<b>17 & 4</b>');
    await site.shows(awkward, '<b>17 & 4</b>');
  });

  await check('a value is edited with its button', async () => {
    await site.value(greeting).fill('good morning');
    await site.button('Update', greeting).click();
    await site.tells(`Saved “${greeting}”.`);
    await api.awaitValue(greeting, 'good morning');
  });

  await check('an existing key is announced as replaced', async () => {
    await page.getByLabel('Key', { exact: true }).fill(greeting);
    await page.getByText('exists already').waitFor();
    await page.getByRole('button', { name: 'Replace' }).waitFor();
    await page.getByLabel('Key', { exact: true }).fill('');
  });

  await check('a reload shows what was saved, and a key is found by a part of it', async () => {
    await page.reload();
    await site.find(prefix);
    await site.shows(greeting, 'good morning');
    await site.shows(awkward, '<b>17 & 4</b>');
  });

  await site.find('');
  await screenshot(page);
  await site.find(prefix);

  await check('the API away: the page says so and keeps the edit', async () => {
    await page.route(CALLS, (route) => route.abort('connectionrefused'));
    await site.value(greeting).fill('unsaved');
    await site.button('Update', greeting).click();
    await site.warns(/Could not save “.*greeting”: the API cannot be reached\. .*try again/);
    assert.equal(await site.value(greeting).inputValue(), 'unsaved');
    await page.unroute(CALLS);
    assert.equal(await api.value(greeting), 'good morning');
  });

  await check('the API back: the same edit is saved and the warning goes', async () => {
    await site.button('Update', greeting).click();
    await site.tells(`Saved “${greeting}”.`);
    await site.calm();
    await api.awaitValue(greeting, 'unsaved');
  });

  await check('the API failing: its own sentence is shown, and the list stays', async () => {
    const problem = { title: 'Service Unavailable', status: 503, detail: 'Redis is away.' };
    const contentType = 'application/problem+json';
    await page.route(CALLS, (route) =>
      route.fulfill({ status: 503, contentType, body: JSON.stringify(problem) }),
    );
    await page.getByRole('button', { name: 'Reload' }).click();
    await site.warns(/Could not load the items: .* 503 \(Redis is away\)/);
    await site.shows(greeting, 'unsaved');
    await page.unroute(CALLS);
    await page.getByRole('button', { name: 'Reload' }).click();
    await site.calm();
  });

  await check('a list that was cut says so', async () => {
    const headers = { 'X-Items-Truncated': 'true' };
    await page.route('**/items', (route) => route.fulfill({ headers, body: JSON.stringify([greeting]) }));
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByText('There are more keys than these 1').waitFor();
    await page.unroute('**/items');
    await page.reload();
    await site.find(prefix);
  });

  for (const key of [greeting, awkward]) {
    await check(`${key} is deleted`, async () => {
      await site.button('Delete', key).click();
      await site.tells(`Deleted “${key}”.`);
      await site.row(key).waitFor({ state: 'detached' });
      await api.awaitListed(key, false);
      await api.awaitValue(key, '');
    });
  }

  await check('a reload does not bring them back', async () => {
    await page.reload();
    await site.find(prefix);
    await page.getByText(/No key contains that|No items yet/).waitFor();
    assert.equal(await site.row(greeting).count(), 0);
    assert.equal(await site.row(awkward).count(), 0);
  });

  await check('nothing went wrong inside the page', () => assert.deepEqual(complaints, []));
}

/** The page in the words of the person who uses it. */
class Site {
  constructor(page) {
    this.page = page;
  }

  row(key) {
    return this.page.locator(`li[data-key="${key}"]`);
  }

  value(key) {
    return this.page.getByRole('textbox', { name: `Value of ${key}`, exact: true });
  }

  button(action, key) {
    return this.page.getByRole('button', { name: `${action} ${key}`, exact: true });
  }

  async loaded() {
    await this.page.getByRole('heading', { name: 'Tripod items' }).waitFor();
    await this.page.locator('section[aria-busy="false"]').waitFor();
  }

  /** Leaves only the rows whose key contains a text: there may be more keys than are shown at once. */
  async find(text) {
    await this.loaded();
    await this.page.getByLabel('Find a key').fill(text);
  }

  async add(key, value) {
    await this.page.getByLabel('Key', { exact: true }).fill(key);
    await this.page.getByLabel('Value', { exact: true }).fill(value);
    await this.page.getByRole('button', { name: 'Add' }).click();
    await this.tells(`Saved “${key}”.`);
  }

  async shows(key, value) {
    await this.page.waitForFunction(
      ([name, expected]) =>
        document.querySelector(`li[data-key="${CSS.escape(name)}"] input`)?.value === expected,
      [key, value],
    );
  }

  async tells(text) {
    await this.page.getByRole('status').filter({ hasText: text }).waitFor();
  }

  async warns(pattern) {
    await this.page.getByRole('alert').filter({ hasText: pattern }).waitFor();
  }

  async calm() {
    await this.page.locator('[role=alert] .error').waitFor({ state: 'detached' });
  }
}
