// `samverka serve`: what a writer has open beside the text. It answers this machine only, gives away nothing but the
// site, shows a saved change by itself, and ends when it is told to. First held against a server that does all of it
// wrong (bad/serve.js).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { closeBrowser, newContext } from './lib/browser.js';
import { check as axe } from './lib/axe.js';
import { assertFound, assertNone } from './lib/concern.js';
import { validate } from './lib/html-validate.js';
import { check as ibm } from './lib/ibm.js';
import { run as nu } from './lib/nu.js';
import { walk } from './lib/walk.js';
import { HERE, addressOf, filesIn, siteRoot, typeOf } from './lib/site.js';

const SECRET = 'this stands beside the content and not in it';
const PATIENCE = 5_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts the server and waits for the line that tells its address. */
async function start([program, ...before], source) {
  const port = await freePort();
  const child = spawn(program, [...before, 'serve', '--lang', 'sv', '--source', source, '--port', String(port)], { cwd: source });
  let said = '';
  const ended = once(child, 'exit');
  const told = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        said += data;
        if (said.includes(`http://127.0.0.1:${port}/`)) resolve();
      });
    }
    ended.then(() => reject(new Error(`serve ended before it told its address:\n${said}`)), reject);
    setTimeout(() => reject(new Error(`serve told no address within 30 s:\n${said}`)), 30_000).unref();
  });
  try {
    await told;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return { child, port, ended, base: `http://127.0.0.1:${port}/` };
}

/** A request as it is written, for fetch() tidies the path and sets the host itself. */
function ask(port, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (data) => (body += data));
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body }));
    });
    request.setTimeout(PATIENCE, () => request.destroy(new Error(`no answer to ${path}`)));
    request.on('error', reject).end();
  });
}

async function requests({ port }) {
  const faults = [];
  const start = await ask(port, '/');
  if (start.status !== 200 || !/^text\/html/.test(start.type)) {
    faults.push({ rule: 'start-page', help: `${start.status} ${start.type}` });
  }
  // Another site's page can make its reader's browser ask this server, under a name that it made point here.
  const foreign = await ask(port, '/', { host: 'evil.example' });
  if (![403, 421].includes(foreign.status)) faults.push({ rule: 'foreign-host', help: `answered ${foreign.status}` });
  for (const up of ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '.%2e/', 'a/../../', '%252e%252e%252f']) {
    const { status, body } = await ask(port, `/${up}secret.txt`);
    if (body.includes(SECRET) || ![400, 404].includes(status)) {
      faults.push({ rule: 'leaves-the-site', help: `/${up}secret.txt answers ${status}` });
    }
  }
  const unknown = await ask(port, '/finns-inte/alls.html');
  if (unknown.status !== 404 || !/<main\b/.test(unknown.body)) {
    faults.push({ rule: 'no-page-for-unknown', help: `${unknown.status} ${unknown.body.slice(0, 80)}` });
  }
  return faults;
}

/** A note of the source and the page that it became: the first whose title is the heading of a built page. */
function noteAndPage(source, site) {
  const heading = (html) => /<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1].replace(/<[^>]*>/g, '').trim();
  const pages = new Map();
  for (const file of filesIn(site)) {
    if (!['meeting', 'workshop', 'page'].includes(typeOf(file))) continue;
    const title = heading(readFileSync(file, 'utf8'));
    // Two pages of one heading are a note and its translation, perhaps: no telling which is which.
    pages.set(title, pages.has(title) ? undefined : file);
  }
  for (const note of filesIn(source, '.md')) {
    // A name with two dots is another version of a note: in easy words, or in another language.
    if (/^[_.]|^readme|\.[^.]+\.md$/i.test(basename(note))) continue;
    const title = /^(?:titel|title|rubrik): *["']?(.*?)["']? *$|^# +(.+)$/im.exec(readFileSync(note, 'utf8'));
    const page = pages.get((title?.[1] ?? title?.[2])?.trim());
    if (page) return { note, address: addressOf(site, page) };
  }
  throw new Error(`no note in ${source} has the title of a page in ${site}`);
}

