// The desk: takes files, follows the documents while one is on its way, and keeps the choice about
// letters.

import * as documents from "./documents.js";
import { fetchMarkup, put } from "./fragments.js";
import * as previewing from "./previewing.js";
import { every } from "./polling.js";
import { reason } from "./requests.js";
import { send } from "./session.js";
import { uploadAll } from "./uploading.js";
import { about, announce, notice } from "./words.js";

let stop = () => {};

export function prepare(desk, refresh) {
  follow();
  const notices = desk.querySelector("#notices");
  let kept = notices?.value;
  notices?.addEventListener("change", async () => {
    kept = await choose(notices, kept);
  });
  previewing.prepare(desk.querySelector("#try"));
  const form = desk.querySelector("#upload");
  if (!form) return; // somebody who may look and not change
  documents.prepare(desk.querySelector("#documents"), form, refresh);
  const input = form.elements.file;
  const drop = form.querySelector(".drop");
  input.addEventListener("change", async () => {
    await uploadAll(form, [...input.files], refresh);
    input.value = "";
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    // On the desk alone, which each redraw replaces: nothing that lasts may go on listening.
    desk.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
    });
  }
  desk.addEventListener("drop", (event) => uploadAll(form, [...event.dataTransfer.files], refresh));
}

export function leave() {
  stop();
}

function follow() {
  stop();
  const target = document.getElementById("documents");
  stop = every(async () => {
    if (!target?.isConnected) return 0; // it stands at the questions
    const open = target.querySelector("details[open]");
    if (open) return 1000; // whoever reads a menu keeps it
    const markup = await fetchMarkup(listed(), { conditional: true });
    if (markup !== null) {
      const busy = states(target);
      put(target, markup);
      tell(target, busy);
    }
    return poll();
  }, poll());
}

function listed(shown = document.querySelector("#documents table")?.dataset.shown) {
  return `/fragments/documents${shown ? `?shown=${shown}` : ""}`;
}

// Older documents under those that are shown.
export async function more(button) {
  const target = document.getElementById("documents");
  const before = target.querySelectorAll("[data-document]").length;
  put(target, await fetchMarkup(listed(button.dataset.shown)));
  target.querySelectorAll("[data-document]")[before]?.querySelector("summary").focus();
}

function poll() {
  return Number(document.querySelector("#documents table")?.dataset.poll ?? 0);
}

function states(target) {
  const rows = target.querySelectorAll("[data-document]");
  return new Map([...rows].map((row) => [row.dataset.document, row.dataset.state]));
}

function tell(target, before) {
  for (const row of target.querySelectorAll("[data-document]")) {
    const state = row.dataset.state;
    const old = before.get(row.dataset.document);
    if (old && old !== state && ["ready", "rejected", "failed"].includes(state)) {
      const cell = row.querySelector(".state-cell").textContent.replace(/\s+/g, " ").trim();
      announce(about(row.querySelector("th").textContent, cell));
    }
  }
}

// Keeps a choice, and gives the one that is kept.
async function choose(notices, kept) {
  const chosen = notices.value;
  try {
    await send("PUT", "/api/session/notices", {
      json: { wanted: chosen !== "never", at_once: chosen === "at_once" },
    });
    notice("");
    return chosen;
  } catch (error) {
    notices.value = kept;
    notice(reason(error));
    return kept;
  }
}
