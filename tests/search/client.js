// Runs the client without a browser: `node client.js FOLDER LANGUAGE` with the folder of an index. Reads lines of JSON, and
// answers each with one: {"find": QUERY} with what is found, {"words": TEXT} with its words and their stems.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const [folder, lang] = process.argv.slice(2);
const run = (name) => vm.runInThisContext(readFileSync(join(folder, name), "utf8"), { filename: name });

// What the client asks of a page: its language, where its script lies, and scripts that run when they are appended.
globalThis.window = globalThis;
globalThis.document = {
  documentElement: { lang },
  currentScript: { src: "search.js" },
  getElementById: () => null,
  createElement: () => ({}),
  head: {
    append: (script) => {
      try {
        run(script.src);
      } catch (error) {
        console.error(script.src, error.message);
        return script.onerror();
      }
      script.onload();
    },
  },
};
run("search.js");
const { find, load, stem, wordsOf, clean, hasPhrases } = globalThis.samverka;

async function answer(asked) {
  if (asked.words !== undefined) {
    await load("s", 0);
    return wordsOf(clean(asked.words)).map((word) => [word, stem("sv", word), stem("en", word)]);
  }
  const found = await find(asked.find);
  const hits = [];
  for (const { document, score } of found.hits) {
    if (hits.length === 10) break;
    const shown = await load("d", document);
    if (hasPhrases(shown, found.query.phrases)) hits.push([shown.address, String(score)]);
  }
  return { hits, count: found.hits.length, meant: found.meant || null };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(JSON.parse(line))));
  }
})();
