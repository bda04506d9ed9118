// "Lyssna": the page read aloud by the browser. A headless browser has no voices, so these are stubs that keep what they are
// asked to say; what is tested is when the buttons are there, what they do, and that the text is left as it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { check as axe } from './lib/axe.js';
import { closeBrowser, newContext } from './lib/browser.js';
import { serveFolder } from './lib/server.js';
import { filesIn, siteRoot, typeOf } from './lib/site.js';

after(closeBrowser);

/** A text with words in another language, and a page that is no text. */
const files = filesIn(siteRoot());
const spoken = files.filter((file) => readFileSync(file, 'utf8').includes('theme/listen.js'));
const foreign = spoken.find((file) => typeOf(file) === 'topic' && /<main[\s\S]*<span lang="en"[\s\S]*<\/main>/.test(readFileSync(file, 'utf8')));
const silent = join(siteRoot(), 'index.html');

/** Voices for these languages. What is said waits until `finish` is called; so does what is cancelled. */
function stub(languages) {
  const said = [];
  let now;
  const synth = new EventTarget();
  Object.assign(synth, {
    getVoices: () => languages.map((lang) => ({ lang, name: lang, localService: true })),
    speak: (utterance) => {
      now = utterance;
      said.push({ text: utterance.text, lang: utterance.lang, rate: utterance.rate });
    },
    cancel: () => {
      const gone = now;
      now = undefined;
      gone?.onerror?.(new Event('error'));
    },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: synth });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  window.voices = {
    said,
    marked: () => [...(CSS.highlights.get('listen') ?? [])].map((range) => range.toString().replace(/\s+/g, ' ').trim()),
    finish: () => {
      const done = now;
      now = undefined;
      done?.onend?.(new Event('end'));
      return Boolean(done);
    },
    arrive: (more) => {
      languages.push(...more);
      synth.dispatchEvent(new Event('voiceschanged'));
    },
  };
}

async function open(file, languages) {
  const context = await newContext();
  await context.addInitScript(stub, languages);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, complaints, close: () => context.close() };
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const ask = (page, what) => page.evaluate(`voices.${what}`);

test('pages of text have it, and others do not', () => {
  assert.ok(spoken.length > 20, `${spoken.length} pages`);
  assert.ok(!spoken.includes(silent));
  assert.ok(foreign, 'a page with words in English');
});

test('without a voice for the page’s language nothing is shown; with one that comes late the buttons come', async () => {
  const { page, complaints, close } = await open(foreign, ['de-DE']);
  assert.equal(await page.locator('.listen').count(), 0);
  await ask(page, 'arrive(["sv-SE"])');
  assert.equal(await page.locator('.listen').isVisible(), true);
  assert.deepEqual(complaints, []);
  await close();
});

test('without a script nothing is shown', async () => {
  const context = await newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(foreign).href);
  assert.equal(await page.locator('.listen').count(), 0);
  await context.close();
});

test('reads sentence by sentence, marks each, waits, goes on, and stops', async () => {
  const { page, complaints, close } = await open(foreign, ['sv-SE']);
  const before = await page.locator('main').evaluate((main) => {
    const copy = main.cloneNode(true);
    copy.querySelector('.listen').remove();
    return copy.innerHTML;
  });
  await button(page, 'Lyssna').focus();
  await page.keyboard.press('Enter');
  const title = await page.locator('h1').innerText();
  assert.deepEqual(await ask(page, 'said'), [{ text: title, lang: 'sv-SE', rate: 1 }]);
  assert.deepEqual(await ask(page, 'marked()'), [title]);
  await ask(page, 'finish()');
  await ask(page, 'finish()');
  const third = (await ask(page, 'said'))[2].text;
  assert.deepEqual(await ask(page, 'marked()'), [third]);

  await button(page, 'Pausa').press('Space');
  assert.equal((await ask(page, 'said')).length, 3, 'nothing goes on by itself');
  await button(page, 'Fortsätt').press('Space');
  assert.equal((await ask(page, 'said')).at(-1).text, third, 'from the sentence that was cut off');

  await page.getByLabel('Hastighet').selectOption('150');
  assert.deepEqual((await ask(page, 'said')).at(-1), { text: third, lang: 'sv-SE', rate: 1.5 });

  await button(page, 'Sluta lyssna').press('Enter');
  assert.deepEqual(await ask(page, 'marked()'), []);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Lyssna', 'the focus is not lost');
  const then = await page.locator('main').evaluate((main) => {
    const copy = main.cloneNode(true);
    copy.querySelector('.listen').remove();
    return copy.innerHTML;
  });
  assert.equal(then, before, 'the text is as it was');
  assert.deepEqual(complaints, []);
  await close();
});

/** All that is said of a page, to its end. */
async function all(file, languages) {
  const { page, close } = await open(file, languages);
  await button(page, 'Lyssna').click();
  while (await ask(page, 'finish()'));
  const said = await ask(page, 'said');
  const text = await page.locator('main').innerText();
  await close();
  return { said, text };
}

test('says all of the text and nothing of the menus, and words in another language in their own voice or not at all', async () => {
  const own = await all(foreign, ['sv-SE']);
  assert.ok(own.said.length > 20);
  assert.ok(own.said.every(({ lang }) => lang === 'sv-SE'));
  const both = await all(foreign, ['sv-SE', 'en-GB']);
  const english = both.said.filter(({ lang }) => lang === 'en-GB').map(({ text }) => text);
  assert.ok(english.length > 0, 'English has a voice');
  assert.ok(english.every((text) => !own.said.some((sentence) => sentence.text === text)), 'and is left out without one');
  const letters = (text) => text.replace(/[^\p{L}]/gu, '').toLowerCase();
  const said = letters(both.said.map(({ text }) => text).join(' '));
  const shown = letters(both.text);
  assert.ok(said.length > shown.length * 0.75, `${said.length} of ${shown.length} letters`);
  assert.ok(!said.includes(letters('Samma text i andra former')));
  assert.ok(!said.includes(letters('Sluta lyssna')));
});

test('the buttons pass axe, still and reading, light, dark and in forced colours, and are large enough', async () => {
  // From a server, as axe reads the style sheet too.
  const server = await serveFolder(siteRoot());
  const url = server.base + relative(siteRoot(), foreign);
  for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active', reducedMotion: 'reduce' }]) {
    const context = await newContext(options);
    await context.addInitScript(stub, ['sv-SE']);
    const page = await context.newPage();
    const contrast = options.forcedColors ? ['contrast-not-measured'] : [];
    const faults = async (reading) => {
      // axe opens the page itself: what is pressed after that is pressed by the page.
      if (reading) await context.addInitScript(() => addEventListener('load', () => document.querySelector('.listen button').click()));
      const found = await axe({ page, url });
      assert.equal(await page.locator('.listen button').count(), 2);
      assert.equal(await button(page, reading ? 'Pausa' : 'Lyssna').isVisible(), true);
      return found.filter(({ rule }) => !contrast.includes(rule));
    };
    assert.deepEqual(await faults(false), []);
    assert.deepEqual(await faults(true), []);
    for (const box of await page.locator('.listen :is(button, select)').evaluateAll((all) => all.map((e) => e.getBoundingClientRect().toJSON()))) {
      assert.ok(box.height >= 44 && box.width >= 44, JSON.stringify(box));
    }
    await context.close();
  }
  await server.close();
});
