// On paper: no menu, the letterhead with the funder's statement, the addresses of outside links, and what is folded up
// on the screen unfolded. Read from the PDF that Chromium's own print gives.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { closeBrowser, newContext } from './lib/browser.js';
import { pageConcern } from './lib/concern.js';
import { filesIn, siteRoot, typeOf } from './lib/site.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'samverka-print-'));
after(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

/** Lines are broken, and words with them, anywhere: only what is between the breaks can be compared. */
const squeeze = (text) => text.replace(/[\s\u00ad\u2010-]/g, '');

/** What the page promises, seen as the printer sees it. */
function expectations() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (element) => element?.textContent.trim() ?? '';
  const letterhead = document.querySelector('.letterhead');
  const pictures = [...(letterhead?.querySelectorAll('img') ?? [])];
  const { finding, shown } = probe;
  return {
    title: text(document.querySelector('h1')),
    letterhead: letterhead && shown(letterhead) ? text(letterhead) : '',
    lost: pictures.filter((image) => !image.naturalWidth || !shown(image)).map((e) => finding('letterhead-picture', e)),
    // A funder demands a height; the class says which one.
    heights: pictures
      .map((image) => [image, image.getBoundingClientRect().height * 25.4 / 96, Number(/\bmm(\d+)\b/.exec(image.className)?.[1])])
      .filter(([, is, wanted]) => !(Math.abs(is - wanted) < 0.2))
      .map(([image, is]) => finding('emblem-height', image, `${is.toFixed(1)} mm`)),
    menus: all('nav, .skip, button, form[role=search], search').filter(shown).map((e) => finding('menu-printed', e)),
    menuTexts: all('header nav').map(text),
    addresses: all('main a[href^="http"]').filter(shown).map((e) => e.getAttribute('href')),
    folded: all('main details').map((e) => text(e).slice(text(e.querySelector('summary')).length)),
    // 12 points are 16 px. The small signs of a formula or of a note's number are no text to read through.
    small: probe
      .texts(document.querySelector('main'))
      .map((node) => node.parentElement)
      .filter((e) => !e.closest('sup, sub') && parseFloat(getComputedStyle(e).fontSize) < 15.9)
      .map((e) => finding('small-print', e, getComputedStyle(e).fontSize)),
  };
}

async function check({ page, url }) {
  await page.goto(url);
  await page.emulateMedia({ media: 'print' });
  const wanted = await page.evaluate(expectations);
  const path = join(folder, 'page.pdf');
  await page.pdf({ path, preferCSSPageSize: true, printBackground: false });
  await page.emulateMedia({ media: null });

  const pdfText = async (...options) => squeeze((await run('pdftotext', [...options, path, '-'])).stdout);
  const whole = await pdfText();
  const first = await pdfText('-l', '1');
  const info = (await run('pdfinfo', [path])).stdout;

  const faults = [...wanted.menus, ...wanted.lost, ...wanted.small, ...wanted.heights];
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info);
  if (Math.abs(size[1] - 595.3) > 2 || Math.abs(size[2] - 841.9) > 2) faults.push({ rule: 'not-a4', help: size[0] });
  if (!first.includes(squeeze(wanted.title))) faults.push({ rule: 'no-title', help: wanted.title });
  if (!wanted.letterhead || !first.includes(squeeze(wanted.letterhead))) {
    faults.push({ rule: 'no-letterhead', help: `page 1 does not say: ${wanted.letterhead || '(a .letterhead that is shown)'}` });
  }
  for (const menu of wanted.menuTexts.map(squeeze)) {
    // A menu of one short word says nothing: the word may stand in the text.
    if (menu.length > 20 && whole.includes(menu)) faults.push({ rule: 'menu-printed', help: menu });
  }
  for (const address of wanted.addresses) {
    const plain = squeeze(address.replace(/^https?:\/\/|\/$/g, ''));
    if (!whole.includes(plain)) faults.push({ rule: 'address-not-printed', help: address });
  }
  for (const text of wanted.folded.map(squeeze)) {
    if (!whole.includes(text.slice(0, 40))) faults.push({ rule: 'folded-up', help: text.slice(0, 80) });
  }
  return faults;
}

pageConcern('print', { check });

/** The pages of a print, as text, after something was done to the page. */
async function printed(file, act = async () => {}) {
  const context = await newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await act(page);
  const path = join(folder, 'chosen.pdf');
  await page.pdf({ path, preferCSSPageSize: true });
  await context.close();
  return (await run('pdftotext', [path, '-'])).stdout.split('\f');
}

const files = filesIn(siteRoot());

test('the participants are printed, or not when that is chosen, without a script', async () => {
  for (const kind of ['meeting', 'workshop', 'whole']) {
    const file = files.find((name) => typeOf(name) === kind && readFileSync(name, 'utf8').includes('id="participants"'));
    assert.ok(file, `a page of the kind ${kind} with participants`);
    const all = squeeze((await printed(file)).join(' '));
    const few = squeeze((await printed(file, (page) => page.getByLabel('Ta med deltagarna').uncheck())).join(' '));
    assert.ok(all.includes('Desomdeltog') && all.includes('Tarmedresultatenhem'), file);
    assert.ok(!few.includes('Desomdeltog') && !few.includes('Tarmedresultatenhem'), file);
    assert.ok(few.length > all.length * 0.5, 'the rest is there');
    assert.ok(!all.includes('Tameddeltagarna'), 'the choice itself is not printed');
  }
});

test('each text of a topic or a year begins a page of its own', async () => {
  const file = files.find((name) => typeOf(name) === 'whole' && name.endsWith('2014.html'));
  const titles = [...readFileSync(file, 'utf8').matchAll(/<h2 id="(?!s-)[^"]*">([^<]*)/g)].map((found) => squeeze(found[1]));
  assert.ok(titles.length > 3);
  const begins = (await printed(file)).map((text) => squeeze(text));
  for (const title of titles.slice(1)) {
    assert.ok(begins.some((text) => text.startsWith(title)), `no page begins with ${title}`);
  }
});
