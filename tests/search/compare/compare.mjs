// See README.md. Takes the folder of a built site.
import { execFileSync, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const HERE = dirname(fileURLToPath(import.meta.url));
const site = resolve(process.argv[2]);
const need = createRequire(join(HERE, 'x.js'));
const { chromium } = createRequire(join(HERE, '../../browser/x.js'))('playwright-core');

const judged = [];
let kind;
for (const line of readFileSync(join(HERE, '../queries.txt'), 'utf8').split('\n')) {
  if (line.startsWith('== ')) kind = line.slice(3);
  else if (line.includes('\t')) judged.push({ kind, query: line.split('\t')[0], wanted: line.split('\t')[1] });
}

async function ours() {
  const client = spawn('node', [join(HERE, '../client.js'), join(site, 'sok'), 'sv'], { stdio: ['pipe', 'pipe', 'inherit'] });
  for (const { query } of judged) client.stdin.write(`${JSON.stringify({ find: query })}\n`);
  client.stdin.end();
  const out = [];
  for await (const line of createInterface({ input: client.stdout })) out.push(JSON.parse(line).hits.map(([address]) => address));
  return out;
}

function documents() {
  const out = [];
  globalThis.samverka = (letter, number, shown) => out.push(shown);
  const names = readdirSync(join(site, 'sok')).filter((name) => /^d\d+\.js$/.test(name));
  for (const name of names) (0, eval)(readFileSync(join(site, 'sok', name), 'utf8'));
  return out;
}

function elasticlunr() {
  const lunr = need('elasticlunr');
  // lunr-languages is written for lunr, which has this where elasticlunr has not.
  lunr.generateStopWordFilter ??= (words) => (token) => (words.includes(token) ? undefined : token);
  need('lunr-languages/lunr.stemmer.support.js')(lunr);
  need('lunr-languages/lunr.sv.js')(lunr);
  const index = lunr(function () {
    this.use(lunr.sv);
    for (const field of ['title', 'headings', 'body']) this.addField(field);
    this.setRef('address');
  });
  for (const shown of documents()) {
    const headings = shown.sections.map(([, label]) => label).join(' ');
    const body = [...shown.facts, ...shown.names, ...shown.sections.map(([, , text]) => text)].join(' ');
    index.addDoc({ address: shown.address, title: shown.title, headings, body });
  }
  const bytes = gzipSync(JSON.stringify(index.toJSON())).length;
  const fields = { title: { boost: 6 }, headings: { boost: 3 }, body: { boost: 1 } };
  const hits = judged.map(({ query }) =>
    index.search(query, { fields, bool: 'OR', expand: true }).slice(0, 10).map(({ ref }) => ref));
  return { hits, bytes };
}

async function pagefind() {
  execFileSync(join(HERE, 'node_modules/.bin/pagefind'), ['--site', site, '--root-selector', 'main'], { stdio: 'ignore' });
  const types = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };
  let bytes = 0;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    try {
      const file = path === '/' ? Buffer.from('<!DOCTYPE html><html lang="sv"><title>x</title>') : readFileSync(join(site, path));
      bytes += gzipSync(file).length;
      response.writeHead(200, { 'content-type': types[path.split('.').pop()] ?? 'text/html' }).end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const root = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.goto(root);
  const search = (query) =>
    page.evaluate(async (asked) => {
      window.engine ??= await import('/pagefind/pagefind.js');
      const { results } = await window.engine.search(asked);
      return Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url));
    }, query);
  const hits = [];
  let first;
  for (const { query } of judged) {
    hits.push((await search(query)).map((url) => url.replace(/^\//, '').replace(/\/$/, '/index.html')));
    first ??= bytes;
  }
  await browser.close();
  server.close();
  return { hits, bytes: first };
}

function table(name, hits) {
  const by = new Map();
  judged.forEach(({ kind: of, wanted }, at) => {
    const place = hits[at].indexOf(wanted);
    for (const key of [of, 'all']) {
      const sum = by.get(key) ?? { n: 0, mrr: 0, three: 0, none: 0 };
      sum.n += 1;
      sum.mrr += place < 0 ? 0 : 1 / (place + 1);
      sum.three += place >= 0 && place < 3 ? 1 : 0;
      sum.none += hits[at].length === 0 ? 1 : 0;
      by.set(key, sum);
    }
  });
  console.log(`\n${name}\n\n| kind | queries | MRR@10 | success@3 | without a hit |\n|---|--:|--:|--:|--:|`);
  for (const [key, { n, mrr, three, none }] of by) {
    console.log(`| ${key} | ${n} | ${(mrr / n).toFixed(2)} | ${(three / n).toFixed(2)} | ${none} |`);
  }
}

table('samverka', await ours());
const lunr = elasticlunr();
table(`elasticlunr (index ${lunr.bytes} bytes gz)`, lunr.hits);
const found = await pagefind();
table(`Pagefind (first query ${found.bytes} bytes gz)`, found.hits);
