// Reloads the page when the site has changed, without the reader losing anything: the place on the page, the focus and
// what is unfolded are as before; nobody is interrupted in a field or in marking text.
//
// The site's policy allows scripts from here and no other requests (no connect-src). So the question "has it changed?"
// is a script that the server holds back until there is an answer.
(function () {
  "use strict";

  var STORE = "samverka-preview";
  var since = document.currentScript.dataset.since;
  var tab = nameOfTab();
  var asking = false;
  var changed = false;
  var delay = 0;

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

  function remember() {
    var focus = document.activeElement;
    var has = focus && focus !== document.body && focus !== document.documentElement;
    var unfolded = Array.prototype.map.call(document.querySelectorAll("details"), function (element) {
      return [pathTo(element), signature(element), element.open];
    });
    sessionStorage.setItem(STORE, JSON.stringify({
      page: location.pathname + location.search,
      x: window.scrollX,
      y: window.scrollY,
      focus: has ? pathTo(focus) : null,
      sign: has ? signature(focus) : null,
      unfolded: unfolded
    }));
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
    saved.unfolded.forEach(function (one) {
      var element = find(one[0], one[1]);
      if (element) {
        element.open = one[2];
      }
    });
    var focus = saved.focus && find(saved.focus, saved.sign);
    if (focus) {
      focus.focus({ preventScroll: true });
    }
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

  // ---- When a reload would interrupt ----

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

  function reloadIfFree() {
    if (changed && !isWriting() && !isMarking()) {
      changed = false;
      try {
        remember();
      } catch (error) {
        // Without storage the page still reloads; the browser keeps the place on it.
      }
      location.reload();
    }
  }

  document.addEventListener("focusout", function () { setTimeout(reloadIfFree, 0); });
  window.addEventListener("blur", function () { setTimeout(reloadIfFree, 0); });
  document.addEventListener("selectionchange", function () { setTimeout(reloadIfFree, 0); });

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
        changed = true;
        reloadIfFree();
      }
    }
    var script = document.createElement("script");
    script.src = "/__samverka/wait.js?since=" + encodeURIComponent(since) + "&tab=" + tab;
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
