// Both schemes are real, and a reader's own colours (forced colours) leave everything to be seen.
import { pageConcern } from './lib/concern.js';

pageConcern('scheme', {
  variants: { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' } },
  async check({ page, url, variant }) {
    await page.goto(url);
    return page.evaluate((scheme) => {
      const { rgba, backdrop, contrast, luminance } = probe;
      const ground = backdrop(document.body);
      const ratio = contrast(rgba(getComputedStyle(document.body).color), ground);
      const dark = luminance(ground) < 0.18;
      const faults = [];
      if (ratio < 7) faults.push({ rule: 'body-contrast', help: `${ratio.toFixed(2)}:1, at least 7:1` });
      if (dark !== (scheme === 'dark')) faults.push({ rule: 'wrong-scheme', help: `the ground is rgb(${ground})` });
      return [...faults, ...probe.drawings(7)];
    }, variant);
  },
});

pageConcern('forced', {
  variants: {
    light: { forcedColors: 'active', colorScheme: 'light' },
    dark: { forcedColors: 'active', colorScheme: 'dark' },
  },
  async check({ page, url }) {
    await page.goto(url);
    return page.evaluate(() => {
      if (!matchMedia('(forced-colors: active)').matches) return [{ rule: 'not-forced' }];
      const { rgba, backdrop, contrast, finding } = probe;
      const parents = new Set(probe.texts().map((node) => node.parentElement));
      const words = [...parents].flatMap((element) => {
        const ratio = contrast(rgba(getComputedStyle(element).color), backdrop(element));
        return ratio < 3 ? [finding('text-vanishes', element, `${ratio.toFixed(2)}:1`)] : [];
      });
      return [...words, ...probe.drawings(3)];
    });
  },
});
