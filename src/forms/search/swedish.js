// Snowball's Swedish stemmer, version 3 (snowballstem.org/algorithms/swedish), made anew from its description.

const SV_ENDINGS =
  ("heterna hetens anden heten heter arnas ernas ornas andes arens andet arna erna orna ande arne aste aren ades erns " +
    "ade are ern ens het ast ad en ar er or as es at et a e s").split(" ");
// Words on -et that are no definite forms: frihet, alfabet, kapacitet …
const SV_NO_ET = /(h|iet|uit|fab|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|ivit|kvit|xit|kom|rak|pak|stak)$/;
const isDefinite = (root) => /.[aeiouyäåö][^aeiouyäåö]$/.test(root) && !SV_NO_ET.test(root);

function swedish(word) {
  const region = /^.*?[aeiouyäåö].*?[^aeiouyäåö]/.exec(word);
  const from = region && word.length > 2 ? Math.max(region[0].length, 3) : word.length;
  const has = (ending) => word.length - ending.length >= from && word.endsWith(ending);
  const cut = (count) => (word = word.slice(0, word.length - count));

  const ending = SV_ENDINGS.find(has);
  if (ending === "s") {
    if (/ets$/.test(word) && isDefinite(word.slice(0, -3))) cut(3);
    else if (/[bcdfghjklmnoprtvy]s$/.test(word)) cut(1);
  } else if (ending === "et") {
    if (isDefinite(word.slice(0, -2))) cut(2);
  } else if (ending) cut(ending.length);

  if (["dd", "gd", "nn", "dt", "gt", "kt", "tt"].some(has)) cut(1);

  const last = ["fullt", "lig", "els", "öst", "ig"].find(has);
  if (last === "fullt" || (last === "öst" && /[iklnprtuv]öst$/.test(word))) cut(1);
  else if (last && last !== "öst") cut(last.length);
  return word;
}
