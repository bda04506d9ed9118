// What is to be hit with a finger is 44 × 44 CSS px (WCAG 2.5.5); axe asks for 24. Links in running text are exempt.
import { pageConcern } from './lib/concern.js';

const LEAST = 43.5;

pageConcern('targets', {
  variants: { wide: {}, narrow: { viewport: { width: 320, height: 256 } } },
  async check({ page, url }) {
    await page.goto(url);
    return page.evaluate((least) => {
      const targets = document.querySelectorAll('nav a, button, summary, input:not([type=hidden]), select, textarea');
      return [...targets].filter(probe.shown).flatMap((element) => {
        // A box to tick is hit on its label as well.
        const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
        const width = Math.max(...boxes.map((box) => box.width));
        const height = Math.max(...boxes.map((box) => box.height));
        if (width >= least && height >= least) return [];
        return [probe.finding('small-target', element, `${width.toFixed(1)} × ${height.toFixed(1)} px`)];
      });
    }, LEAST);
  },
});
