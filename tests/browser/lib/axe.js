// axe-core with every rule it has, also those that are off by default (AAA, best practice, experimental).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What axe cannot decide is a fault here too, but for these rules, whose question another test answers.
const DECIDED_ELSEWHERE = {
  'hidden-content': 'what is for the printer and what is folded away: print.test.js reads it on paper',
};

// The colours of words in a drawing: axe sees an image behind them and measures nothing. colours.test.js measures them.
const inDrawing = (result, node) => result.id.startsWith('color-contrast') && /^<(text|tspan)\b/.test(node.html);

export async function check({ page, url }) {
  await page.goto(url);
  return look(page);
}

/** What axe finds on a page as it is now. */
export async function look(page) {
  await page.evaluate(AXE);
  const { violations, incomplete, passes } = await page.evaluate(() => {
    const every = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
    return axe.run(document, { rules: every, resultTypes: ['violations', 'incomplete'] });
  });
  const undecided = incomplete
    .filter((result) => !(result.id in DECIDED_ELSEWHERE))
    .map((result) => ({ ...result, nodes: result.nodes.filter((node) => !inDrawing(result, node)) }));
  const findings = [...violations, ...undecided].flatMap((result) =>
    result.nodes.map((node) => ({
      rule: result.id,
      where: node.target.join(' '),
      html: node.html.slice(0, 160),
      help: (node.failureSummary ?? result.help).replace(/\s+/g, ' '),
    })),
  );
  // A page in which no contrast at all was measured has not been looked at, whatever the rest says.
  if (!passes.some((result) => result.id === 'color-contrast-enhanced') && findings.length === 0) {
    findings.push({ rule: 'contrast-not-measured', help: 'axe measured the contrast of no text on this page' });
  }
  return findings;
}
