// The same work as samverka does on these notes, as far as Eleventy goes: pages, lists of fifty, topics, municipalities, feed, map.
const PAGE = 50;

export default function (config) {
  const notes = (api) => api.getFilteredByGlob('**/notes/*.md').sort((a, b) => b.date - a.date);
  const paged = (name, slug, list) => {
    const pages = [];
    for (let at = 0; at < list.length; at += PAGE) {
      const number = at / PAGE + 1;
      pages.push({ name, url: number === 1 ? `${slug}/` : `${slug}/page/${number}/`, notes: list.slice(at, at + PAGE), more: at + PAGE < list.length ? `/${slug}/page/${number + 1}/` : '' });
    }
    return pages;
  };
  const slug = (text) => text.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o').replace(/ /g, '-');
  config.addFilter('slug', slug);
  config.addFilter('day', (date) => date.toISOString().slice(0, 10));
  config.addFilter('first', (list, count) => list.slice(0, count));
  // Eleventy has no table of contents of its own.
  config.addFilter('contents', (html) => [...html.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)].map(([, id, words]) => `<li><a href="#${id}">${words}</a></li>`).join(''));
  config.addCollection('notes', notes);
  config.addCollection('lists', (api) => {
    const all = notes(api);
    const lists = paged('Möten', 'notes', all);
    for (const key of ['topics', 'municipalities']) {
      const terms = new Map();
      for (const note of all) for (const term of note.data[key]) terms.set(term, [...(terms.get(term) ?? []), note]);
      for (const [term, list] of terms) lists.push(...paged(term, `${key}/${slug(term)}`, list));
    }
    return lists;
  });
  config.amendLibrary('md', (md) => {
    const plain = md.renderer.rules.heading_open ?? ((tokens, i, options, env, self) => self.renderToken(tokens, i, options));
    md.renderer.rules.heading_open = (tokens, i, options, env, self) => {
      tokens[i].attrSet('id', slug(tokens[i + 1].content));
      return plain(tokens, i, options, env, self);
    };
  });
  config.setQuietMode(true);
  return { dir: { input: '.', output: '_site' }, markdownTemplateEngine: false };
}
