// Filters: which values the hits have, how many of each, and which of them are chosen. Of one kind any will do; of
// several kinds all must hold.

const FACETS = ["type", "topic", "sector", "organisation", "municipality", "year"];
const SHOWN_VALUES = 10;
const WORD_OF = { type: "kind_", sector: "sector_" };
const nameOf = (facet, value) => (WORD_OF[facet] && say[WORD_OF[facet] + value]) || value;

// Which kinds of filter each document fails: a bit each.
async function failures(chosen) {
  const { documents } = await load("m", 0);
  const failed = new Uint8Array(documents);
  for (const [at, facet] of FACETS.entries()) {
    const wanted = chosen[facet] || [];
    if (wanted.length === 0) continue;
    const has = new Uint8Array(documents);
    for (const { name, documents: list } of await load("f", at)) {
      if (wanted.includes(name)) for (const document of list) has[document] = 1;
    }
    has.forEach((is, document) => {
      if (!is) failed[document] |= 1 << at;
    });
  }
  return failed;
}

// A fieldset for each kind of which the hits have values, with what each would leave.
async function fieldsets(found, failed, chosen, open) {
  const hit = new Uint8Array(failed.length);
  for (const { document } of found.hits) hit[document] = 1;
  const out = [];
  for (const [at, facet] of FACETS.entries()) {
    const others = ~(1 << at);
    const wanted = chosen[facet] || [];
    const values = (await load("f", at))
      .map(({ name, documents }) => ({
        name,
        left: documents.filter((document) => hit[document] && (failed[document] & others) === 0).length,
      }))
      .filter(({ name, left }) => left > 0 || wanted.includes(name));
    if (values.length === 0) continue;
    if (facet === "year") values.reverse();
    else values.sort((a, b) => b.left - a.left);
    const shown = values.filter(({ name }, n) => open.has(facet) || n < SHOWN_VALUES || wanted.includes(name));
    const list = shown.map(({ name, left }) => {
      const box = element("input", { type: "checkbox", name: facet, value: name, checked: wanted.includes(name) });
      return element("li", {}, element("label", {}, box, ` ${nameOf(facet, name)} (${left})`));
    });
    const fieldset = element("fieldset", {}, element("legend", {}, say[`facet_${facet}`]), element("ul", {}, ...list));
    if (shown.length < values.length) {
      const more = element("button", { type: "button", value: facet });
      more.textContent = fill(say.search_all, { n: values.length, what: say[`facet_${facet}`].toLowerCase() });
      fieldset.append(more);
    }
    out.push(fieldset);
  }
  return out;
}
