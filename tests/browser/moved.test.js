// An earlier address leads to where the page is now, from the disk too. That the page itself is well made is seen by the
// checkers that need no browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { closeBrowser, newContext } from './lib/browser.js';
import { GOOD, filesIn, siteRoot, typeOf } from './lib/site.js';

let page;
before(async () => {
  page = await (await newContext()).newPage();
});
after(closeBrowser);

/** Where a page leads without being asked to; null when it stays. */
async function leadsTo(file) {
  const url = pathToFileURL(file).href;
  await page.goto(url);
  await page.waitForURL((now) => now.href !== url, { timeout: 2000 }).catch(() => {});
  return page.url() === url ? null : page.url();
}

test('a page that leads nowhere is seen to stay', async () => {
  assert.equal(await leadsTo(GOOD), null);
});

test('earlier addresses lead to a page of the site', async () => {
  const moved = filesIn(siteRoot()).filter((file) => typeOf(file) === 'moved');
  assert.notEqual(moved.length, 0, 'the site has no earlier address to try');
  for (const file of moved) {
    const there = await leadsTo(file);
    assert.ok(there, `${file} leads nowhere`);
    assert.notEqual(await page.getAttribute('body', 'data-page'), 'moved');
    assert.match(readFileSync(file, 'utf8'), /<main[^>]*>[^]*<a href=/, 'there is a link for those whom it does not lead on');
  }
});