async function saves({ base, port }, source, site) {
  const faults = [];
  const { note, address } = noteAndPage(source, site);
  const context = await newContext({ viewport: { width: 800, height: 300 } });
  const page = await context.newPage();
  await page.goto(base + address);
  const place = await page.evaluate(() => {
    document.querySelectorAll('a[href]')[2]?.focus();
    window.scrollTo(0, 100);
    return { scroll: window.scrollY, focus: document.activeElement.getAttribute('href') };
  });
  const words = `Provtext ${Date.now()}`;
  appendFileSync(note, `\n\n${words}\n`);
  const within = async (rule, seen) => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) if (await seen()) return;
    faults.push({ rule, help: `${relative(source, note)} was changed; looked at /${address} for ${PATIENCE / 1000} s` });
  };
  // While the page is being loaded anew there is no document to ask: that is a "not yet".
  const inPage = (look) => page.evaluate(look, words).catch(() => false);
  await Promise.all([
    within('change-not-shown', async () => (await ask(port, `/${address}`)).body.includes(words)),
    within('page-is-old', () => inPage((text) => document.body?.innerText.includes(text))),
  ]);
  if (faults.length === 0) {
    // ATAG A.3.2: what comes by itself moves neither the place on the page nor the focus.
    await pause(300);
    const now = await page.evaluate(() => ({
      scroll: window.scrollY,
      focus: document.activeElement.getAttribute('href'),
    }));
    const moved = Math.abs(now.scroll - place.scroll) > 5 || now.focus !== place.focus;
    if (moved) faults.push({ rule: 'reload-moves', help: `${JSON.stringify(place)} became ${JSON.stringify(now)}` });
  }
  await context.close();
  return faults;
}

