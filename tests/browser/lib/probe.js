// Measures that run inside the page under test, put there before its own scripts (and untouched by its CSP).
// A classic script: it leaves one name, `probe`, on the window.
window.probe = (() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /** Any CSS colour as [r, g, b, a], by painting it: the browser itself knows every notation. */
  function rgba(css) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = '#000';
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

  function luminance([r, g, b]) {
    const [R, G, B] = [r, g, b].map((v) => {
      const s = v / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  }

  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  /** The colour of the sheet that nothing is painted on: white, or what the dark scheme has. */
  function sheet() {
    const mark = document.createElement('i');
    mark.style.backgroundColor = 'Canvas';
    document.documentElement.append(mark);
    const colour = rgba(getComputedStyle(mark).backgroundColor);
    mark.remove();
    return colour;
  }

  /** What is seen behind the text of an element. Pictures are not looked at. */
  function backdrop(element) {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), sheet());
  }

  /** Drawings whose words (WCAG 1.4.3, 1.4.6) or shapes (1.4.11) do not stand out from what is behind them. */
  function drawings(least) {
    const parts = [...document.querySelectorAll('svg[role=img] :is(text, tspan, rect, circle, line, path)')];
    return parts.flatMap((part) => {
      const { fill, stroke } = getComputedStyle(part);
      const words = part.matches('text, tspan');
      const paint = words || stroke === 'none' ? fill : stroke;
      const ratio = contrast(rgba(paint), backdrop(part.ownerSVGElement.parentElement));
      const rule = words ? 'drawn-words' : 'drawn-shape';
      return ratio < (words ? least : 3) ? [finding(rule, part, `${ratio.toFixed(2)}:1`)] : [];
    });
  }

  function selector(element) {
    const parts = [];
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      if (e.id) {
        parts.unshift(`#${e.id}`);
        break;
      }
      const alike = e.parentElement ? [...e.parentElement.children].filter((c) => c.localName === e.localName) : [];
      parts.unshift(e.localName + (alike.length > 1 ? `:nth-of-type(${alike.indexOf(e) + 1})` : ''));
    }
    return parts.join(' > ');
  }

  const finding = (rule, element, help) => ({
    rule,
    where: selector(element),
    // Without what the concern `spacing` has set on every element.
    html: element.outerHTML.replace(/ style="[^"]*!important[^"]*"/g, '').replace(/\s+/g, ' ').slice(0, 160),
    help,
  });

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  /** Hidden for the eye only: the usual one-pixel box, or one that is clipped away. */
  function visuallyHidden(element) {
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      if (style.position !== 'absolute' && style.position !== 'fixed') continue;
      if (box.width <= 1 && box.height <= 1) return true;
      if (/inset\(([5-9]\d|100)%\)/.test(style.clipPath) || box.bottom <= 0 || box.right <= 0) return true;
    }
    return false;
  }

  /** The text nodes that have something to read and are shown. */
  function texts(root = document.body) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest('script, style, noscript, template')) continue;
      if (shown(parent) && !visuallyHidden(parent)) found.push(node);
    }
    return found;
  }

  /** Everything that Tab is to stop at, in the order of the document. */
  function tabbables() {
    const candidates = document.querySelectorAll(
      'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], ' +
        '[tabindex], [contenteditable=true]',
    );
    const all = [...candidates].filter((e) => {
      if (e.tabIndex < 0 || e.matches(':disabled, [type=hidden]') || e.closest('[inert]')) return false;
      if (e.localName === 'summary' && e.parentElement?.querySelector('summary') !== e) return false;
      return e.checkVisibility({ visibilityProperty: true });
    });
    // Of a group of radio buttons Tab stops at one: the chosen, or else the first.
    return all.filter((e) => {
      if (e.type !== 'radio' || !e.name) return true;
      const group = all.filter((r) => r.type === 'radio' && r.name === e.name && r.form === e.form);
      return e === (group.find((r) => r.checked) ?? group[0]);
    });
  }

  /** Is the element inside a region that a keyboard user can name and scroll sideways? */
  function inScrollRegion(element) {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      if (!/auto|scroll/.test(getComputedStyle(e).overflowX)) continue;
      const labelled = e.getAttribute('aria-labelledby');
      const name = e.getAttribute('aria-label') || (labelled && document.getElementById(labelled)?.textContent.trim());
      if (e.tabIndex >= 0 && name && /^(region|group)$/.test(e.getAttribute('role') ?? '')) return true;
      if (e.tabIndex >= 0 && name && e.localName === 'section') return true;
    }
    return false;
  }

  /** The box of an element; of one in running text only where its words are, for a space may hang over the edge. */
  function extent(element) {
    if (getComputedStyle(element).display !== 'inline' || !element.textContent) return [element.getBoundingClientRect()];
    const range = document.createRange();
    return texts(element).flatMap((node) =>
      [...node.data.matchAll(/\S+/g)].flatMap(({ index, 0: word }) => {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        return [...range.getClientRects()];
      }),
    );
  }

  /** What sticks out of the window sideways: the outermost element of each place. */
  function sticksOut() {
    const width = document.documentElement.clientWidth;
    const out = (box) => box.width > 0 && (box.right > width + 0.5 || (box.left < -0.5 && box.right > 0));
    const found = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > width) {
      found.push(finding('page-scrolls-sideways', document.body, `${page.scrollWidth} px in a window of ${width} px`));
    }
    const seen = new Set();
    for (const element of document.body.querySelectorAll('*')) {
      if (!out(element.getBoundingClientRect()) || !shown(element)) continue;
      if (visuallyHidden(element) || inScrollRegion(element)) continue;
      const box = extent(element).find(out);
      if (!box) continue;
      seen.add(element);
      if (seen.has(element.parentElement)) continue;
      found.push(finding('sticks-out', element, `from ${box.left} to ${box.right} px in a window of ${width} px`));
    }
    return found;
  }

  /** Text that is cut off by its box, or runs out of it. */
  function clipped() {
    const found = new Map();
    for (const node of texts()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()];
      const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
      let block;
      for (let e = node.parentElement; e && e !== document.documentElement; e = e.parentElement) {
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        if (/hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1) {
          found.set(e, finding('text-clipped', e, `${e.scrollHeight} px of content in ${e.clientHeight} px`));
        }
        if (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1) {
          found.set(e, finding('text-clipped', e, `${e.scrollWidth} px of content in ${e.clientWidth} px`));
        }
        if (block || style.display.startsWith('inline') || style.display === 'contents') continue;
        block = e;
        // Glyphs may stand a little outside of a tight line; half a line is text over other text.
        const deepest = Math.max(...rects.map((r) => r.bottom));
        if (deepest > box.bottom + size / 2 && style.overflowY === 'visible') {
          found.set(e, finding('text-runs-out', e, `text down to ${deepest} px, the box ends at ${box.bottom} px`));
        }
      }
    }
    return [...found.values()];
  }

  return { rgba, over, contrast, drawings, luminance, backdrop, selector, finding, shown, texts, tabbables, sticksOut, clipped };
})();
