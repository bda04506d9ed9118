// A hit as it is shown: its title leads to the part of the page where most of the query is, with the words around it.

const SNIPPET = 34;
const BEFORE = 8;

const form = document.getElementById("search");
const say = form ? JSON.parse(form.dataset.words) : {};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);
const locale = page === "en" ? "en-GB" : "sv";
const count = (n) => fill(say[`search_count_${n === 1 ? "one" : "many"}`], { n: n.toLocaleString(locale) });

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child != null));
  return made;
}

// Which words of a query a word of a text is: as a term that was met, or as a part of a longer word.
function reader(found) {
  const kept = new Map();
  const each = found.matches.map((matches) => ({
    terms: new Set([...matches.keys()].map((term) => term.folded)),
    parts: [...matches].filter(([, weight]) => weight > 55).map(([term]) => term.folded).filter((part) => part.length > 2),
  }));
  return (token) => {
    if (!kept.has(token)) {
      const word = token.toLowerCase();
      const own = forms(word).map(fold);
      const whole = fold(word);
      const met = each.map(({ terms, parts }) =>
        own.some((form) => terms.has(form)) || parts.some((part) => whole.indexOf(part, 1) > 0));
      kept.set(token, met.flatMap((is, at) => (is ? [at] : [])));
    }
    return kept.get(token);
  };
}

// The words of a text, each with its place and the words of the query that it is.
function tokens(text, read) {
  return [...text.matchAll(WORD)].map((match) => ({ at: match.index, end: match.index + match[0].length, met: read(match[0]) }));
}

// The section with the most different words of the query; the first of several.
function bestSection(shown, read) {
  let best = { score: -1 };
  for (const [anchor, label, text] of shown.sections) {
    const list = tokens(text, read);
    const met = new Set([...list, ...tokens(label, read)].flatMap((token) => token.met));
    if (met.size > best.score && (text || met.size)) best = { score: met.size, anchor, label, text, list };
  }
  return best;
}

// The words around the first hits, from the beginning of a sentence if one is near.
function snippet({ text, list }) {
  const spans = list.map((_, at) => new Set(list.slice(at, at + SNIPPET - BEFORE).flatMap(({ met }) => met)).size);
  const densest = Math.max(spans.indexOf(Math.max(...spans, 0)), 0);
  let first = Math.max(densest - BEFORE, 0);
  for (let at = densest; at > densest - 2 * BEFORE && at > 0; at--) {
    if (/[.!?:]\s/.test(text.slice(list[at - 1].end, list[at].at))) {
      first = at;
      break;
    }
  }
  const part = list.slice(first, first + SNIPPET);
  const out = element("p", {});
  if (part.length === 0) return out;
  const end = first + SNIPPET < list.length ? part.at(-1).end : text.length;
  let from = first > 0 ? part[0].at : 0;
  if (first > 0) out.append("… ");
  for (const token of part.filter(({ met }) => met.length > 0)) {
    out.append(text.slice(from, token.at), element("mark", {}, text.slice(token.at, token.end)));
    from = token.end;
  }
  out.append(text.slice(from, end), end < text.length ? " …" : "");
  return out;
}

function day(text) {
  const words = new Date(text).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
  return element("time", { dateTime: text }, words);
}

// `others` holds the titles that stand in the list already: a second page of one title must be told from the first.
function result(shown, found, others) {
  const section = bestSection(shown, reader(found));
  const kind = say[`kind_${shown.kind}`] || shown.kind;
  const other = shown.tag && shown.tag.slice(0, 2) !== page ? say[`lang_${shown.tag.slice(0, 2)}`] || shown.tag : null;
  const known = [kind, other, shown.day].filter(Boolean);
  const again = others.has(shown.title) ? ` (${known.join(", ")})` : "";
  others.add(shown.title);
  const anchor = section.anchor ? `#${section.anchor}` : "";
  const root = here.replace(/[^/]+\/$/, "");
  const link = element("a", { href: root + shown.address + anchor }, shown.title + again);
  if (other) link.lang = shown.tag;
  const facts = element("p", { className: "soft" }, kind);
  if (other) facts.append(", ", other);
  if (shown.day) facts.append(", ", day(shown.day));
  const where = section.label ? element("p", { className: "part" }, fill(say.search_part, { part: section.label })) : null;
  const text = section.text ? snippet(section) : null;
  for (const part of [where, text]) if (part && other) part.lang = shown.tag;
  return element("li", { className: "entry" }, element("h2", {}, link), facts, where, text);
}