/** A new text is put in the page, which is not loaded again: what was on the screen is still there. A new picture loads it. */
async function inPlace({ base }, source, site) {
  const faults = [];
  const { note, address } = noteAndPage(source, site);
  const context = await newContext({ viewport: { width: 800, height: 300 } });
  const page = await context.newPage();
  const saved = async (text, look) => {
    writeFileSync(note, text);
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
      if (await page.evaluate(look).catch(() => false)) return true;
    }
    return false;
  };
  // Files that were written within two seconds may change once more with the same time, so they count as changed.
  await pause(2_500);
  const before = readFileSync(note, 'utf8');
  await page.goto(base + address);
  if (!(await saved(`${before}\n\nFörsta provet\n`, () => document.body.innerText.includes('Första provet')))) faults.push({ rule: 'page-is-old' });
  await page.evaluate(() => {
    const links = document.querySelectorAll('main a[href]');
    window.focused = links[links.length - 1];
    window.focused.focus();
    window.unfolded = document.querySelector('details');
    if (window.unfolded) window.unfolded.open = true;
    // What a script has added, beside what was sent.
    window.added = document.createElement('p');
    document.querySelector('h1').after(window.added);
  });
  const more = `${before}\n\n## Provrubrik\n\nProvtext i sidan\n\n- provpunkt\n`;
  if (!(await saved(more, () => document.querySelector('main').innerText.includes('provpunkt')))) faults.push({ rule: 'not-put-in' });
  const kept = await page.evaluate(() => ({
    page: Boolean(window.focused),
    focus: document.activeElement === window.focused,
    unfolded: !window.unfolded || (window.unfolded.isConnected && window.unfolded.open),
    added: window.added?.isConnected,
  }));
  for (const [what, is] of Object.entries(kept)) if (!is) faults.push({ rule: `not-kept-${what}` });
  // What is put in place is what is sent to whoever asks.
  const same = await page.evaluate(async (html) => {
    window.added.remove();
    const sent = new DOMParser().parseFromString(html, 'text/html');
    const bare = (root) => root.querySelector('body').cloneNode(true);
    const [one, other] = [bare(document), bare(sent)];
    for (const body of [one, other]) {
      body.querySelectorAll('.listen').forEach((bar) => bar.remove());
      body.querySelectorAll('details').forEach((details) => details.removeAttribute('open'));
    }
    return one.isEqualNode(other) && document.title === sent.title;
  }, await (await fetch(base + address)).text());
  if (!same) faults.push({ rule: 'not-the-same', help: address });
  // A description comes and goes in the head, among styles and scripts, which stay.
  const fixed = () => Boolean(window.styles?.every((style) => style.isConnected));
  await page.evaluate(() => (window.styles = [...document.querySelectorAll('link[rel=stylesheet], script[defer]')]));
  const bare = before.replace(/^(sammanfattning|summary):.*\n(?:[ \t]+.*\n)*/m, '');
  if (bare !== before) {
    if (!(await saved(bare, () => !document.querySelector('meta[name=description]') && !document.querySelector('main').innerText.includes('provpunkt')))) faults.push({ rule: 'description-stays' });
    if (!(await page.evaluate(fixed))) faults.push({ rule: 'style-put-again' });
    if (!(await saved(`${before}\n`, () => document.querySelector('meta[name=description]')))) faults.push({ rule: 'no-description' });
    if (!(await page.evaluate(fixed))) faults.push({ rule: 'style-put-again' });
  }
  if (!(await saved(before, () => !document.querySelector('main').innerText.includes('provpunkt')))) faults.push({ rule: 'not-taken-out' });
  if (!(await page.evaluate(() => Boolean(window.focused)))) faults.push({ rule: 'not-kept-page', help: 'when a text is taken out' });
  writeFileSync(join(source, 'provbild.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  if (!(await saved(before, () => !window.focused && Boolean(document.querySelector('main'))))) faults.push({ rule: 'old-picture' });
  await context.close();
  return faults;
}

/** The preview's own pages, and a page of the site with the strip on it. */
function ownPages(source, site) {
  const { address } = noteAndPage(source, site);
  const query = `adress=${encodeURIComponent(address)}`;
  return [address, '__samverka/', `__samverka/sida?${query}`, '__samverka/sida?adress=index.html', `__samverka/utskrift?${query}`];
}

/** What the engines cannot decide here, and why it is decided all the same. */
function excused(rule, page, look) {
  // The frame is a page of the site, a document with a main of its own, and is audited as such.
  if (page.includes('utskrift')) return ['frame-tested', 'aria_main_label_visible'].includes(rule);
  // Marked words over two narrow lines: axe sees a box around both. The colours are measured where they stand on one.
  return look === 'narrow' && rule.startsWith('color-contrast');
}

/** The audits of the site, on what a writer has beside it. */
async function audits({ base, port }, source, site) {
  const faults = [];
  const add = (where, found) => faults.push(...found.map((f) => ({ ...f, file: where })));
  const pages = ownPages(source, site);
  for (const page of pages) {
    const { status, body } = await ask(port, `/${page}`);
    if (status !== 200) faults.push({ rule: 'own-page', help: `/${page} answers ${status}` });
    add(page, await validate(body, page));
    // It takes no key from whoever uses keys for something else.
    if (/accesskey|onkey/.test(body)) faults.push({ rule: 'takes-a-key', file: page });
  }
  const { body: script } = await ask(port, '/__samverka/reload.js');
  if (/key(down|up|press)/.test(script)) faults.push({ rule: 'takes-a-key', file: 'reload.js' });
  add('nu', await nu(pages.map((page) => base + page)));
  const looks = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, narrow: { viewport: { width: 320, height: 640 } } };
  for (const [look, options] of Object.entries(looks)) {
    const context = await newContext(options);
    const tab = await context.newPage();
    for (const page of pages) {
      const url = base + page;
      const found = [...(await axe({ page: tab, url })), ...(await ibm({ page: tab, url }))];
      add(`${page} ${look}`, found.filter(({ rule }) => !excused(rule, page, look)));
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) faults.push({ rule: 'reflow', file: `${page} ${look}`, help: `${wide} px too wide` });
    }
    await context.close();
  }
  const context = await newContext();
  const tab = await context.newPage();
  // The frame of the print view holds a page of the site, which is walked by itself.
  for (const page of pages.filter((page) => !page.includes('utskrift'))) {
    await tab.goto(base + page);
    add(`${page} keyboard`, await walk(tab));
  }
  await context.close();
  return faults;
}

