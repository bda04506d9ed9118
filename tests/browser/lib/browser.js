// One Chromium for the whole run: run.js starts it and hands its address on; a test run alone starts its own.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { fileURLToPath } from 'node:url';

const PROBE = fileURLToPath(new URL('./probe.js', import.meta.url));

/** How Debian's Chromium is started so that it also works as root, and so that it calls nobody by itself. */
export const LAUNCH = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Nothing that a page asks of another host leaves this machine; that it asked is seen all the same.
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  ],
};

let browser;

/** The browser that this process shares between its tests. */
export function theBrowser() {
  if (!existsSync(LAUNCH.executablePath)) throw new Error(`no browser at ${LAUNCH.executablePath}: run tests/run`);
  const address = process.env.BROWSER_WS;
  browser ??= address ? chromium.connect(address) : chromium.launch(LAUNCH);
  return browser;
}

/** A context with the probe (lib/probe.js) in every page. `options` are Playwright's own. */
export async function newContext(options = {}) {
  const context = await (await theBrowser()).newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'sv-SE',
    reducedMotion: 'no-preference',
    serviceWorkers: 'block',
    ...options,
  });
  await context.addInitScript({ path: PROBE });
  context.setDefaultTimeout(20_000);
  return context;
}

export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
}
