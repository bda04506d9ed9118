// The order of every concern: first the bad pages, which must be found out; then the good page, which must be passed
// over; only then the site. A checker that is set up wrongly finds nothing, and that looks just like a perfect site.
import { after, before, describe, test } from 'node:test';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GOOD, HERE, addressOf, badPages, byType, filesIn, sample, siteRoot, typeOf } from './site.js';
import { closeBrowser, newContext } from './browser.js';
import { serveFolder } from './server.js';

const SHOWN = 12;

/** Findings as lines: the rule, where, the HTML and the explanation. */
export function asText(findings) {
  const lines = findings.slice(0, SHOWN).map((f) => {
    const rest = [f.where, f.html, f.help].filter(Boolean).map((line) => `\n      ${line}`);
    return `\n  ${f.file ? `${f.file}: ` : ''}${f.rule}${rest.join('')}`;
  });
  if (findings.length > SHOWN) lines.push(`\n  … and ${findings.length - SHOWN} more`);
  return lines.join('');
}

/** Fails with the message alone: where in this suite the fault was noticed helps nobody. */
function fail(message) {
  const error = new Error(message);
  error.stack = message;
  throw error;
}

const has = (findings, rule) => findings.some((f) => f.rule.startsWith(rule));

export function assertNone(findings, page) {
  if (findings.length > 0) fail(`${page}: ${findings.length} finding(s)${asText(findings)}`);
}

export function assertFound(findings, rule) {
  if (!has(findings, rule)) fail(`"${rule}" was not found. What was found: ${asText(findings) || 'nothing'}`);
}

/**
 * A concern that reads files. `check(files, root)` returns a Map of file to findings, `{rule, where, html, help}`.
 * It looks at every page of the site.
 */
export function fileConcern(name, check) {
  describe(name, () => {
    after(closeBrowser);
    test('finds the faults of the bad pages, and none on the good one', async (t) => {
      const cases = badPages(name);
      const found = await check([...new Set(cases.map((c) => c.file)), GOOD], HERE);
      for (const { file, rule } of cases) {
        await t.test(`${relative(HERE, file)} → ${rule}`, () => assertFound(found.get(file) ?? [], rule));
      }
      await t.test('good/index.html → nothing', () => assertNone(found.get(GOOD) ?? [], 'good/index.html'));
    });
    test('the site', async (t) => {
      const root = siteRoot();
      const files = filesIn(root);
      const found = await check(files, root);
      for (const [type, pages] of byType(files)) {
        await t.test(`${type} (${pages.length})`, () => {
          const findings = pages.flatMap((file) =>
            (found.get(file) ?? []).map((f) => ({ ...f, file: relative(root, file) })),
          );
          assertNone(findings, type);
        });
      }
    });
  });
}

/**
 * A concern that looks at pages in the browser. `check({page, url, file, root, variant})` is called with a
 * page that may still show the one before, and returns findings. `variants` maps a name to Playwright's context options;
 * `disk: true` among them opens the page from the disk instead of from the server.
 */
export function pageConcern(name, { variants = { '': {} }, pages = sample, check }) {
  describe(name, () => {
    const contexts = {};
    const servers = [];
    const serve = async (root) => {
      servers.push(await serveFolder(root));
      return servers.at(-1).base;
    };
    before(async () => {
      for (const [variant, { disk, ...options }] of Object.entries(variants)) {
        contexts[variant] = await newContext(options);
      }
    });
    after(async () => {
      await Promise.all(servers.map((server) => server.close()));
      await closeBrowser();
    });
    // A new tab takes longer than most checks, so one tab serves a variant for as long as nothing goes wrong in it.
    const tabs = {};
    const look = async (root, base, file, variant) => {
      const page = tabs[variant] ?? (await contexts[variant].newPage());
      tabs[variant] = undefined;
      const url = variants[variant].disk ? pathToFileURL(file).href : base + addressOf(root, file);
      const findings = await check({ page, url, file, root, base, variant });
      page.removeAllListeners();
      tabs[variant] = page;
      return findings;
    };

    test('finds the faults of the bad pages, and none on the good one', async (t) => {
      const base = await serve(HERE);
      for (const { file, variant: only, rule } of badPages(name)) {
        await t.test(`${relative(HERE, file)} → ${rule}${only ? ` (${only})` : ''}`, async () => {
          for (const variant of Object.keys(variants)) {
            const found = await look(HERE, base, file, variant);
            if (!only || only === variant) assertFound(found, rule);
            // A fault of the dark scheme that is reported in the light one too would mean that the variant is ignored.
            else if (has(found, rule)) fail(`${rule} was found in ${variant} too`);
          }
        });
      }
      for (const variant of Object.keys(variants)) {
        await t.test(`good/index.html → nothing ${variant}`, async () => {
          assertNone(await look(HERE, base, GOOD, variant), 'good/index.html');
        });
      }
    });

    test('the site', async (t) => {
      const root = siteRoot();
      const base = await serve(root);
      for (const file of pages(filesIn(root))) {
        for (const variant of Object.keys(variants)) {
          const page = relative(root, file);
          await t.test(`${typeOf(file)}: ${page} ${variant}`, async () => {
            assertNone(await look(root, base, file, variant), page);
          });
        }
      }
    });
  });
}
