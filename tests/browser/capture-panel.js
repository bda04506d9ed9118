// Saves what `samverka serve` shows beside a site, the list of findings and the panels of some pages, as files: so the same
// checkers that look at the site can look at them. `node capture-panel.js FOLDER`, with SAMVERKA and CONTENT set.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [folder] = process.argv.slice(2);
const { SAMVERKA, CONTENT, DAY = '2014-11-01' } = process.env;
if (!folder || !SAMVERKA || !CONTENT) throw new Error('capture-panel.js FOLDER, with SAMVERKA and CONTENT set');

const PORT = 4300 + (process.pid % 1000);
const PAGES = [
  'index.html',
  'moten/2014-04-09-dialogmote-2.html',
  'workshops/2014-10-15-workshop-2.html',
  'organisationer/region-skane.html',
  'atgarder.html',
];

const child = spawn(SAMVERKA, ['serve', '--source', CONTENT, '--port', String(PORT), '--today', DAY, '--lang', 'sv']);
const base = `http://127.0.0.1:${PORT}/`;

async function fetchText(path) {
  for (let tries = 0; ; tries++) {
    try {
      const response = await fetch(base + path);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (tries > 100) throw error;
      await pause(200);
    }
  }
}

function save(name, text) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

try {
  const named = [['__samverka/', 'index.html']];
  for (const page of PAGES) {
    named.push([`__samverka/sida?adress=${encodeURI(page)}`, `panel-${page.replaceAll('/', '-')}`]);
  }
  const files = new Set();
  for (const [address, name] of named) {
    const { status, text } = await fetchText(address);
    if (!text.includes('<h1>')) throw new Error(`${address}: ${status}, and no heading`);
    // The tests' server stands in a subfolder, so what a page loads must be found from the page.
    save(name, text.replaceAll(/(href|src)="\/(__samverka\/[\w.-]+\.(?:css|js))"/g, '$1="$2"'));
    for (const [, file] of text.matchAll(/(?:href|src)="\/(__samverka\/[\w.-]+\.(?:css|js))"/g)) files.add(file);
  }
  if (files.size === 0) throw new Error('the panel names no style sheet');
  for (const file of files) save(file, (await fetchText(file)).text);
} finally {
  child.kill('SIGKILL');
}
