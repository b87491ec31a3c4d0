// The site in a real browser: npm run e2e -- --url http://HOST[:PORT] [--screenshot FILE] [--chromium FILE]
// Prints one line per check, then the count; exits 1 at the first check that fails, 2 when it cannot start.

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Api } from './api.js';
import { openBrowser } from './browser.js';
import { journey } from './journey.js';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    screenshot: { type: 'string' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

if (!options.url) {
  console.error('e2e: no address given; say where the site is: npm run e2e -- --url http://HOST');
  process.exit(2);
}

let passed = 0;
const check = async (what, action) => {
  try {
    await action();
  } catch (error) {
    throw new Error(`${what}: ${error.message}`, { cause: error });
  }
  passed += 1;
  console.log(`ok ${passed} ${what}`);
};

const screenshot = async (page) => {
  if (options.screenshot) {
    await mkdir(dirname(options.screenshot), { recursive: true });
    await page.screenshot({ path: options.screenshot });
    console.log(`screenshot ${options.screenshot}`);
  }
};

const api = new Api(options.url);
const browser = await openBrowser(options.chromium).catch((error) => {
  console.error(`e2e: ${options.chromium} did not start; install Debian's package chromium\n${error.message}`);
  process.exit(2);
});
try {
  await journey({ url: options.url, browser, api, check, screenshot });
  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  console.error(`not ok ${error.message}`);
  console.log(`${passed} passed, 1 failed`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await api.forget();
}
