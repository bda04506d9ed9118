// IBM's Equal Access engine: violations, potential violations and recommendations.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const ACE = readFileSync(createRequire(import.meta.url).resolve('accessibility-checker-engine/ace.js'), 'utf8');

// Where the engine is wrong, or asks a person: the HTML that it does so about, and the reason.
const EXCUSED = {
  // The skip link stands outside of the landmarks because it must come first.
  aria_content_in_landmark: /^<a\b[^>]*\bhref="#/,
  // A wide table scrolls in a named region, and a keyboard reaches that region only when it takes focus:
  // axe's `scrollable-region-focusable` demands just what this rule forbids.
  element_tabbable_role_valid: /^<(section\b|\w+\b[^>]*\brole="region")/,
  // `http-equiv` is not deprecated: a policy that must hold from a USB stick can stand nowhere else.
  element_attribute_deprecated: /^<meta\b/,
  // Asked of every style sheet there is ("verify that colour is not the only means").
  style_color_misuse: /^<link\b/,
  // Asked of every sheet with a viewport unit; the concern `zoom` measures that the text grows.
  style_viewport_resizable: /^<link\b/,
  // Asked of everything with a border; the concerns `keyboard` and `ring` measure every ring.
  style_focus_visible: /^</,
  // Asked of every short paragraph and of every quotation. That is the writer's text: `samverka check` looks at it.
  text_block_heading: /^</,
  blockquote_cite_exists: /^<blockquote/,
};

const isFault = (result) =>
  ['VIOLATION FAIL', 'VIOLATION POTENTIAL', 'RECOMMENDATION FAIL'].includes(result.level) &&
  !EXCUSED[result.rule]?.test(result.html);

export async function check({ page, url }) {
  await page.goto(url);
  return look(page);
}

/** What the engine finds on a page as it is now. */
export async function look(page) {
  await page.evaluate(ACE + '\nwindow.ace = ace;');
  const results = await page.evaluate(async () => {
    const report = await new ace.Checker().check(document, ['WCAG_2_2', 'IBM_Accessibility']);
    return report.results.map((r) => ({
      rule: r.ruleId,
      level: r.value.join(' '),
      where: r.path.dom,
      html: r.snippet,
      help: r.message,
    }));
  });
  // The engine lists what passed as well; with nothing at all it has not run.
  if (results.length === 0) return [{ rule: 'engine-did-not-run' }];
  return results.filter(isFault).map((r) => ({ ...r, help: `${r.level}: ${r.help}` }));
}
