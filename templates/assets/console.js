/* The board's console: takes the stream's lines in, filters them as one types, and waits while it is paused.
   Without this file the last lines are there, «Actualizar» brings newer ones and the filter is a form. */
(() => {
  "use strict";
  const MOST = 500, HELD_MOST = 500;
  const box = document.getElementById("consola-log"), form = document.getElementById("consola-filtro");
  const pause = document.getElementById("consola-pausa"), state = document.getElementById("consola-estado");
  if (!box) return;
  const list = box.querySelector("ol");
  let held = null, dropped = 0; // lines that wait while paused
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  // From here on the lines are ours: a page that renews itself leaves them alone.
  for (const part of [box, form, pause.parentNode]) part.setAttribute("data-mine", "");
  pause.hidden = false;

  function shows(item) {
    const kind = form.elements.clase.value, text = plain(form.elements.buscar.value.trim());
    return (!kind || item.dataset.kind === kind) && (!text || plain(item.textContent).includes(text));
  }
  function sift() { for (const item of list.children) item.hidden = !shows(item); }

  function item(line) {
    const made = document.createElement("li"), part = (name, text) => {
      const node = document.createElement(name);
      node.textContent = text;
      made.append(node);
      return node;
    };
    made.dataset.key = line.key;
    made.dataset.kind = line.kind;
    if (line.class) made.className = line.class;
    part("time", line.time);
    part("b", line.label);
    const said = part("span", "");
    if (line.case) {
      const link = document.createElement("a");
      link.href = line.href;
      link.textContent = line.case;
      said.append(link, " ");
    }
    const text = document.createElement("bdi");
    text.textContent = line.text;
    said.append(text);
    return made;
  }

  function add(lines) {
    const known = new Set([...list.children].slice(-300).map((one) => one.dataset.key));
    for (const line of lines) {
      if (known.has(line.key)) continue;
      known.add(line.key);
      const made = item(line);
      made.hidden = !shows(made);
      list.append(made);
    }
    while (list.children.length > MOST) list.firstChild.remove();
    document.getElementById("consola-nada")?.remove();
  }
  const note = (text) => ({ key: "note-" + Date.now(), kind: "linea", class: "wn", time: "", label: "…", case: "", href: "", text });

  function take(told) {
    if (told.gap) {
      // Some were missed and are no longer known one by one: the last ones anew, and it is said.
      list.replaceChildren();
      add([note(box.dataset.gap)]);
    }
    add(told.lines);
  }

  document.addEventListener("relevo-console", ({ detail }) => {
    if (detail.kind === "error") { state.hidden = false; state.className = "badge is-wait"; state.textContent = box.dataset.lost; return; }
    if (detail.kind === "open") { state.hidden = false; state.className = "badge is-ok"; state.textContent = box.dataset.liveText; return; }
    const told = JSON.parse(detail.data);
    if (detail.id) box.dataset.from = detail.id;
    if (!held) { take(told); return; }
    if (told.gap) { held = []; dropped += 1; }
    held.push(...told.lines);
    if (held.length > HELD_MOST) { dropped += 1; held.splice(0, held.length - HELD_MOST); }
    pause.textContent = pause.dataset.go + (held.length ? " (" + held.length + " " + pause.dataset.waiting + ")" : "");
  });

  pause.addEventListener("click", () => {
    if (held) {
      const lines = held, gap = dropped > 0;
      held = null;
      dropped = 0;
      take({ lines, gap });
    } else held = [];
    pause.textContent = held ? pause.dataset.go : pause.dataset.pause;
    pause.setAttribute("aria-pressed", String(!!held));
  });
  for (const kind of ["input", "change"]) form.addEventListener(kind, sift);
  form.addEventListener("submit", (event) => { event.preventDefault(); sift(); });
  sift();
})();