/** From a page to its panel and on to a heading of the page, by keys alone. */
async function byKeys({ base }, source, site) {
  const { address } = noteAndPage(source, site);
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(base + address);
  const follow = async (words) => {
    for (let tabs = 0; tabs < 80; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((text) => document.activeElement.textContent.trim() === text, words)) {
        await Promise.all([page.waitForURL((url) => url.href !== base + address), page.keyboard.press('Enter')]);
        return;
      }
    }
    throw new Error(`no Tab comes to "${words}"`);
  };
  const faults = [];
  try {
    await follow('Visa panelen');
    const heading = await page.evaluate(() => document.querySelector('.outline .outline a')?.textContent);
    for (let tabs = 0; tabs < 80; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement === document.querySelector('.outline .outline a'))) break;
    }
    await Promise.all([page.waitForURL(/#/), page.keyboard.press('Enter')]);
    const there = await page.evaluate(() => document.querySelector(':target')?.textContent.trim() ?? '');
    if (!heading || !there.startsWith(heading)) faults.push({ rule: 'jump', help: `"${heading}" led to "${there.slice(0, 60)}"` });
  } catch (error) {
    faults.push({ rule: 'keys', help: String(error) });
  }
  await context.close();
  return faults;
}

async function endsOn(signal, server) {
  server.child.kill(signal);
  const ended = await Promise.race([server.ended.then(() => true), pause(3_000, false, { ref: false })]);
  if (ended) return [];
  server.child.kill('SIGKILL');
  await server.ended;
  return [{ rule: `ignores-${signal}` }];
}

/** Everything above, on a copy of `content` with something secret beside it. */
async function inspect(command, content, site, panel = false) {
  const folder = mkdtempSync(join(tmpdir(), 'samverka-serve-'));
  const source = join(folder, 'content');
  const running = [];
  try {
    cpSync(content, source, { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), SECRET);
    running.push(await start(command, source));
    const faults = [...(await requests(running[0])), ...(await saves(running[0], source, site))];
    if (panel) {
      faults.push(...(await inPlace(running[0], source, site)));
      faults.push(...(await audits(running[0], source, site)), ...(await byKeys(running[0], source, site)));
    }
    faults.push(...(await endsOn('SIGTERM', running[0])));
    running.push(await start(command, source));
    faults.push(...(await endsOn('SIGINT', running[1])));
    return faults;
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('serve', () => {
  after(closeBrowser);
  test('finds the faults of a careless server', async (t) => {
    const faults = await inspect([process.execPath, join(HERE, 'bad', 'serve.js')], join(HERE, 'good'), join(HERE, 'good'));
    const rules = ['foreign-host', 'leaves-the-site', 'no-page-for-unknown', 'change-not-shown', 'page-is-old'];
    for (const rule of [...rules, 'ignores-SIGTERM', 'ignores-SIGINT']) {
      await t.test(rule, () => assertFound(faults, rule));
    }
  });
  test('samverka serve', async () => {
    const binary = process.env.SAMVERKA;
    if (!binary || !existsSync(binary)) throw new Error(`set SAMVERKA to the binary (it is "${binary ?? ''}")`);
    const content = process.env.CONTENT ?? resolve(HERE, '../../content');
    assertNone(await inspect([resolve(binary)], content, siteRoot(), true), 'serve');
  });
});
