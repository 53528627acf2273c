/* Relevo: pages that renew themselves. Every page works without this file.

   The server tells over /eventos which topic changed. A region says with data-live="tickets agents" which
   topics it shows; the page is fetched again and the region is changed in place, node by node, so that
   scroll, focus and what is being typed stay as they are. */
(() => {
  "use strict";
  const regions = () => [...document.querySelectorAll("[data-live]")];
  const busy = new Set();      // forms on their way
  let clockSkew = 0;           // server's clock minus ours

  /* ---- Changing a node into another ---- */
  const keyOf = (node) => (node.nodeType === 1 ? node.id || node.getAttribute("data-key") : null);
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
  const isField = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.nodeName);
  const isHeld = (node) => node === document.activeElement || node.hasAttribute("data-touched");
  // Of choices that exclude each other one was made: setting another would take it back.
  const isTouched = (node) => isHeld(node) || (node.type === "radio" && !!node.form &&
    [...node.form.elements].some((other) => other.type === "radio" && other.name === node.name && isHeld(other)));

  /* What was just said to the reader stays until the next page, and a field that is being typed in always. */
  let keepBanner = true;
  const isKept = (node) => node.nodeType === 1 &&
    ((keepBanner && node.hasAttribute("data-keep")) || (isField(document.activeElement) && document.activeElement.value && node.contains(document.activeElement)));

  function morph(old, fresh) {
    if (old.nodeType !== 1) {
      if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
      return;
    }
    // A form that came back with what is wrong in it is the person's, not ours.
    if (old.hasAttribute("data-mine")) return;
    const keepOpen = old.nodeName === "DETAILS";
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && name !== "data-touched" && !(keepOpen && name === "open")) old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value && !(keepOpen && name === "open")) old.setAttribute(name, value);
    }
    if (isField(old)) {
      if (isTouched(old)) return;
      if (old.nodeName === "SELECT") children(old, fresh);
      if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.hasAttribute("checked");
      else if (old.value !== fresh.value) old.value = fresh.value;
      if (old.nodeName === "TEXTAREA") old.defaultValue = fresh.defaultValue;
      return;
    }
    children(old, fresh);
  }

  function children(old, fresh) {
    const wants = [...fresh.childNodes];
    const keys = new Set(wants.map(keyOf).filter(Boolean));
    let at = old.firstChild;
    const drop = () => {
      const next = at.nextSibling;
      if (!isKept(at)) at.remove();
      at = next;
    };
    for (const want of wants) {
      // Named nodes that are gone make room, so that what comes after them is found in its place.
      while (at && keyOf(at) && !keys.has(keyOf(at))) drop();
      let found = at;
      while (found && !alike(found, want)) found = found.nextSibling;
      if (!found) {
        old.insertBefore(document.importNode(want, true), at);
        continue;
      }
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
      morph(found, want);
    }
    while (at) drop();
  }

  /* ---- Fetching the page again ---- */
  let running = false, again = false;

  async function renew() {
    if (running) { again = true; return; }
    running = true;
    try {
      do {
        again = false;
        const url = location.pathname + location.search;
        const answer = await fetch(url, { headers: { "X-Relevo-Live": "1" }, credentials: "same-origin" });
        if (answer.redirected && new URL(answer.url).pathname === "/login") { location.reload(); return; }
        const text = await answer.text();
        // Meanwhile a message was chosen to be quoted, or sent: this page is older than what is shown.
        if (url !== location.pathname + location.search) again = true;
        else if (answer.ok) take(text);
      } while (again);
    } catch { /* Offline: the event stream tells when the server is back. */ } finally { running = false; }
  }

  function take(html, isNewPage) {
    keepBanner = !isNewPage;
    const page = new DOMParser().parseFromString(html, "text/html");
    const focused = document.activeElement;
    for (const region of regions()) {
      const fresh = region.id && page.getElementById(region.id);
      if (fresh) morph(region, fresh);
    }
    // A node that was moved has lost the focus.
    if (focused && focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    if (page.title) document.title = page.title;
    readClock();
    tick();
  }

  /* ---- The event stream: only while somebody looks ---- */
  let stream = null, timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(renew, 120); };

  function listen() {
    if (stream || !regions().length || !document.body.hasAttribute("data-stream")) return;
    // A console goes on where it stopped.
    const console = document.querySelector("[data-console]");
    const after = console ? "?linea=" + console.dataset.console + "&desde=" + encodeURIComponent(console.dataset.from) : "";
    stream = new EventSource(document.body.getAttribute("data-stream") + after);
    if (console) {
      const tell = (kind) => (event) => document.dispatchEvent(new CustomEvent("relevo-console", { detail: { kind, id: event.lastEventId, data: event.data } }));
      for (const kind of ["console", "open", "error"]) stream.addEventListener(kind, tell(kind));
    }
    // What changed between the page and the stream, or while the stream was broken, was not told.
    stream.onopen = soon;
    stream.addEventListener("change", (event) => {
      const topics = event.data.split(" ");
      const shown = regions().some((region) => topics.some((topic) => topic === "all" || region.dataset.live.split(" ").includes(topic)));
      if (shown) soon();
    });
    stream.addEventListener("bye", () => { stop(); location.reload(); });
  }
  function stop() { if (stream) { stream.close(); stream = null; } }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else if (!stream) { listen(); soon(); }
  });
  window.addEventListener("pagehide", stop);

  /* ---- What is being typed is kept ---- */
  document.addEventListener("input", (event) => { if (isField(event.target)) event.target.setAttribute("data-touched", ""); });

  /* ---- Forms that stay on the page: post, then show the page that the answer leads to ---- */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (!form.matches("form[data-stay]")) { stop(); return; } // the page is being left
    event.preventDefault();
    if (busy.has(form)) return;
    busy.add(form);
    const button = event.submitter, sent = new FormData(form, button || undefined);
    const hasFile = !!button && button.getAttribute("formenctype") === "multipart/form-data";
    try {
      const answer = await fetch((button && button.getAttribute("formaction")) || form.getAttribute("action"), { method: "POST", body: hasFile ? sent : new URLSearchParams(sent), credentials: "same-origin" });
      if (!answer.ok || new URL(answer.url).pathname !== location.pathname) { location.assign(answer.ok ? answer.url : location.href); return; }
      const text = await answer.text();
      for (const field of form.querySelectorAll("[data-touched]")) {
        field.removeAttribute("data-touched");
        if (field.hasAttribute("data-clear")) field.value = "";
      }
      for (const fold of form.querySelectorAll("details[open]")) fold.open = false;
      const address = new URL(answer.url);
      history.replaceState(null, "", address.pathname + address.search);
      const focused = document.activeElement;
      if (focused && isField(focused) && form.contains(focused)) { focused.blur(); take(text, true); focused.focus({ preventScroll: true }); } else take(text, true);
    } catch { if (hasFile) location.reload(); else form.submit(); } finally { busy.delete(form); }
  });

  /* ---- Links that only change what a form holds (to quote, to drop a quote) ---- */
  document.addEventListener("click", async (event) => {
    const link = event.target.closest && event.target.closest("a[data-stay]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = new URL(link.href);
    try {
      const answer = await fetch(address.pathname + address.search, { headers: { "X-Relevo-Live": "1" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) { location.assign(link.href); return; }
      history.replaceState(null, "", address.pathname + address.search);
      take(await answer.text());
      const field = document.getElementById(link.dataset.stay);
      if (field) field.focus({ preventScroll: true });
    } catch { location.assign(link.href); }
  });

  /* ---- A sheet that is made for paper ---- */
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  /* ---- Countdowns ---- */
  function readClock() {
    const now = Number(document.querySelector("[data-now]")?.dataset.now);
    if (now) clockSkew = now - Date.now();
  }
  function tick() {
    const now = Date.now() + clockSkew;
    for (const shown of document.querySelectorAll("[data-until]")) {
      const left = Math.max(0, Math.ceil((Number(shown.dataset.until) - now) / 1000));
      if (shown.nodeName === "PROGRESS") shown.value = shown.max - left;
      else shown.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    }
  }

  readClock();
  tick();
  setInterval(tick, 1000);
  listen();
})();
