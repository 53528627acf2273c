/* Relevo: the simulator's phones. Voice notes, «is writing …» and menus that close; all else works without. */
(() => {
  "use strict";

  /* ---- A menu closes when something of it was chosen, or another one is opened ---- */
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches("details.acts[open]")) return;
    for (const other of document.querySelectorAll("details.acts[open]")) {
      if (other !== event.target) other.open = false;
    }
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".acts a");
    if (link) link.closest("details").open = false;
  });

  /* ---- «Is writing …»: told when it begins, while it lasts, and when it ends ---- */
  const AGAIN_MS = 10000, QUIET_MS = 5000;
  const writing = new Map();     // form → { told, quiet }
  const tell = (form, on) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("texto");
    fields.delete("archivo");
    fields.set("tecleo", on ? "si" : "no");
    fetch(form.dataset.typing, { method: "POST", body: fields, credentials: "same-origin", keepalive: true }).catch(() => {});
  };
  const ends = (form, isTold) => {
    const state = writing.get(form);
    if (!state) return;
    clearTimeout(state.quiet);
    writing.delete(form);
    if (isTold && form.isConnected) tell(form, false);
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-typing]");
    if (!form || event.target.name !== "texto") return;
    const state = writing.get(form) || { told: 0, quiet: 0 };
    writing.set(form, state);
    if (Date.now() - state.told > AGAIN_MS) { state.told = Date.now(); tell(form, true); }
    clearTimeout(state.quiet);
    state.quiet = setTimeout(() => ends(form, true), QUIET_MS);
  });
  document.addEventListener("submit", (event) => ends(event.target, true), true);

  /* ---- Voice notes: one press begins, the next one ends and sends ---- */
  const canRecord = !!(window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  let recording = null;          // { recorder, button, began }

  const offer = () => {
    if (!canRecord) return;
    for (const button of document.querySelectorAll("[data-record][hidden]")) button.hidden = false;
  };
  const words = (button, text, isQuiet) => {
    const span = button.querySelector("span");
    span.textContent = text;
    span.classList.toggle("sr", !!isQuiet);
  };

  async function begin(button) {
    const said = button.querySelector("span").textContent;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      words(button, button.dataset.failed);
      setTimeout(() => words(button, said, true), 4000);
      return;
    }
    const recorder = new MediaRecorder(stream), pieces = [];
    const began = Date.now(), form = button.form;
    const clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      words(button, button.dataset.stop + " " + Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0"));
    }, 250);
    recorder.ondataavailable = (event) => { if (event.data.size) pieces.push(event.data); };
    recorder.onstop = () => {
      clearInterval(clock);
      stream.getTracks().forEach((track) => track.stop());
      recording = null;
      button.removeAttribute("data-mine");
      button.classList.remove("is-bad");
      words(button, said, true);
      if (pieces.length) send(button, form, new Blob(pieces, { type: recorder.mimeType }));
    };
    recorder.start();
    recording = { recorder, button };
    // The page may renew itself meanwhile: this button stays as it is.
    button.setAttribute("data-mine", "");
    button.classList.add("is-bad");
  }

  async function send(button, form, sound) {
    const fields = new FormData(form);
    fields.set("archivo", sound, "voz");
    fields.set("tipo", "voz");
    fields.set("texto", "");
    fields.delete("unavez");
    try {
      // Not followed: what the next page has to say is for whoever reads that page.
      const answer = await fetch(button.dataset.record, { method: "POST", body: fields, credentials: "same-origin", redirect: "manual" });
      if (answer.type === "opaqueredirect") location.reload();
      else words(button, button.dataset.failed);
    } catch { words(button, button.dataset.failed); }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-record]");
    if (!button) return;
    if (recording) { if (recording.button === button) recording.recorder.stop(); return; }
    begin(button);
  });

  offer();
  // What the page renews comes as the server made it: hidden.
  new MutationObserver(offer).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
})();
