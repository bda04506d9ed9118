// The files of the index. A page that lies on a disk may read no file, but it may run a script: each file calls `samverka`.

const DIGITS = "bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ!#$%()*+-./:=>?@[]^_{|}~";
const SHARES = "!#$%&()+-/:=?@[]^{}~";
const LEVELS = 16;
const here = document.currentScript.src.replace(/[^/]*$/, "");
const arrived = {};
const asked = new Map();

window.samverka = (letter, number, ...data) => {
  arrived[letter + number] = data;
};

// Five bits a character; the sixth says that more follow.
function numbers(text) {
  const out = [];
  let number = 0;
  let scale = 1;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    number += (digit % 32) * scale;
    scale *= 32;
    if (digit < 32) {
      out.push(number);
      number = 0;
      scale = 1;
    }
  }
  return out;
}

// Words, each written by what it shares with the one before.
function unpack(text) {
  const out = [];
  let before = [];
  for (const character of text) {
    const shared = SHARES.indexOf(character);
    if (shared < 0) before.push(character);
    else out.push((before = before.slice(0, shared)));
  }
  return out.map((letters) => letters.join(""));
}

// Numbers that only grow, each written by its distance from the one before.
function growing(text) {
  let next = 0;
  return numbers(text).map((step) => (next += step + 1) - 1);
}

const READ = {
  m: ([meta]) => {
    for (const list of ["ranges", "near", "ends"]) meta[list] = meta[list].split(" ");
    meta.stop = new Set(meta.stop);
    return meta;
  },
  r: ([terms, lists]) => {
    const each = lists.split(" ");
    return unpack(terms).map((text, at) => ({ text, folded: fold(text), list: each[at] }));
  },
  n: ([words]) => unpack(words),
  e: ([words]) => unpack(words).map(reversed),
  p: ([drawers, lists]) => {
    const each = lists.split(" ");
    return new Map(growing(drawers).map((drawer, at) => [drawer, each[at]]));
  },
  f: ([values]) => values.map(([name, list]) => ({ name, documents: growing(list) })),
  d: ([shown]) => shown,
  s: ([english]) => (stemmers.en = english),
};

// A file by its letter and number; asked for once.
function load(letter, number) {
  const name = letter + number;
  if (!asked.has(name)) {
    const coming = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${here}${name}.js`;
      script.onload = () => resolve(READ[letter](arrived[name]));
      script.onerror = () => {
        asked.delete(name);
        reject(new Error(name));
      };
      document.head.append(script);
    });
    asked.set(name, coming);
  }
  return asked.get(name);
}

// The file in which a key stands: the last that begins with it or before it.
const fileOf = (keys, key) => keys.findLastIndex((first) => first <= key);

// How rare a term is, and its documents with how much each has of it.
function postings(term) {
  if (!term.documents) {
    const [rarity, ...rest] = numbers(term.list);
    let next = 0;
    term.rarity = rarity;
    term.levels = rest.map((number) => number % LEVELS);
    term.documents = rest.map((number) => (next += Math.floor(number / LEVELS) + 1) - 1);
  }
  return term;
}
