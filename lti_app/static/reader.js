// The reader: opens at the passage, marked; closing gives the focus back to where it was opened.

import { load } from "./fragments.js";
import { keepTablesReadable } from "./tables.js";

let opener = null; // the link that opened it: an entry of the history lies behind it

export function remember(link) {
  opener = link;
}

export async function open(path) {
  const target = document.getElementById("reader");
  if (!target) return;
  await load(target, path);
  target.hidden = false;
  target.closest(".panel").classList.add("reading");
  keepTablesReadable(target);
  const cited = target.querySelector(".cited");
  const first = cited ?? target.querySelector("h2");
  if (!cited) first.tabIndex = -1;
  first.focus({ preventScroll: true });
  (cited ?? target).scrollIntoView({ block: cited ? "center" : "start" });
}

export function close() {
  if (!hide()) return;
  focusOpener();
  opener = null;
}

// Makes room for what has come meanwhile: whoever writes keeps the focus.
export function makeRoom() {
  if (hide()) opener = null;
}

function hide() {
  const target = document.getElementById("reader");
  if (!target || target.hidden) return false;
  target.hidden = true;
  target.replaceChildren();
  target.closest(".panel").classList.remove("reading");
  return true;
}

// The way that a person leaves: back to where they were, or, after a reload, to the beginning.
export function leave() {
  if (opener) history.back();
  else location.hash = "#/";
}

function focusOpener() {
  if (!opener) return;
  const address = opener.getAttribute("href");
  // A card that was drawn anew has the same link again, as another element.
  const same = [...document.querySelectorAll("a[href^='#/']")];
  const link = opener.isConnected ? opener : same.find((each) => each.getAttribute("href") === address);
  link?.focus();
}

export function isOpen() {
  const target = document.getElementById("reader");
  return Boolean(target) && !target.hidden;
}
