// html-validate: its recommended rules, its accessibility rules and ours (htmlvalidate.json).
import { readFileSync } from 'node:fs';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const config = JSON.parse(readFileSync(new URL('../htmlvalidate.json', import.meta.url), 'utf8'));
const htmlvalidate = new HtmlValidate(new StaticConfigLoader(config));

/** What there is to say of a page's HTML. */
export async function validate(html, name) {
  const report = await htmlvalidate.validateString(html, name);
  const messages = report.results.flatMap((result) => result.messages);
  return messages.map((m) => ({
    rule: m.ruleId,
    where: `line ${m.line}, column ${m.column}: ${m.selector ?? ''}`,
    help: m.message,
  }));
}
