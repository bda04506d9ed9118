// What stands in the HTML of a page: links, resources, ids … read by the browser's own parser, with nothing run or
// fetched. Regular expressions would find the links in a comment and miss those in odd quotes.
import { readFileSync } from 'node:fs';
import { newContext } from './browser.js';

function read(html) {
  const doc = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector) => [...doc.querySelectorAll(selector)];
  const short = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160);
  const urls = (selector, attribute) =>
    all(selector).map((e) => ({ url: e.getAttribute(attribute), html: short(e), attribute }));
  const sets = all('[srcset]').flatMap((e) =>
    e.getAttribute('srcset').split(',').map((part) => ({ url: part.trim().split(/\s+/)[0], html: short(e) })),
  );
  const ids = all('[id]').map((e) => e.id);
  // A block of data (JSON-LD) is no script: no browser runs it and no policy forbids it.
  const runs = (e) => !e.src && !/^application\/(ld\+)?json$/.test(e.type);
  const inline = [
    ...all('style').map((e) => ['inline-style', e]),
    ...all('script').filter(runs).map((e) => ['inline-script', e]),
    ...all('[style]').map((e) => ['style-attribute', e]),
    ...all('[target]').map((e) => ['target-attribute', e]),
    ...all('a[title], area[title]').map((e) => ['title-on-link', e]),
    ...all('*').filter((e) => e.getAttributeNames().some((n) => n.startsWith('on'))).map((e) => ['on-attribute', e]),
    ...all('[href^="javascript:" i]').map((e) => ['script-link', e]),
  ];
  const policy = doc.querySelector('head > meta[http-equiv="Content-Security-Policy" i]');
  const fetching = doc.querySelector('link[rel~=stylesheet], script[src]');
  return {
    lang: doc.documentElement.lang,
    title: doc.title.trim(),
    type: doc.body.dataset.page,
    ids,
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    h1: all('h1').map((e) => e.textContent.trim()),
    mains: all('main').length,
    policy: policy?.content,
    policyFirst: Boolean(policy && !(fetching && policy.compareDocumentPosition(fetching) & 2)),
    sheets: all('link[rel~=stylesheet]').map((e) => e.getAttribute('href')),
    links: [...urls('a[href], area[href]', 'href'), ...urls('form[action]', 'action')],
    resources: [
      ...urls('link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=manifest]', 'href'),
      ...urls('[src]', 'src'),
      ...urls('[poster]', 'poster'),
      ...urls('object[data]', 'data'),
      ...sets,
    ],
    faults: inline.map(([rule, e]) => ({ rule, html: short(e) })),
  };
}

/** The facts of every file, as a Map. */
export async function factsOf(files) {
  const context = await newContext({ offline: true });
  const page = await context.newPage();
  const found = new Map();
  for (const file of files) found.set(file, await page.evaluate(read, readFileSync(file, 'utf8')));
  await context.close();
  return found;
}
