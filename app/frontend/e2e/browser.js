import { chromium } from 'playwright-core';

/** Debian's Chromium, told not to look up anything by itself. */
export function openBrowser(executablePath) {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that collects what went wrong inside it: exceptions and complaints on the console. */
export async function openPage(browser, url) {
  // Chromium takes no certificate authority from a file. The calls of api.js do (NODE_EXTRA_CA_CERTS), and to the same site.
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 }, ignoreHTTPSErrors: true });
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser reports failed requests itself; the checks provoke some.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  await page.goto(url);
  return { page, complaints };
}
