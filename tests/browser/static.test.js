// What must never stand in a page and what always must, read from the HTML of every page; and what a page weighs.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileConcern } from './lib/concern.js';
import { factsOf } from './lib/facts.js';
import { typeOf } from './lib/site.js';

/** The page and its style sheets in one round trip: ten packets of 1,460 bytes, less the headers. */
const MOST_BYTES = 14_336;

function policyFaults({ policy, policyFirst }) {
  if (!policy) return [{ rule: 'no-csp' }];
  const faults = [];
  if (!/default-src '(none|self)'/.test(policy)) faults.push({ rule: 'csp-no-default', help: policy });
  if (/unsafe-|\*|https?:|data:.*script/.test(policy)) faults.push({ rule: 'csp-loose', help: policy });
  if (!policyFirst) faults.push({ rule: 'csp-late', help: 'it stands after something that it should have governed' });
  return faults;
}

fileConcern('static', async (files) => {
  const found = new Map();
  for (const [file, facts] of await factsOf(files)) {
    const faults = [...facts.faults, ...policyFaults(facts)];
    if (facts.h1.length !== 1) faults.push({ rule: 'h1', help: `${facts.h1.length} of them: ${facts.h1.join(' | ')}` });
    if (facts.mains !== 1) faults.push({ rule: 'main', help: `${facts.mains} of them` });
    if (!/^[a-z]{2,3}\b/.test(facts.lang)) faults.push({ rule: 'lang', help: `lang="${facts.lang}"` });
    if (!facts.title) faults.push({ rule: 'title' });
    for (const id of new Set(facts.twice)) faults.push({ rule: 'id-twice', help: id });
    for (const link of [...facts.links, ...facts.resources]) {
      if (link.url.startsWith('/')) faults.push({ rule: 'root-address', html: link.html });
    }
    for (const resource of facts.resources) {
      if (/^(\w+:)?\/\//.test(resource.url)) faults.push({ rule: 'other-host', html: resource.html });
    }
    found.set(file, faults);
  }
  return found;
});

fileConcern('weight', async (files, root) => {
  const found = new Map();
  let largest = { bytes: 0 };
  for (const [file, facts] of await factsOf(files)) {
    if (!['page', 'meeting'].includes(typeOf(file))) continue;
    const parts = [file, ...facts.sheets.map((sheet) => join(dirname(file), sheet.split(/[?#]/)[0]))];
    const sizes = parts.map((part) => gzipSync(readFileSync(part), { level: 9 }).length);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > largest.bytes) largest = { bytes, file, sizes };
    if (bytes > MOST_BYTES) {
      const help = `${bytes} bytes compressed (${sizes.join(' + ')}), at most ${MOST_BYTES}`;
      found.set(file, [{ rule: 'too-heavy', help }]);
    }
  }
  if (largest.file) {
    console.log(`heaviest: ${relative(root, largest.file)}, ${largest.bytes} bytes (${largest.sizes.join(' + ')})`);
  }
  return found;
});
