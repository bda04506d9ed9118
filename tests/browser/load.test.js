// The page as it is opened: from the disk, from a subfolder, and without script. No complaint in the console (that is
// where a broken policy is heard), nothing asked of another host, the style sheet in force, the text there.
import { pageConcern } from './lib/concern.js';
import { staying } from './lib/site.js';

async function check({ page, url, base, variant }) {
  const faults = [];
  const own = variant === 'disk' ? 'file:' : base;
  page.on('request', (request) => {
    const asked = request.url();
    if (asked.startsWith(own) || asked.startsWith('data:') || asked.endsWith('/favicon.ico')) return;
    faults.push({ rule: 'other-host', help: asked });
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push({ rule: 'console', help: message.text() });
  });
  page.on('pageerror', (error) => faults.push({ rule: 'script-error', help: error.message }));
  page.on('requestfailed', (r) => faults.push({ rule: 'not-loaded', help: `${r.url()}: ${r.failure()?.errorText}` }));
  page.on('response', (r) => {
    if (r.status() >= 400) faults.push({ rule: 'not-loaded', help: `${r.url()}: ${r.status()}` });
  });
  await page.goto(url, { waitUntil: 'load' });

  const seen = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    const visible = (part) => document.querySelector(part)?.checkVisibility({ visibilityProperty: true }) ?? false;
    return {
      missing: ['main', 'h1'].filter((part) => !visible(part)),
      text: document.querySelector('main')?.innerText.trim() ?? '',
      lines: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
    };
  });
  for (const part of seen.missing) faults.push({ rule: 'nothing-to-read', help: `no ${part} is seen` });
  if (seen.text.length < 20) faults.push({ rule: 'nothing-to-read', help: `main says "${seen.text}"` });
  // A page whose sheet was not taken has the line height "normal", which is no number.
  if (!(seen.lines >= 1.49)) faults.push({ rule: 'not-styled', help: `line height ${seen.lines}` });
  return faults;
}

pageConcern('load', {
  variants: { disk: { disk: true }, subfolder: {}, 'no-script': { javaScriptEnabled: false } },
  pages: staying,
  check,
});
