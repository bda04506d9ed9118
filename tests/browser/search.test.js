// The search as a reader meets it: typed, sent, filtered, step by step back; from a subfolder of a server and from the
// disk; with a keyboard; without script. Each of its states goes through the checkers of accessibility.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { look as axeFindings } from './lib/axe.js';
import { closeBrowser, newContext } from './lib/browser.js';
import { startFirefox } from './lib/firefox.js';
import { assertNone } from './lib/concern.js';
import { look as ibmFindings } from './lib/ibm.js';
import { serveFolder } from './lib/server.js';
import { siteRoot } from './lib/site.js';

/** The states of the page, by what its address says. */
const STATES = {
  empty: '',
  results: '?q=r%C3%A5d',
  none: '?q=qqqqqqqqqq',
  filtered: '?q=m%C3%B6te&type=meeting',
};
const PLACES = ['subfolder', 'disk'];
const PAUSE = 1000;

describe('search', () => {
  let server;
  let context;
  const faults = [];
  const base = (place) => (place === 'disk' ? pathToFileURL(join(siteRoot(), '/')).href : server.base);

  async function open(place, query = '', options = undefined) {
    const page = await (options ? await newContext(options) : context).newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${base(place)}sok.html${query}`);
    if (options?.javaScriptEnabled === false) return page;
    await page.waitForFunction((asked) => !asked || document.getElementById('search-status').textContent, query);
    return page;
  }
  const status = (page) => page.locator('#search-status').textContent();
  const hits = (page) => page.locator('#search-results > li');
  const said = (page, text) =>
    page.waitForFunction((wanted) => document.getElementById('search-status').textContent.includes(wanted), text);

  before(async () => {
    server = await serveFolder(siteRoot());
    context = await newContext();
  });
  after(async () => {
    await server.close();
    await closeBrowser();
  });

  for (const place of PLACES) {
    test(`${place}: a form on any page leads to what was asked for`, async () => {
      const page = await context.newPage();
      await page.goto(`${base(place)}moten/index.html`);
      await page.getByRole('searchbox', { name: 'Sök på webbplatsen' }).fill('juridisk trygghet');
      await page.keyboard.press('Enter');
      await page.waitForURL(/sok\.html\?q=juridisk/);
      await said(page, 'träffar på');
      const first = hits(page).first();
      assert.equal(await first.getByRole('heading', { level: 2 }).textContent(), 'Juridisk trygghet');
      assert.ok((await first.locator('mark').count()) > 0, 'the words are marked');
      await first.getByRole('link').click();
      await page.waitForURL(/teman\/juridisk-trygghet\.html/);
      await page.goBack();
      await said(page, 'träffar på');
      await page.close();
    });

    test(`${place}: a decision is found, and the link goes to its place`, async () => {
      const page = await open(place, '?q=d2.1');
      const link = hits(page).first().getByRole('link');
      assert.match(await link.getAttribute('href'), /dialogmote-2\.html#d2\.1$/);
      assert.match(await hits(page).first().textContent(), /Beslut d2\.1/);
      await link.click();
      await page.waitForURL(/#d2\.1$/);
      assert.ok(await page.locator('[id="d2.1"]').count(), 'the place is there');
      await page.close();
    });

    test(`${place}: a slip is put right, and what is meant can be followed`, async () => {
      const page = await open(place, '?q=medfinanisering');
      assert.match(await page.locator('#search-meant').textContent(), /Menade du medfinansiering/);
      await page.locator('#search-meant a').click();
      await said(page, '”medfinansiering”');
      assert.equal(await page.locator('#search-meant').textContent(), '');
      await page.close();
    });

    test(`${place}: words in quotation marks stand so in every hit`, async () => {
      const page = await open(place, `?q=${encodeURIComponent('"egna pengar"')}`);
      assert.ok((await hits(page).count()) > 0);
      assert.match(await hits(page).first().locator('p').last().textContent(), /egna pengar/i);
      await page.close();
    });
  }

  test('back and forward go from search to search, filters among them', async () => {
    const page = await open('subfolder', '?q=medfinansiering');
    const all = await status(page);
    const field = page.locator('#q');
    await field.fill('tillgänglighet');
    await page.keyboard.press('Enter');
    await said(page, '”tillgänglighet”');
    const whole = await status(page);
    await page.locator('#search-filter summary').click();
    const box = page.getByRole('group', { name: 'Typ' }).getByRole('checkbox').first();
    const told = await box.locator('..').textContent();
    await box.focus();
    await page.keyboard.press('Space');
    await page.waitForURL(/type=/);
    const left = told.match(/\((\d+)\)/)[1];
    await page.waitForFunction((n) => document.getElementById('search-status').textContent.startsWith(n), `${left} träff`);
    assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox', 'the focus stays on the filter');
    await page.goBack();
    await page.waitForFunction((text) => document.getElementById('search-status').textContent === text, whole);
    await page.goBack();
    await page.waitForFunction((text) => document.getElementById('search-status').textContent === text, all);
    assert.equal(await field.inputValue(), 'medfinansiering');
    await page.goForward();
    await page.waitForFunction((text) => document.getElementById('search-status').textContent === text, whole);
    await page.close();
  });

  test('the count is said once, when one has stopped typing', async () => {
    const page = await open('subfolder');
    await page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => window.said.push(document.getElementById('search-status').textContent)).observe(
        document.getElementById('search-status'),
        { childList: true },
      );
    });
    await page.locator('#q').pressSequentially('samverkan', { delay: 40 });
    await hits(page).first().waitFor();
    assert.deepEqual(await page.evaluate(() => window.said), [], 'nothing while one types');
    await page.waitForTimeout(PAUSE + 1000);
    const told = await page.evaluate(() => window.said);
    assert.equal(told.length, 1, told.join(' | '));
    assert.match(told[0], /träffar på ”samverkan”/);
    assert.match(page.url(), /q=samverkan/);
    await page.close();
  });

  test('ten at a time, and the focus goes to the first of the next', async () => {
    const page = await open('subfolder', '?q=m%C3%B6te');
    assert.equal(await hits(page).count(), 10);
    await page.locator('#search-more').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('#search-results > li').length > 10);
    const focused = await page.evaluate(() =>
      [...document.querySelectorAll('#search-results > li')].findIndex((hit) => hit.contains(document.activeElement)),
    );
    assert.equal(focused, 10);
    await page.close();
  });

  test('nothing found: said so, with what to do', async () => {
    const page = await open('subfolder', STATES.none);
    assert.match(await status(page), /Inget hittades för ”qqqqqqqqqq”/);
    assert.ok(await page.locator('#search-none').isVisible());
    assert.equal(await hits(page).count(), 0);
    await page.close();
  });

  test('without script the form is not shown, and the lists lead on', async () => {
    const page = await open('subfolder', '?q=r%C3%A5d', { javaScriptEnabled: false });
    assert.ok(await page.locator('noscript p').isVisible());
    assert.ok(await page.getByRole('main').getByRole('link', { name: 'A–Ö' }).isVisible());
    assert.equal(await page.locator('#search-more').isVisible(), false);
    await page.context().close();
  });

  test('the English page finds English texts first', async () => {
    const page = await context.newPage();
    await page.goto(`${base('subfolder')}search.html?q=meetings`);
    await said(page, 'results for “meetings”');
    assert.match(await hits(page).first().getByRole('link').getAttribute('href'), /\.en\.html/);
    await page.close();
  });

  for (const [name, query] of Object.entries(STATES)) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${name}, ${colorScheme}: axe and IBM find nothing`, async () => {
        const page = await open('subfolder', query, { colorScheme });
        if (name === 'filtered') await page.locator('#search-filter input').first().waitFor();
        assertNone(await axeFindings(page), name);
        if (colorScheme === 'light') assertNone(await ibmFindings(page), name);
        await page.context().close();
      });
    }
    test(`${name}: no sideways scroll at 320 px, every target high enough`, async () => {
      const page = await open('subfolder', query, { viewport: { width: 320, height: 640 } });
      if (name === 'filtered') await page.locator('#search-filter input').first().waitFor();
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        low: [...document.querySelectorAll('main :is(button, summary, label:has(input), input[type=search], h2 a)')]
          .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < 44)
          .map((part) => `${part.outerHTML.slice(0, 80)} ${part.getBoundingClientRect().height}`),
      }));
      assert.ok(seen.wide <= 320, `${seen.wide} px`);
      assert.deepEqual(seen.low, []);
      await page.context().close();
    });
  }

  test('the script is no larger than 8 kB', () => {
    const bytes = gzipSync(readFileSync(join(siteRoot(), 'sok', 'search.js')), { level: 9 }).length;
    assert.ok(bytes <= 8192, `${bytes} bytes`);
  });

  test('nothing was complained of', () => assert.deepEqual(faults, []));
});

