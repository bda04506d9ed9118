// html-validate: its recommended rules, its accessibility rules and ours (htmlvalidate.json), over every page.
import { readFileSync } from 'node:fs';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { fileConcern } from './lib/concern.js';

const config = JSON.parse(readFileSync(new URL('./htmlvalidate.json', import.meta.url), 'utf8'));
const htmlvalidate = new HtmlValidate(new StaticConfigLoader(config));

async function check(files) {
  const found = new Map();
  for (const file of files) {
    const report = await htmlvalidate.validateString(readFileSync(file, 'utf8'), file);
    const messages = report.results.flatMap((result) => result.messages);
    found.set(
      file,
      messages.map((m) => ({
        rule: m.ruleId,
        where: `line ${m.line}, column ${m.column}: ${m.selector ?? ''}`,
        help: m.message,
      })),
    );
  }
  return found;
}

fileConcern('html-validate', check);
