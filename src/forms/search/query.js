// A query to documents, number by number as src/search/query.rs and near.rs have it. What the rules are stands there.

const length = (word) => [...word].length;

function parse(typed, meta) {
  const text = clean(typed);
  const parts = text.split(/["“”„»«]/);
  const closed = parts.length - (parts.length % 2 === 0 ? 1 : 0);
  const phrases = parts.slice(0, closed).filter((_, at) => at % 2).map(wordsOf).filter((phrase) => phrase.length > 1);
  const all = wordsOf(text);
  let words = [...new Set(all)];
  if (words.some((word) => !meta.stop.has(word))) words = words.filter((word) => !meta.stop.has(word));
  words = words.slice(0, 12);
  const typing = /[\p{Alphabetic}\p{N}]$/u.test(text) && words.length > 0 && words.at(-1) === all.at(-1);
  return { words, typing, phrases };
}

// Terms that are met, each once with the most that it counts.
function add(matches, term, weight) {
  matches.set(term, Math.max(weight, matches.get(term) || 0));
}

const keyed = async (meta, key) =>
  (await load("r", fileOf(meta.ranges, key))).filter((term) => term.folded === key);

async function exact(meta, word) {
  const matches = new Map();
  for (const [at, form] of forms(word).entries()) {
    for (const term of await keyed(meta, fold(form))) add(matches, term, (term.text === form ? 100 : 90) - (at ? 10 : 0));
  }
  return matches;
}

async function beginnings(meta, word, typing) {
  const key = fold(forms(word)[0]);
  const typed = fold(word);
  const found = [];
  if (length(key) < (typing ? 2 : 4)) return found;
  const first = fileOf(meta.ranges, key);
  for (let file = first; file < Math.min(first + 2, meta.ranges.length); file++) {
    for (const term of await load("r", file)) {
      if (term.folded === key || !term.folded.startsWith(key)) continue;
      const most = typing && term.folded.startsWith(typed) ? 75 : 55;
      found.push([term, Math.max(Math.floor((most * length(key)) / length(term.folded)), 10)]);
    }
    // Words that begin so go on in the next file only if this one ends before they do.
    if (meta.ranges[file + 1] === undefined || !meta.ranges[file + 1].startsWith(key)) break;
  }
  return found.sort((a, b) => b[1] - a[1]).slice(0, 24);
}

// How many letters are wrong, missing, too many or have changed places, if they are few enough (0: too many).
function edits(typed, word) {
  const [a, b] = [[...typed], [...word]];
  const most = a.length < 4 ? 0 : a.length < 6 ? 1 : 2;
  if (Math.abs(a.length - b.length) > most) return 0;
  let [older, old] = [[], [...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? older[j - 2] + 1 : Infinity;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swap);
    }
    [older, old] = [old, row];
  }
  return old[b.length] <= most ? old[b.length] : 0;
}

const order = (a, b) => {
  const at = a.findIndex((value, n) => value !== b[n]);
  return a[at] < b[at] ? -1 : 1;
};

// Words that may be meant by one that no term is: nearly the same, or longer ones that end so.
async function candidates(meta, word) {
  const [typed, root] = [fold(word), fold(stem(page, word))];
  const near = await load("n", fileOf(meta.near, root));
  const back = reversed(root);
  const last = fileOf(meta.ends, back);
  const ends = [...(await load("e", last)), ...(meta.ends[last + 1]?.startsWith(back) ? await load("e", last + 1) : [])];
  const close = new Map();
  const longer = [];
  for (const [at, known] of [...near, ...ends].entries()) {
    const whole = fold(known);
    const short = fold(stem(page, known));
    const distance = edits(typed, whole) || edits(root, short);
    if (distance) {
      close.set(known, [distance, Number([...whole][0] !== [...typed][0]), Math.abs(length(whole) - length(typed)), known]);
    } else if (at >= near.length && length(root) > 2 && short.length > root.length && short.endsWith(root)) {
      longer.push([-40 - Math.floor((15 * length(root)) / length(short)), known]);
    }
  }
  const sorted = [...close.values()].sort(order);
  const nearest = sorted.filter((entry) => entry[0] === sorted[0][0]).slice(0, 3);
  return [
    ...nearest.map(([distance, , , known]) => ({ word: known, weight: distance === 1 ? 60 : 35, corrected: true })),
    ...longer.sort(order).slice(0, 8).map(([weight, known]) => ({ word: known, weight: -weight })),
  ];
}

async function matching(meta, word, typing) {
  const matches = await exact(meta, word);
  for (const [term, weight] of await beginnings(meta, word, typing)) add(matches, term, weight);
  if (matches.size) return { matches };
  const meant = await candidates(meta, word);
  for (const candidate of meant) {
    for (const [term, weight] of await exact(meta, candidate.word)) {
      add(matches, term, Math.floor((weight * candidate.weight) / 100));
    }
  }
  if (!matches.size) await parts(meta, word, matches);
  return { matches, instead: (meant.find((candidate) => candidate.corrected) || {}).word };
}

// The parts of a compound that is no word of the site: the longest beginning that is a word, and the rest.
async function parts(meta, word, matches) {
  const letters = [...word];
  for (let cut = letters.length - 3; cut >= 4; cut--) {
    const head = letters.slice(0, cut).join("");
    for (const begin of cut > 4 && head.endsWith("s") ? [head, head.slice(0, -1)] : [head]) {
      const found = await exact(meta, begin);
      if (!found.size) continue;
      const rest = await exact(meta, letters.slice(cut).join(""));
      for (const [term, weight] of [...found, ...rest]) add(matches, term, Math.floor((weight * 45) / 100));
      return;
    }
  }
}

// In which drawer a pair of words lies (FNV-1a over UTF-16).
function drawer(first, second) {
  let hash = 0x811c9dc5;
  for (const unit of `${first} ${second}`.split("")) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % 65536;
}

async function withinPhrases(meta, phrases) {
  let kept;
  for (const phrase of phrases) {
    for (let at = 1; at < phrase.length; at++) {
      const number = drawer(phrase[at - 1], phrase[at]);
      const file = await load("p", Math.floor((number * meta.pairs) / 65536));
      const list = new Set(growing(file.get(number) || ""));
      kept = kept ? kept.filter((document) => list.has(document)) : [...list];
    }
  }
  return kept && new Set(kept);
}

// Whether a document has all phrases as they are written: pairs tell only that it may.
function hasPhrases(shown, phrases) {
  const texts = [shown.title, ...shown.names, ...shown.facts, ...shown.sections.flatMap(([, label, text]) => [label, text])];
  const all = texts.map((text) => ` ${wordsOf(clean(text)).join(" ")} `);
  return phrases.every((phrase) => all.some((text) => text.includes(` ${phrase.join(" ")} `)));
}

async function find(typed) {
  const meta = await load("m", 0);
  const others = meta.langs.some(([lang]) => lang && lang !== page);
  if (page === "en" || others) await load("s", 0);
  both = others;
  const query = parse(typed, meta);
  const each = await Promise.all(
    query.words.map((word, at) => matching(meta, word, query.typing && at === query.words.length - 1)),
  );
  const points = new Int32Array(meta.documents);
  const worths = new Int32Array(meta.documents);
  const best = new Int32Array(meta.documents);
  let all = 0;
  for (const { matches } of each) {
    let worth = 0;
    best.fill(0);
    for (const [term, weight] of matches) {
      const { rarity, documents, levels } = postings(term);
      worth = Math.max(worth, weight * rarity);
      documents.forEach((document, at) => {
        best[document] = Math.max(best[document], weight * rarity * (levels[at] + 1));
      });
    }
    all += worth;
    best.forEach((most, document) => {
      if (!most) return;
      points[document] += most;
      worths[document] += worth;
    });
  }
  const allowed = await withinPhrases(meta, query.phrases);
  const hits = [];
  let document = 0;
  for (const [lang, count] of meta.langs) {
    for (const end = document + count; document < end; document++) {
      if (!points[document] || (allowed && !allowed.has(document))) continue;
      const share = worths[document] / all;
      hits.push({ document, score: points[document] * (lang === page ? 10 : 7) * share * share });
    }
  }
  hits.sort((a, b) => b.score - a.score || a.document - b.document);
  const meant = each.some(({ instead }) => instead) && query.words.map((word, at) => each[at].instead || word).join(" ");
  return { query, hits, meant, matches: each.map((word) => word.matches) };
}

Object.assign(window.samverka, { find, load, stem, wordsOf, clean, hasPhrases });
