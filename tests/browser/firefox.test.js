// Another browser: does the page's policy let its own style sheet in when the page
// is opened from the disk? ('self' of a file is where browsers differ.) Looked at as a person would: the page must look
// the same as a copy without the policy, and not the same as a copy without the sheet.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { FIREFOX } from './lib/firefox.js';
import { siteRoot } from './lib/site.js';

async function picture(folder, name, html) {
  writeFileSync(join(folder, 'site', `${name}.html`), html);
  const profile = mkdtempSync(join(folder, 'profile-'));
  const png = join(folder, `${name}.png`);
  const options = ['--headless', '--no-remote', '--profile', profile, '--window-size=900,700', '--screenshot', png];
  const env = { ...process.env, HOME: folder };
  await promisify(execFile)(FIREFOX, [...options, pathToFileURL(join(folder, 'site', `${name}.html`)).href], {
    env,
    timeout: 60_000,
  });
  return readFileSync(png);
}

test('Firefox shows the style sheet from the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samverka-firefox-'));
  try {
    cpSync(siteRoot(), join(folder, 'site'), { recursive: true });
    const html = readFileSync(join(folder, 'site', 'index.html'), 'utf8');
    const policy = /<meta http-equiv=["']?Content-Security-Policy["']? content="[^"]*">/i;
    assert.match(html, policy);
    const [real, free, bare] = [
      await picture(folder, 'real', html),
      await picture(folder, 'free', html.replace(policy, '')),
      await picture(folder, 'bare', html.replace(/<link\b[^>]*\brel="?stylesheet\b[^>]*>/g, '')),
    ];
    assert.ok(!free.equals(bare), 'the pictures show no difference between a styled page and a bare one');
    assert.ok(real.equals(free), 'the policy changes what the page looks like');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
