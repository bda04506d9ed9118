// Snowball's English stemmer, version 3 (snowballstem.org/algorithms/english), made anew from its description. Words here
// have no apostrophes.

const EN_WHOLE = {
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
};
// Endings and what comes in their place; the longest that a word has is taken.
const table = (text) =>
  text.split(" ").map((pair) => pair.split(":")).sort((a, b) => b[0].length - a[0].length);
const EN_SECOND = table(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al " +
    "alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og ogi:og fulli:ful lessli:less li:",
);
const EN_THIRD = table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
const EN_FOURTH = table(
  "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion:",
);

function english(word) {
  if (Object.hasOwn(EN_WHOLE, word)) return EN_WHOLE[word];
  if ([...word].length < 3) return word;
  // A y that is a consonant is written large.
  word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const past = (from) => {
    const found = /^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word.slice(from));
    return found ? from + found[0].length : word.length;
  };
  const lead = /^(gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word);
  const first = lead ? lead[0].length : past(0);
  const second = past(first);
  const isShort = (root) =>
    /[^aeiouy][aeiouy][^aeiouywxY]$/.test(root) || /^[aeiouy][^aeiouy]$/.test(root) || /past$/.test(root);
  const cut = (count, instead = "") => (word = word.slice(0, word.length - count) + instead);
  const change = (endings, from, unless) => {
    const found = endings.find(([ending]) => word.endsWith(ending));
    if (!found || word.length - found[0].length < from) return;
    if (!unless(found[0], word.slice(0, -found[0].length))) cut(found[0].length, found[1]);
  };

  if (word.endsWith("sses")) cut(2);
  else if (/ie[ds]$/.test(word)) cut(word.length > 4 ? 2 : 1);
  else if (!/[us]s$/.test(word) && /[aeiouy].+s$/.test(word)) cut(1);

  const ending = (/(eedly|ingly|edly|eed|ing|ed)$/.exec(word) || [""])[0];
  const root = word.slice(0, word.length - ending.length);
  if (ending.startsWith("eed")) {
    if (root.length >= first && !/^(proc|exc|succ)$/.test(root)) cut(ending.length, "ee");
  } else if (ending === "ing" && /^[^aeiouy]y$/.test(root)) cut(4, "ie");
  else if (ending && !(ending === "ing" && /^(inn|out|cann|herr|earr|even)$/.test(root)) && /[aeiouy]/.test(root)) {
    cut(ending.length);
    if (/(at|bl|iz)$/.test(word)) word += "e";
    else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) {
      if (!/^[aeo]..$/.test(word)) cut(1);
    } else if (word.length === first && isShort(word)) word += "e";
  }

  if (/.[^aeiouy][yY]$/.test(word)) cut(1, "i");
  change(EN_SECOND, first, (end, before) => (end === "ogi" && !/l$/.test(before)) || (end === "li" && !/[cdeghkmnrt]$/.test(before)));
  change(EN_THIRD, first, (end, before) => end === "ative" && before.length < second);
  change(EN_FOURTH, second, (end, before) => end === "ion" && !/[st]$/.test(before));

  const rest = word.slice(0, -1);
  if (word.endsWith("e") && (rest.length >= second || (rest.length >= first && !isShort(rest)))) word = rest;
  else if (word.endsWith("ll") && rest.length >= second) word = rest;
  return word.replace(/Y/g, "y");
}
