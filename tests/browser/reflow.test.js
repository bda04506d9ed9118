// Small windows, large letters, wide spacing: nothing sticks out sideways, no text is cut off.
import { pageConcern } from './lib/concern.js';

const measure = (page) => page.evaluate(() => [...probe.sticksOut(), ...probe.clipped()]);

// 320 × 256 CSS px is a window of 1280 × 1024 at 400 % (WCAG 1.4.10).
pageConcern('reflow', {
  variants: { '': { viewport: { width: 320, height: 256 } } },
  async check({ page, url }) {
    await page.goto(url);
    return measure(page);
  },
});

// WCAG 1.4.12, in the narrow window too. Set element by element, as a reader's own style would win over all of ours.
pageConcern('spacing', {
  variants: { wide: {}, narrow: { viewport: { width: 320, height: 256 } } },
  async check({ page, url }) {
    await page.goto(url);
    await page.evaluate(() => {
      for (const element of document.body.querySelectorAll('*')) {
        const set = (name, value) => element.style.setProperty(name, value, 'important');
        set('line-height', '1.5');
        set('letter-spacing', '0.12em');
        set('word-spacing', '0.16em');
        if (element.localName === 'p') set('margin-bottom', '2em');
      }
    });
    return measure(page);
  },
});

// WCAG 1.4.4 where only the text grows: the root's size is doubled and the window is not.
pageConcern('zoom', {
  async check({ page, url }) {
    await page.goto(url);
    const before = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const after = await page.evaluate(() => {
      document.documentElement.style.setProperty('font-size', '200%', 'important');
      return parseFloat(getComputedStyle(document.body).fontSize);
    });
    const faults = after < before * 1.9 ? [{ rule: 'text-does-not-grow', help: `${before} px became ${after} px` }] : [];
    return [...faults, ...(await measure(page))];
  },
});
