// A take-back sheet is one A4, and two when it is printed in large print (150 %, 18 points). Every sheet of the site is
// printed, as what the notes hold differs from one to the next.
import { staying, typeOf } from './lib/site.js';
import { pageConcern } from './lib/concern.js';

const LARGE = 1.5;

/** The pages of a PDF, counted by their objects. */
const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

async function check({ page, url }) {
  await page.goto(url);
  const print = async (scale) => pagesOf(await page.pdf({ preferCSSPageSize: true, scale }));
  const [ordinary, large] = [await print(1), await print(LARGE)];
  const faults = [];
  if (ordinary !== 1) faults.push({ rule: 'sheet-pages', help: `${ordinary} pages` });
  if (large < 1 || large > 2) faults.push({ rule: 'sheet-large-pages', help: `${large} pages at ${LARGE * 100} %` });
  const lines = await page.locator('body[data-page=sheet] .rule, body:not([data-page=sheet])').count();
  if (lines < 1) faults.push({ rule: 'sheet-lines', help: 'no line to write on' });
  return faults;
}

pageConcern('sheets', { pages: (files) => staying(files).filter((file) => typeOf(file) === 'sheet'), check });
