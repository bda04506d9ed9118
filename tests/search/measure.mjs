// What a reader downloads before the first result, and how long an answer takes in Chromium: `node measure.mjs FOLDER` with
// the folder of a site, or of an index that `cargo bench --bench search` has made. Not part of any test.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const HERE = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(HERE, '../browser/x.js'))('playwright-core');
const site = resolve(process.argv[2]);
const QUERIES = [
  'medfinansiering', 'juridisk trygghet', 'rådet', 'finansiering', 'malmo', 'medfinanisering', 'tillganglihgt', 'samv',
  'vem bestämmer över pengarna i kommunen?', '"besked före sommaren"', 'mars 2014', 'd2.1', 'föreningslokaler Ystad', 'lär',
];

let asked = [];
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html', svg: 'image/svg+xml' };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  try {
    const bytes = readFileSync(join(site, path));
    asked.push([path, gzipSync(bytes, { level: 9 }).length]);
    response.writeHead(200, { 'content-type': types[path.split('.').pop()] ?? 'text/html' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const root = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log('| query | hits | files | kB gz, scripts | kB gz, with page | first, ms | again, ms |\n|---|--:|--:|--:|--:|--:|--:|');
const totals = [];
const warm = [];
for (const query of QUERIES) {
  const context = await browser.newContext();
  const page = await context.newPage();
  asked = [];
  await page.goto(`${root}sok.html`);
  await page.waitForLoadState('load');
  const before = asked.filter(([path]) => !path.endsWith('.svg') && !path.endsWith('.ico'));
  asked = [];
  // From the letter to the list: as somebody who types meets it.
  const first = await page.evaluate(async (text) => {
    const field = document.getElementById('q');
    const list = document.getElementById('search-results');
    const seen = new Promise((resolve) => new MutationObserver((_, o) => list.children.length && (o.disconnect(), resolve())).observe(list, { childList: true }));
    const none = new Promise((resolve) => new MutationObserver(() => resolve()).observe(document.getElementById('search-none'), { attributes: true }));
    const start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await Promise.race([seen, none]);
    return performance.now() - start;
  }, query);
  await page.waitForTimeout(1500);
  const loaded = asked;
  const again = [];
  for (let n = 0; n < 7; n++) again.push(await page.evaluate(async (text) => {
    const start = performance.now();
    await window.samverka.find(text);
    return performance.now() - start;
  }, query));
  const hits = await page.evaluate(async (text) => (await window.samverka.find(text)).hits.length, query);
  const sum = (list) => list.reduce((all, [, bytes]) => all + bytes, 0) / 1000;
  const scripts = sum(loaded) + sum(before.filter(([path]) => path.endsWith('.js')));
  totals.push(scripts);
  warm.push(median(again));
  console.log(`| ${query} | ${hits} | ${loaded.length} | ${scripts.toFixed(1)} | ${(sum(loaded) + sum(before)).toFixed(1)} | ${first.toFixed(0)} | ${median(again).toFixed(1)} |`);
  await context.close();
}
console.log(`\nmost ${Math.max(...totals).toFixed(1)} kB gz, median ${median(totals).toFixed(1)}; again: most ${Math.max(...warm).toFixed(1)} ms`);
await browser.close();
server.close();
