// Debian's Firefox, driven by what it speaks itself: WebDriver BiDi (w3.org/TR/webdriver-bidi) on a WebSocket.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { ws: WebSocket } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle');

/** Debian's. Without it the tests fail: one that is passed over says nothing. */
export const FIREFOX = '/usr/bin/firefox-esr';

/** A Firefox with one page: `open(url)`, `run(code)` in it, `until(code)` is true, `close()`. */
export async function startFirefox() {
  const home = mkdtempSync(join(tmpdir(), 'samverka-firefox-'));
  const options = ['--headless', '--no-remote', '--profile', home, '--remote-debugging-port', '0', 'about:blank'];
  const firefox = spawn(FIREFOX, options, { env: { ...process.env, HOME: home }, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((found, failed) => {
    let told = '';
    firefox.stderr.on('data', (text) => {
      told += text;
      const said = /WebDriver BiDi listening on (ws:\S+)/.exec(told);
      if (said) found(said[1]);
    });
    firefox.on('error', failed);
    firefox.on('exit', () => failed(new Error(`Firefox ended: ${told}`)));
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((opened, failed) => socket.on('open', opened).on('error', failed));
  const waiting = new Map();
  let number = 0;
  socket.on('message', (data) => {
    const { id, type, result, message } = JSON.parse(data);
    if (!waiting.has(id)) return;
    const [done, failed] = waiting.get(id);
    if (type === 'error') failed(new Error(message));
    else done(result);
  });
  const ask = (method, params) =>
    new Promise((done, failed) => {
      waiting.set(++number, [done, failed]);
      socket.send(JSON.stringify({ id: number, method, params }));
    });
  await ask('session.new', { capabilities: {} });
  const { contexts } = await ask('browsingContext.getTree', {});
  const context = contexts[0].context;
  const run = async (expression) => {
    const told = await ask('script.evaluate', { expression, target: { context }, awaitPromise: true });
    if (told.type === 'exception') throw new Error(told.exceptionDetails.text);
    return told.result.value;
  };
  return {
    run,
    open: (url) => ask('browsingContext.navigate', { context, url, wait: 'complete' }),
    async until(expression, limit = 20_000) {
      const end = Date.now() + limit;
      while (!(await run(expression).catch(() => false))) {
        if (Date.now() > end) throw new Error(`never true in Firefox: ${expression}`);
        await new Promise((soon) => setTimeout(soon, 100));
      }
    },
    async close() {
      socket.close();
      firefox.removeAllListeners('exit');
      const gone = new Promise((ended) => firefox.on('exit', ended));
      firefox.kill();
      await gone;
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
