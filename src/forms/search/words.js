// Text to words, letter by letter as src/search/text.rs and stem.rs have it; tests/search.rs holds the two together.

// A run of letters and digits; a full stop between two digits belongs to it.
const WORD = /(?:[\p{Alphabetic}\p{N}]*\p{N}\.(?=\p{N}))*[\p{Alphabetic}\p{N}]+/gu;
const FOLDS = { æ: "ae", ø: "o", œ: "oe", ß: "ss", đ: "d", ð: "d", ł: "l", þ: "th" };

const clean = (text) => text.normalize("NFC").toLowerCase().replace(/\u00ad/g, "");
const wordsOf = (text) => text.match(WORD) || [];
const fold = (word) =>
  word.normalize("NFD").replace(/[\u0300-\u036f\u00ad]/g, "").replace(/[æøœßđðłþ]/g, (letter) => FOLDS[letter]);
const reversed = (word) => [...word].reverse().join("");

const page = document.documentElement.lang.slice(0, 2) === "en" ? "en" : "sv";
const stemmers = { sv: swedish };
const stems = { sv: new Map(), en: new Map() };
let both;

// The stem of a word; each is worked out once.
function stem(lang, word) {
  if (/^\p{N}/u.test(word)) return word;
  if (!stems[lang].has(word)) stems[lang].set(word, stemmers[lang](word));
  return stems[lang].get(word);
}

// By the language of the page, without a second ending, by the other language if there are texts in it, as it is.
function forms(word) {
  const once = stem(page, word);
  return [...new Set([once, stem(page, once), both ? stem(page === "sv" ? "en" : "sv", word) : once, word])];
}
