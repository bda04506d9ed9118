// Tab, from the first stop to the last: in the order of the document, each stop seen, none of them a trap; and the skip
// link does what it says.
import { pageConcern } from './lib/concern.js';
import { oneOfEach } from './lib/site.js';
import { look, walk } from './lib/walk.js';

async function skip(page, url) {
  await page.goto(url);
  await page.keyboard.press('Tab');
  const leads = await page.evaluate(() => {
    const href = document.activeElement.getAttribute('href') ?? '';
    return href.startsWith('#') && document.getElementById(href.slice(1))?.localName === 'main';
  });
  if (!leads) return [{ rule: 'no-skip-link', help: 'the first Tab does not come to a link to main' }];
  await page.keyboard.press('Enter');
  const moved = await page.evaluate(() => document.activeElement?.localName === 'main');
  if (!moved) return [{ rule: 'skip-link-dead', help: 'Enter does not move the focus to main' }];
  await page.keyboard.press('Tab');
  const onward = await page.evaluate(() => {
    const here = document.activeElement;
    return here === document.body || document.querySelector('main').compareDocumentPosition(here) & 4;
  });
  return onward ? [] : [{ rule: 'skip-link-dead', help: 'the Tab after it starts over' }];
}

pageConcern('keyboard', {
  pages: oneOfEach,
  async check({ page, url }) {
    await page.goto(url);
    return [...(await walk(page)), ...(await skip(page, url))];
  },
});

// The same rings where colours or the window are others. The order is known by now, so the focus is set from within the
// page, which is a hundred times as fast; one real Tab first makes it a keyboard's focus, which is shown.
pageConcern('ring', {
  variants: {
    dark: { colorScheme: 'dark' },
    forced: { forcedColors: 'active' },
    narrow: { viewport: { width: 320, height: 256 } },
  },
  async check({ page, url }) {
    await page.goto(url);
    await page.keyboard.press('Tab');
    return page.evaluate((source) => {
      const look = new Function(`return (${source})`)();
      const list = probe.tabbables();
      document.documentElement.style.scrollBehavior = 'auto';
      return list.flatMap((element) => {
        element.focus();
        return look(list).faults;
      });
    }, look.toString());
  },
});
