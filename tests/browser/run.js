// Runs every *.test.js (or those named: `node run.js axe print`) with one browser between them.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { chromium } from 'playwright-core';
import { LAUNCH } from './lib/browser.js';
import { HERE, siteRoot } from './lib/site.js';

siteRoot();
const wanted = process.argv.slice(2);
const all = readdirSync(HERE).filter((name) => name.endsWith('.test.js'));
const unknown = wanted.filter((name) => !all.includes(`${name}.test.js`));
if (unknown.length > 0) throw new Error(`no such test: ${unknown.join(', ')}`);
const files = wanted.length > 0 ? wanted.map((name) => `${name}.test.js`) : all;

const server = await chromium.launchServer(LAUNCH);
const workers = Math.min(4, availableParallelism());
const tests = spawn(
  process.execPath,
  ['--test', '--test-reporter=spec', `--test-concurrency=${workers}`, ...files],
  { cwd: HERE, stdio: 'inherit', env: { ...process.env, BROWSER_WS: server.wsEndpoint() } },
);
const code = await new Promise((ended) => tests.on('close', (status, signal) => ended(signal ? 1 : status)));
await server.close();
process.exitCode = code;
