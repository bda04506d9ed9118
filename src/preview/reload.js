// Shows the page as it is now when the site has changed, without the reader losing anything: the place on the page, the
// focus and what is unfolded are as before; nobody is interrupted in a field or in marking text.
//
// No script of the site asks for anything but scripts, which works from a file too. So the question "has it changed?"
// is a script that the server holds back until there is an answer. With the answer comes the new page, and what differs
// is put in place: a navigation takes the browser several times as long. Where that would not be the same as loading the
// page (another style or picture, a script that would have to begin anew), the page is loaded.
(function () {
  "use strict";

  var STORE = "samverka-preview";
  var since = document.currentScript.dataset.since;
  var tab = nameOfTab();
  var asking = false;
  var changed = false;
  var next = null;
  var delay = 0;
  // The page as the server sent it. Scripts and the reader change what is on the screen, so a new page is held against
  // this one. No script has run before this one, so nothing is changed yet.
  var sent = document.documentElement.cloneNode(true);
  // What stands on the screen for each of its nodes.
  var shown = new WeakMap();
  pair(sent, document.documentElement);

  // The server lets go of what a tab asked before, on a page that is gone.
  function nameOfTab() {
    var name = Math.random().toString(36).slice(2);
    try {
      name = sessionStorage.getItem(STORE + "-tab") || name;
      sessionStorage.setItem(STORE + "-tab", name);
    } catch (error) {
      // Without storage the server takes every page for a tab of its own.
    }
    return name;
  }

  // ---- Where the reader is ----

  // A selector for an element: from the nearest id above it, by place among its siblings.
  function pathTo(element) {
    var steps = [];
    for (var at = element; at; at = at.parentElement) {
      if (at.id) {
        steps.unshift("#" + CSS.escape(at.id));
        break;
      }
      if (!at.parentElement) {
        steps.unshift(":root");
        break;
      }
      steps.unshift(":nth-child(" + (Array.prototype.indexOf.call(at.parentElement.children, at) + 1) + ")");
    }
    return steps.join(" > ");
  }

  // What an element is, apart from its place: a paragraph added above must not move the focus to another link.
  function signature(element) {
    var text = "";
    if (element.localName === "details") {
      text = element.firstElementChild ? element.firstElementChild.textContent : "";
    } else if (!element.matches("main, body, section, article")) {
      text = element.textContent.trim().slice(0, 200);
    }
    return [element.localName, element.getAttribute("href"), element.getAttribute("name"), element.getAttribute("value"), text].join("\n");
  }

  function find(path, sign) {
    var found = null;
    try {
      found = document.querySelector(path);
    } catch (error) {
      return null;
    }
    if (found && signature(found) === sign) {
      return found;
    }
    var name = sign.split("\n")[0];
    var same = Array.prototype.filter.call(document.getElementsByTagName(name), function (element) {
      return signature(element) === sign;
    });
    if (same.length === 1) {
      return same[0];
    }
    return found && found.localName === name ? found : null;
  }

  function place() {
    var focus = document.activeElement;
    var has = focus && focus !== document.body && focus !== document.documentElement;
    var unfolded = Array.prototype.map.call(document.querySelectorAll("details"), function (element) {
      return [pathTo(element), signature(element), element.open];
    });
    return {
      page: location.pathname + location.search,
      x: window.scrollX,
      y: window.scrollY,
      focus: has ? pathTo(focus) : null,
      sign: has ? signature(focus) : null,
      unfolded: unfolded
    };
  }

  // Unfolds and focuses what was so.
  function putBack(saved) {
    saved.unfolded.forEach(function (one) {
      var element = find(one[0], one[1]);
      if (element) {
        element.open = one[2];
      }
    });
    var focus = saved.focus && find(saved.focus, saved.sign);
    if (focus && focus !== document.activeElement) {
      focus.focus({ preventScroll: true });
    }
  }

  function restore() {
    var saved = null;
    try {
      saved = JSON.parse(sessionStorage.getItem(STORE));
      sessionStorage.removeItem(STORE);
    } catch (error) {
      return;
    }
    if (!saved || saved.page !== location.pathname + location.search) {
      return;
    }
    putBack(saved);
    function scroll() {
      window.scrollTo({ left: saved.x, top: saved.y, behavior: "instant" });
    }
    scroll();
    if (document.readyState !== "complete") {
      // Once more when pictures have their heights, unless the reader has moved meanwhile.
      var there = window.scrollY;
      window.addEventListener("load", function () {
        if (window.scrollY === there) {
          scroll();
        }
      });
    }
  }

  // ---- The new page in place of the old one ----

  function pair(copy, real) {
    shown.set(copy, real);
    for (var a = copy.firstChild, b = real.firstChild; a; a = a.nextSibling, b = b.nextSibling) {
      pair(a, b);
    }
  }

  function loads(root) {
    return Array.prototype.map.call(root.querySelectorAll("link[rel~=stylesheet], script[src]"), function (element) {
      return element.getAttribute("href") || element.getAttribute("src");
    }).join("\n");
  }

  // A script that reads the page each time it is used says so (`data-live`). Any other has to begin anew.
  function isInPlace(page) {
    return loads(sent) === loads(page) && Array.prototype.every.call(page.querySelectorAll("script[src]"), function (script) {
      return script.hasAttribute("data-live") || script.hasAttribute("data-since");
    });
  }

  function alike(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
  }

  function mergeAttributes(was, now) {
    var both = [was, shown.get(was)];
    Array.from(was.attributes).forEach(function (old) {
      if (!now.hasAttribute(old.name)) {
        both.forEach(function (element) { element.removeAttribute(old.name); });
      }
    });
    Array.from(now.attributes).forEach(function (attribute) {
      if (was.getAttribute(attribute.name) !== attribute.value) {
        both.forEach(function (element) { element.setAttribute(attribute.name, attribute.value); });
      }
    });
  }

  // What was sent becomes what is sent now, and the screen follows where the two differ.
  function merge(was, now) {
    if (was.isEqualNode(now)) {
      return;
    }
    var real = was === sent ? document.documentElement : standing(was);
    if (was.nodeType !== Node.ELEMENT_NODE) {
      was.data = real.data = now.data;
      return;
    }
    mergeAttributes(was, now);
    var olds = Array.from(was.childNodes);
    var news = Array.from(now.childNodes);
    while (olds.length && news.length && olds[olds.length - 1].isEqualNode(news[news.length - 1])) {
      olds.pop();
      news.pop();
    }
    var first = 0;
    while (first < olds.length && first < news.length && olds[first].isEqualNode(news[first])) {
      first += 1;
    }
    mergeMiddle(was, olds.slice(first), news.slice(first), first > 0 ? olds[first - 1] : null);
  }

  // What is the same in both stays where it is, in its order; what stands between is made the same piece by piece, or replaced.
  function mergeMiddle(was, olds, news, before) {
    var gone = [];
    var come = [];
    var from = 0;
    function settle() {
      if (gone.length === come.length && gone.every(function (node, i) { return alike(node, come[i]); })) {
        gone.forEach(function (node, i) {
          merge(node, come[i]);
          before = node;
        });
      } else {
        before = replace(was, before, gone, come);
      }
    }
    news.forEach(function (node) {
      // An element marks a place. Blanks between elements are all alike, and mark none.
      var same = node.nodeType === Node.ELEMENT_NODE ? from : olds.length;
      while (same < olds.length && !olds[same].isEqualNode(node)) {
        same += 1;
      }
      if (same === olds.length) {
        come.push(node);
        return;
      }
      gone = olds.slice(from, same);
      settle();
      before = olds[same];
      from = same + 1;
      come = [];
    });
    gone = olds.slice(from);
    settle();
  }

  // What stands for a node, where it belongs. A browser that translates the page, or a script, may have moved it.
  function standing(node) {
    var real = shown.get(node);
    if (real.parentNode !== shown.get(node.parentNode)) {
      throw new Error("moved");
    }
    return real;
  }

  function replace(was, before, gone, come) {
    var real = shown.get(was);
    var spot = before ? standing(before).nextSibling : real.firstChild;
    var after = before ? before.nextSibling : was.firstChild;
    gone.forEach(function (node) {
      // A style that is put there again leaves the page without it for a moment; a script would begin anew; what listens
      // knows the heading.
      var fixed = "link[rel~=stylesheet], script[src], main, h1";
      if (node.nodeType === Node.ELEMENT_NODE && (node.matches(fixed) || node.querySelector(fixed))) {
        throw new Error("fixed");
      }
      standing(node);
    });
    come.forEach(function (node) {
      var copy = document.importNode(node, true);
      var fresh = document.importNode(node, true);
      pair(copy, fresh);
      was.insertBefore(copy, after);
      real.insertBefore(fresh, spot);
      before = copy;
    });
    gone.forEach(function (node) {
      shown.get(node).remove();
      node.remove();
    });
    return before;
  }

  // Whether the new page stands there now. `saved` is where the reader was.
  function putInPlace(html, saved) {
    var focus = document.activeElement;
    var unfolded = Array.prototype.map.call(document.querySelectorAll("details"), function (element) { return element; });
    try {
      var page = new DOMParser().parseFromString(html, "text/html").documentElement;
      if (!isInPlace(page)) {
        return false;
      }
      // Our own script differs in its version alone.
      page.querySelector("script[data-since]").dataset.since = sent.querySelector("script[data-since]").dataset.since;
      merge(sent, page);
    } catch (error) {
      // Something is not where we left it. Loading the page mends that.
      return false;
    }
    // What is still there is as it was.
    putBack({
      unfolded: saved.unfolded.filter(function (one, i) { return !unfolded[i].isConnected; }),
      focus: focus && focus.isConnected ? null : saved.focus,
      sign: saved.sign
    });
    return true;
  }

  // ---- When that would interrupt ----

  function isWriting() {
    var element = document.activeElement;
    if (!element) {
      return false;
    }
    var isField = element.localName === "textarea" || element.localName === "select" || (element.localName === "input" &&
      !/^(button|checkbox|color|file|image|radio|range|reset|submit)$/.test(element.type));
    if (isField && !document.hasFocus()) {
      // The writer is in the editor. An empty search field is no reason to wait; words that would be lost are.
      return element.localName !== "select" && element.value !== element.defaultValue;
    }
    return isField || element.isContentEditable;
  }

  function isMarking() {
    var selection = window.getSelection();
    return Boolean(selection) && !selection.isCollapsed;
  }

  function showIfFree() {
    if (!changed || isWriting() || isMarking()) {
      return;
    }
    changed = false;
    var saved = place();
    if (next.page && putInPlace(next.page, saved)) {
      since = next.version;
      setTimeout(ask, 0);
      return;
    }
    try {
      sessionStorage.setItem(STORE, JSON.stringify(saved));
    } catch (error) {
      // Without storage the page still reloads; the browser keeps the place on it.
    }
    location.reload();
  }

  document.addEventListener("focusout", function () { setTimeout(showIfFree, 0); });
  window.addEventListener("blur", function () { setTimeout(showIfFree, 0); });
  document.addEventListener("selectionchange", function () { setTimeout(showIfFree, 0); });

  // ---- Asking ----

  // A page that nobody sees does not ask: a browser has few connections to one server, and each question holds one.
  function ask() {
    if (asking || changed || document.hidden) {
      return;
    }
    asking = true;
    var pause = null;
    function heard(event) {
      pause = event.detail.pause;
      if (event.detail.version !== since) {
        next = event.detail;
        changed = true;
        showIfFree();
      }
    }
    var script = document.createElement("script");
    script.src = "/__samverka/wait.js?since=" + encodeURIComponent(since) + "&tab=" + tab +
      "&page=" + encodeURIComponent(location.pathname + location.search);
    document.addEventListener("samverka:version", heard, { once: true });
    function end() {
      document.removeEventListener("samverka:version", heard);
      script.remove();
      asking = false;
    }
    script.onload = function () {
      end();
      delay = 0;
      setTimeout(ask, pause === null ? 1000 : pause);
    };
    // The server is stopped, or not there yet: ask again, ever more seldom, and say nothing.
    script.onerror = function () {
      end();
      delay = Math.min(5000, delay * 2 || 250);
      setTimeout(ask, delay);
    };
    document.head.appendChild(script);
  }

  function start() {
    setTimeout(ask, 0);
  }

  restore();
  document.addEventListener("visibilitychange", ask);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      asking = false;
      ask();
    }
  });
  if (document.readyState === "complete") {
    start();
  } else {
    window.addEventListener("load", start);
  }
})();
