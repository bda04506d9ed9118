// The page: what is typed and chosen, what is shown and said, and the address that tells it all.

const STEP = 10;
// So long after the last letter one is taken to have stopped typing.
const PAUSE = 1000;

function start() {
  const field = form.elements.q;
  const [status, meant, none, filter, list, more] = ["status", "meant", "none", "filter", "results", "more"].map((part) =>
    document.getElementById(`search-${part}`));
  const boxes = filter.querySelector("div");
  const open = new Set();
  let [turn, shown, chosen, hits] = [0, 0, {}, []];
  let found, failed, titles, typed, busy;

  const address = () => {
    const query = new URLSearchParams();
    if (field.value) query.set("q", field.value);
    for (const facet of FACETS) for (const value of chosen[facet] || []) query.append(facet, value);
    const text = query.toString();
    return location.pathname + (text ? `?${text}` : "");
  };
  // A new address for each search; one that is still being typed gives way to what becomes of it.
  const keep = (typing) => {
    const same = address() === location.pathname + location.search;
    if (same && typing) return;
    try {
      history[same || history.state?.typing ? "replaceState" : "pushState"]({ typing }, "", address());
    } catch {
      // Some browsers change no address of a page that lies on a disk; the search works all the same.
    }
  };

  // The next ten. A document that has the words of a phrase but not the phrase is passed over.
  async function show(mine) {
    const most = shown + STEP;
    const first = list.children.length;
    while (shown < Math.min(most, hits.length)) {
      const batch = hits.slice(shown, most);
      const each = await Promise.all(batch.map(({ document: number }) => load("d", number)));
      if (mine !== turn) return;
      const real = each.filter((data) => hasPhrases(data, found.query.phrases));
      hits = hits.filter((_, at) => at < shown || at >= shown + batch.length || real.includes(each[at - shown]));
      list.append(...real.map((data) => result(data, found, titles)));
      shown += real.length;
    }
    more.hidden = shown >= hits.length;
    if (first > 0 && list.children[first]) list.children[first].querySelector("a").focus();
  }

  const told = () =>
    found ? fill(hits.length ? count(hits.length) : say.search_none, { q: field.value }) : "";

  async function filters() {
    if (!filter.open || !found) return;
    const sets = await fieldsets(found, failed, chosen, open);
    const at = document.activeElement;
    const held = boxes.contains(at) ? [at.name, at.value] : null;
    boxes.replaceChildren(...sets);
    if (!held) return;
    const same = [...boxes.querySelectorAll("input")].find((box) => box.name === held[0] && box.value === held[1]);
    const after = [...boxes.querySelectorAll("input")].filter((box) => box.name === held[1])[SHOWN_VALUES];
    (same || after || filter.querySelector("summary")).focus();
  }

  async function run() {
    const mine = ++turn;
    typed = field.value;
    try {
      const next = wordsOf(clean(typed)).length ? await find(typed) : null;
      const missed = next && (await failures(chosen));
      if (mine !== turn) return;
      failed = missed;
      found = next;
      hits = found ? found.hits.filter(({ document: number }) => !failed[number]) : [];
      [shown, titles] = [0, new Set()];
      list.replaceChildren();
      meant.replaceChildren();
      filter.hidden = !found || found.hits.length === 0;
      if (found && found.meant) {
        const link = element("a", { href: `?${new URLSearchParams({ q: found.meant })}` }, found.meant);
        const [before, after] = say.search_meant.split("{q}");
        meant.append(before, link, after);
      }
      await show(mine);
      if (mine !== turn) return;
      none.hidden = !found || hits.length > 0;
      await filters();
    } catch {
      if (mine === turn) status.textContent = say.search_failed;
      found = undefined;
    }
  }

  // What came of it is said once: after the last letter, or at once when somebody asked.
  let pause;
  const soon = (typing) => {
    clearTimeout(pause);
    busy = run();
    const after = async () => {
      await busy;
      keep(typing);
      const text = told();
      if (text || !typed) status.textContent = text;
    };
    if (typing) pause = setTimeout(after, PAUSE);
    else after();
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    field.value = query.get("q") || "";
    chosen = Object.fromEntries(FACETS.map((facet) => [facet, query.getAll(facet)]));
    filter.open = FACETS.some((facet) => chosen[facet].length > 0);
    busy = run();
    busy.then(() => (status.textContent = told()));
  };

  field.addEventListener("input", () => soon(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon(false);
  });
  boxes.addEventListener("change", () => {
    chosen = {};
    for (const box of boxes.querySelectorAll(":checked")) (chosen[box.name] = chosen[box.name] || []).push(box.value);
    soon(false);
  });
  boxes.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    open.add(target.value);
    filters();
  });
  filter.addEventListener("toggle", filters);
  more.addEventListener("click", () => show(turn));
  // Whoever follows a hit comes back to it.
  list.addEventListener("click", () => keep(false));
  meant.addEventListener("click", (event) => {
    if (!event.target.matches("a")) return;
    event.preventDefault();
    field.value = found.meant;
    field.focus();
    soon(false);
  });
  addEventListener("popstate", read);
  read();
}

if (form) start();
