// How long it takes from a saved file to the new page in a browser: `node latency.js FOLDER [TIMES]`, with SAMVERKA set.
// The best time is that of a computer that does nothing else. FOLDER is a site of its own to write in; `cargo bench --bench build -- --write FOLDER 1000` makes one of 1,000 notes.
// The clock is the same on both sides, as the browser runs on this computer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { closeBrowser, newContext } from './lib/browser.js';
import { filesIn } from './lib/site.js';

const [folder, times = '20'] = process.argv.slice(2);
function tell(what, took) {
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(share * took.length))];
  console.log(`${folder} ${what}: best ${took[0]} ms, median ${at(0.5)} ms, 90 % within ${at(0.9)} ms, worst ${took.at(-1)} ms`);
}

const serve = spawn(process.env.SAMVERKA, ['serve', '--source', folder, '--port', '0', '--today', '2014-03-01']);
const url = await new Promise((resolve) => {
  let said = '';
  serve.stderr.on('data', (data) => {
    said += data;
    const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (found) resolve(found[0]);
  });
});
const file = filesIn(join(folder, 'content', 'moten'), '.md').find((name) => /mote-7\.md$/.test(name));
const before = readFileSync(file, 'utf8');
const context = await newContext();
const page = await context.newPage();
let arrived = () => {};
await page.exposeFunction('latencyArrived', (...told) => arrived(...told));
// The page has the text when its document has it, whether it was put there or loaded; it is drawn a frame later.
await page.addInitScript(() => {
  let told = '';
  const look = () => {
    const text = /Provtext \d+/.exec(document.querySelector('main')?.textContent ?? '')?.[0] ?? '';
    if (text === told) return;
    told = text;
    const had = Date.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.latencyArrived(had, Date.now(), text);
      port2.postMessage('');
    });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
});
try {
  const address = `${url}moten/${basename(file, '.md')}.html`;
  await page.goto(address);
  await pause(3_000);
  const has = [];
  const drawn = [];
  for (let i = 0; i < Number(times); i += 1) {
    const text = `Provtext ${i}`;
    const seen = new Promise((resolve) => {
      arrived = (had, shown, said) => said === text && resolve([had, shown]);
    });
    const start = Date.now();
    writeFileSync(file, `${before}\n${text}\n`);
    const [had, shown] = await seen;
    has.push(had - start);
    drawn.push(shown - start);
    await pause(700);
  }
  tell('the browser has the new page', has);
  tell('it is drawn', drawn);
  await page.close();
  // The same without a browser: what the server takes, and nothing else.
  const bare = [];
  for (let i = 0; i < Number(times); i += 1) {
    const version = async (since) => /version: "([^"]*)"/.exec(await (await fetch(`${url}__samverka/wait.js?since=${since}&tab=t`)).text())[1];
    const now = await version('');
    const next = version(now);
    await pause(700);
    const start = performance.now();
    writeFileSync(file, `${before}\nBara text ${i}\n`);
    await next;
    const html = await (await fetch(address)).text();
    if (!html.includes(`Bara text ${i}`)) throw new Error('the page was told of before it was there');
    bare.push(Math.round(performance.now() - start));
  }
  tell('without a browser', bare);
} finally {
  writeFileSync(file, before);
  await closeBrowser();
  serve.kill('SIGTERM');
  await once(serve, 'exit');
}
