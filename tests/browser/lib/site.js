// Which pages there are, and which of them the slow checkers look at.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This folder, `tests/browser`: the root that bad/ and good/ are served from. */
export const HERE = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** The built site. Without one nothing can be said, so that is an error and never a skipped test. */
export function siteRoot() {
  const root = process.env.SITE;
  if (!root) throw new Error('set SITE to the folder of a built site (see tests/browser/README.md)');
  if (!existsSync(join(root, 'index.html'))) throw new Error(`SITE=${root} has no index.html`);
  return resolve(root);
}

/** Every file below `root` whose name ends with `end`, in a stable order. */
export function filesIn(root, end = '.html') {
  return readdirSync(root, { recursive: true })
    .filter((name) => name.endsWith(end) && statSync(join(root, name)).isFile())
    .sort()
    .map((name) => join(root, name));
}

/** `<body data-page="meeting">` says what kind of page it is; a page that does not say it is its own kind. */
export function typeOf(file) {
  const found = /<body\b[^>]*\bdata-page=["']?([\w-]+)/.exec(readFileSync(file, 'utf8'));
  return found ? found[1] : basename(file, '.html');
}

/** The pages by kind: Map of kind to files. */
export function byType(files) {
  const types = new Map();
  for (const file of files) {
    const type = typeOf(file);
    types.set(type, [...(types.get(type) ?? []), file]);
  }
  return types;
}

/** The pages that stay. An earlier address leads on at once, so no browser can look at it: see moved.test.js. */
export function staying(files) {
  return files.filter((file) => typeOf(file) !== 'moved');
}

/** The first and the last page of every kind; all of them with FULL=1, the first alone with FULL=0. */
export function sample(files) {
  if (process.env.FULL === '0') return oneOfEach(files);
  if (process.env.FULL === '1') return staying(files);
  return [...byType(staying(files)).values()].flatMap((all) => [...new Set([all[0], all.at(-1)])]);
}

/** One page of every kind, for what is slow. */
export function oneOfEach(files) {
  if (process.env.FULL === '1') return staying(files);
  return [...byType(staying(files)).values()].map((all) => all[0]);
}

/** The address of a file below `root`, relative, with slashes. */
export function addressOf(root, file) {
  return relative(root, file).split(sep).map(encodeURIComponent).join('/');
}

/**
 * What the bad pages of one concern must be found guilty of, read from a comment in the page itself:
 * `<!-- expect axe: image-alt -->`, or `<!-- expect axe@dark: color-contrast -->` for a fault in one variant only.
 */
export function badPages(concern) {
  const cases = [];
  for (const file of filesIn(join(HERE, 'bad'))) {
    for (const [, name, variant, rule] of readFileSync(file, 'utf8').matchAll(
      /<!--\s*expect\s+([\w-]+)(?:@([\w-]+))?:\s*(.+?)\s*-->/g,
    )) {
      if (name === concern) cases.push({ file, variant, rule });
    }
  }
  if (cases.length === 0) throw new Error(`no page in bad/ shows that "${concern}" finds anything`);
  return cases;
}

/** The page without a fault: what every concern must pass over in silence. */
export const GOOD = join(HERE, 'good', 'index.html');
