// Every link of every page leads somewhere: on disk (from a USB stick) and from a subfolder of a web server.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { closeBrowser } from './lib/browser.js';
import { assertFound, assertNone, fileConcern } from './lib/concern.js';
import { factsOf } from './lib/facts.js';
import { serveFolder } from './lib/server.js';
import { HERE, filesIn, siteRoot, typeOf } from './lib/site.js';

const OUTWARD = /^(https?|mailto|tel|sms):/;

/** Addresses in style sheets: the one thing that the page's own HTML does not tell. */
const inSheet = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/url\(\s*["']?(?!data:|#)([^"')]+)/g)].map(([html, url]) => ({ url, html }));

/** What is wrong with a link that stands in `from`; `ids` tells the ids of a page. */
function linkFault({ url, html }, from, root, ids) {
  if (OUTWARD.test(url)) return undefined;
  const target = new URL(url, pathToFileURL(from));
  if (target.protocol !== 'file:') return { rule: 'odd-scheme', html };
  target.search = '';
  const fragment = decodeURIComponent(target.hash.slice(1));
  target.hash = '';
  const file = fileURLToPath(target);
  if (relative(root, file).startsWith('..')) return { rule: 'leaves-site', html };
  if (!existsSync(file)) return { rule: 'broken-link', html, help: `no file ${relative(root, file)}` };
  // From the disk a browser shows a folder as a list of files.
  if (statSync(file).isDirectory()) return { rule: 'link-to-folder', html };
  if (fragment && extname(file) === '.html' && !ids(file).includes(fragment)) {
    return { rule: 'broken-fragment', html, help: `no id "${fragment}" in ${relative(root, file)}` };
  }
  return undefined;
}

fileConcern('links', async (files, root) => {
  const pages = await factsOf(filesIn(root));
  const ids = (file) => pages.get(file)?.ids ?? [];
  const found = new Map();
  for (const file of files) {
    const { links, resources, sheets } = pages.get(file);
    const faults = [...links, ...resources].map((link) => linkFault(link, file, root, ids));
    for (const sheet of sheets) {
      const path = fileURLToPath(new URL(sheet, pathToFileURL(file)));
      if (existsSync(path)) faults.push(...inSheet(path).map((link) => linkFault(link, path, root, ids)));
    }
    found.set(file, faults.filter(Boolean));
  }
  return found;
});

/** From the start page on, served in a subfolder: what does not answer, and what is never reached. */
async function crawl(root) {
  const pages = await factsOf(filesIn(root));
  const server = await serveFolder(root);
  const fileOf = (url) => join(root, decodeURIComponent(url.slice(server.base.length)));
  const seen = new Map([[`${server.base}index.html`, 'the start page']]);
  const faults = [];
  try {
    for (const [url, file] of seen) {
      if (!url.startsWith(server.base)) {
        faults.push({ rule: 'outside-subfolder', file, help: new URL(url).pathname });
        continue;
      }
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.status !== 200) {
        faults.push({ rule: 'no-answer', file, help: `${url.slice(server.base.length)}: ${response.status}` });
      }
      for (const { url: href } of pages.get(fileOf(url))?.links ?? []) {
        const next = new URL(href, url);
        if (OUTWARD.test(href) || next.protocol !== 'http:') continue;
        const address = next.href.replace(/[?#].*/, '');
        if (!seen.has(address)) seen.set(address, relative(root, fileOf(url)));
      }
    }
  } finally {
    await server.close();
  }
  const reached = new Set([...seen.keys()].filter((url) => url.startsWith(server.base)).map(fileOf));
  for (const file of pages.keys()) {
    // The page for wrong addresses is the one that no link may lead to.
    if (reached.has(file) || ['not-found', '404', 'moved'].includes(typeOf(file))) continue;
    faults.push({ rule: 'orphan', file: relative(root, file), help: 'no way leads here from the start page' });
  }
  return faults;
}

describe('crawl', () => {
  after(closeBrowser);
  test('finds the faults of the bad site, and none in the good one', async () => {
    const faults = await crawl(join(HERE, 'bad', 'site'));
    for (const rule of ['outside-subfolder', 'no-answer', 'orphan']) assertFound(faults, rule);
    assertNone(await crawl(join(HERE, 'good')), 'good');
  });
  test('the site', async () => assertNone(await crawl(siteRoot()), 'the site'));
});