test('Firefox finds, goes on and comes back, from a subfolder and from the disk', async () => {
  const server = await serveFolder(siteRoot());
  const firefox = await startFirefox();
  try {
    for (const base of [server.base, pathToFileURL(join(siteRoot(), '/')).href]) {
      await firefox.open(`${base}moten/index.html`);
      await firefox.run("document.getElementById('q').value = 'juridisk trygghet'; document.querySelector('form').requestSubmit()");
      const told = "document.getElementById('search-status').textContent";
      await firefox.until(`${told}.includes('juridisk trygghet')`);
      const title = await firefox.run("document.querySelector('#search-results h2').textContent");
      assert.equal(title, 'Juridisk trygghet', base);
      await firefox.run("document.getElementById('q').value = 'medfinanisering'; document.querySelector('form').requestSubmit()");
      await firefox.until("document.getElementById('search-meant').textContent.includes('medfinansiering')");
      await firefox.until(`${told}.includes('medfinanisering')`);
      await firefox.run('history.back()');
      await firefox.until(`${told}.includes('juridisk trygghet')`);
      await firefox.run("document.querySelector('#search-results a').click()");
      await firefox.until("location.pathname.endsWith('teman/juridisk-trygghet.html')");
    }
  } finally {
    await firefox.close();
    await server.close();
  }
});
