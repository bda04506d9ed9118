// Tab, from the first stop to the last: in the order of the document, each stop seen, none of them a trap.
/** Elements with stops of their own inside: the fields of a date, the buttons of a player. */
const STOPS_INSIDE = 15;

/** In the page: where the focus is now, and what is wrong with how that is shown. */
export function look(list) {
  const { finding, rgba, over, contrast, backdrop } = probe;
  const element = document.activeElement;
  if (!element || element === document.body) return { at: -1, faults: [] };
  // Computed style right after focus is the start of a transition, so let all of them arrive first.
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime < Infinity) animation.finish();
  }
  const faults = [];
  const style = getComputedStyle(element);
  const width = parseFloat(style.outlineWidth);
  if (style.outlineStyle === 'none' || width < 2) {
    faults.push(finding('no-focus-ring', element, `outline: ${style.outlineWidth} ${style.outlineStyle}`));
  } else {
    // The ring is two-toned where it must show on both light and dark: one of the tones has to stand out.
    const ground = backdrop(element.parentElement);
    const shadow = /^\w+\([^)]*\)/.exec(style.boxShadow)?.[0];
    const tones = [style.outlineColor, ...(shadow ? [shadow] : [])];
    const best = Math.max(...tones.map((tone) => contrast(over(rgba(tone), ground), ground)));
    if (best < 3) faults.push(finding('weak-focus-ring', element, `${best.toFixed(2)}:1 to what is around it`));
  }

  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const [w, h] = [document.documentElement.clientWidth, window.innerHeight];
  const inside = box.right > 0 && box.bottom > 0 && box.left < w && box.top < h;
  const fits = box.width <= w && box.height <= h;
  const whole = box.left >= -1 && box.top >= -1 && box.right <= w + 1 && box.bottom <= h + 1;
  if (box.width <= 1 || box.height <= 1 || !inside || (fits && !whole)) {
    const where = [box.left, box.top, box.right, box.bottom].map(Math.round).join(', ');
    faults.push(finding('focus-out-of-view', element, `left, top, right, bottom: ${where}; window ${w} × ${h}`));
  } else {
    const x = (Math.max(box.left, 0) + Math.min(box.right, w)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, h)) / 2;
    const top = document.elementFromPoint(x, y);
    const own = top && (element.contains(top) || [...(element.labels ?? [])].some((label) => label.contains(top)));
    if (!own) faults.push(finding('focus-covered', element, `by ${top ? probe.selector(top) : 'nothing'}`));
  }
  const inner = /^(video|audio|input)$/.test(element.localName);
  return { at: list.indexOf(element), faults, name: probe.selector(element), inner };
}

async function lookOnceSettled(page, list) {
  let seen = await page.evaluate(look, list);
  // Smooth scrolling takes its time: what is wrong must still be wrong a little later.
  for (let tries = 0; seen.faults.length > 0 && tries < 3; tries++) {
    await page.waitForTimeout(120);
    seen = await page.evaluate(look, list);
  }
  return seen;
}

/** Tabs through a page from its top; what is wrong with the order, the rings, or a stop that one cannot leave. */
export async function walk(page) {
  const list = await page.evaluateHandle(() => probe.tabbables());
  const all = await list.evaluate((stops) => stops.map((e) => probe.selector(e)));
  const faults = [];
  let last = -1;
  let stays = 0;
  while (last < all.length - 1 && faults.length < 8) {
    await page.keyboard.press('Tab');
    const { at, faults: seen, name, inner } = await lookOnceSettled(page, list);
    if (at === last && at >= 0) {
      stays += 1;
      if (inner && stays < STOPS_INSIDE) continue;
      return [...faults, { rule: 'trap', where: all[at], help: 'Tab does not leave it' }];
    }
    stays = 0;
    faults.push(...seen);
    if (at !== last + 1) {
      const help = `Tab from ${all[last] ?? 'the top'} came to ${name ?? 'nothing'} and not to ${all[last + 1]}`;
      faults.push({ rule: 'focus-order', where: all[last + 1], help });
      if (at < 0) return faults;
    }
    last = at;
  }
  if (last === all.length - 1) {
    await page.keyboard.press('Tab');
    const { at, name } = await page.evaluate(look, list);
    if (at > 0 || (at < 0 && name)) faults.push({ rule: 'trap', where: name, help: 'Tab does not leave the page' });
  }
  return faults;
}
