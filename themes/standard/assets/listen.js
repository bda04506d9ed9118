// Reads the main text aloud with a voice that the browser has for its language, and marks the sentence that is read. Without
// such a voice nothing is shown. It adds its buttons and nothing else: the text that a screen reader reads is left alone.
(() => {
  const synth = window.speechSynthesis;
  const main = document.querySelector('main');
  const title = main?.querySelector('h1');
  const [listen, pause, go, stop, speed, percent] = (document.currentScript?.dataset.words ?? '').split('|');
  if (!synth || !title || !percent) return;

  const SKIPPED = 'nav, script, .forms, .listen, .choose, .toc, svg, [hidden], [aria-hidden="true"], .footnote-back';
  const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, dt, dd, th, td, caption, figcaption, blockquote, pre, summary, div, section';
  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voiceFor = (tag) => {
    const fit = synth.getVoices().filter((voice) => primary(voice.lang) === primary(tag));
    return fit.find((voice) => voice.localService) ?? fit[0];
  };
  const own = document.documentElement.lang || 'sv';

  // Sentences in the order in which they are read, each with where it stands. A part in another language is one of its own.
  function sentences() {
    const found = [];
    let run = [];
    const flush = () => {
      const text = run.map((part) => part.text).join('');
      const cut = window.Intl?.Segmenter
        ? [...new Intl.Segmenter(own, { granularity: 'sentence' }).segment(text)].map((s) => [s.index, s.index + s.segment.length])
        : [[0, text.length]];
      for (const [from, to] of cut) {
        const words = text.slice(from, to).replace(/\s+/g, ' ').trim();
        if (!words) continue;
        const range = document.createRange();
        const at = (place, last) => {
          let rest = place;
          for (const part of run) {
            if (rest < part.text.length || (last && rest === part.text.length)) return [part, rest];
            rest -= part.text.length;
          }
          return [run[run.length - 1], run[run.length - 1].text.length];
        };
        const [first, start] = at(from, false);
        const [last, end] = at(to, true);
        if (first.image) range.selectNode(first.node);
        else {
          range.setStart(first.node, start);
          if (last.image) range.setEndAfter(last.node);
          else range.setEnd(last.node, end);
        }
        found.push({ words, range, lang: first.lang });
      }
      run = [];
    };
    let before;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      if (node.matches(SKIPPED)) return NodeFilter.FILTER_REJECT;
      return node.matches('img') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    });
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const image = node.nodeType !== Node.TEXT_NODE;
      const text = image ? ` ${node.alt} ` : node.data;
      const element = image ? node : node.parentElement;
      const block = element.closest(BLOCKS);
      const lang = primary(element.closest('[lang]')?.lang ?? own);
      if (run.length > 0 && (block !== before || lang !== run[0].lang)) flush();
      before = block;
      if (text.trim() || run.length > 0) run.push({ node, text, lang, image });
    }
    if (run.length > 0) flush();
    return found;
  }

  function build() {
    const bar = document.createElement('div');
    bar.className = 'listen';
    const button = (words, act) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = words;
      made.addEventListener('click', act);
      bar.append(made);
      return made;
    };
    let list = [];
    let index = 0;
    let state = 'still';
    let turn = 0;

    const show = (next) => {
      state = next;
      play.textContent = { still: listen, reads: pause, waits: go }[state];
      if (state === 'still' && document.activeElement === end) play.focus();
      end.hidden = state === 'still';
    };
    const mark = (range) => {
      if (!window.CSS?.highlights || !window.Highlight) return;
      if (range) CSS.highlights.set('listen', new Highlight(range));
      else CSS.highlights.delete('listen');
    };
    const quiet = () => {
      turn += 1;
      synth.cancel();
    };
    const halt = () => {
      quiet();
      mark();
      index = 0;
      show('still');
    };
    const read = () => {
      const mine = (turn += 1);
      // What no voice speaks is left out: a Swedish voice would make English into noise.
      while (index < list.length && !voiceFor(list[index].lang)) index += 1;
      const sentence = list[index];
      if (!sentence) return halt();
      const utterance = new SpeechSynthesisUtterance(sentence.words);
      utterance.voice = voiceFor(sentence.lang);
      utterance.lang = utterance.voice.lang;
      utterance.rate = Number(choice.value) / 100;
      const next = () => {
        if (mine !== turn) return;
        index += 1;
        read();
      };
      utterance.onend = next;
      utterance.onerror = next;
      mark(sentence.range);
      const box = sentence.range.getBoundingClientRect();
      if (box.top < 0 || box.bottom > innerHeight) sentence.range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
      synth.speak(utterance);
    };

    const play = button(listen, () => {
      if (state === 'reads') {
        quiet();
        show('waits');
        return;
      }
      if (state === 'still') list = sentences();
      show('reads');
      read();
    });
    const end = button(stop, halt);
    const label = document.createElement('label');
    const choice = document.createElement('select');
    for (const rate of [60, 80, 100, 125, 150]) choice.add(new Option(percent.replace('0', rate), rate, rate === 100, rate === 100));
    choice.addEventListener('change', () => {
      if (state !== 'reads') return;
      quiet();
      read();
    });
    label.append(`${speed} `, choice);
    bar.append(label);
    show('still');
    title.after(bar);
    addEventListener('pagehide', halt);
    return bar;
  }

  let bar;
  const look = () => {
    const there = Boolean(voiceFor(own));
    if (there) bar ??= build();
    if (bar) bar.hidden = !there;
  };
  look();
  synth.addEventListener?.('voiceschanged', look);
})();
