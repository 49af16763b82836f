// A person's own data: a copy as a file, and its end in two steps.

import { holdBack } from "./deleting.js";
import { save } from "./downloads.js";
import { end, send } from "./session.js";
import { announce, word, wordElement } from "./words.js";

export async function download(button) {
  await save(button, "/api/session/person", "silabo.zip");
}

export function ask() {
  turn(true);
  holdBack(document.querySelector("[data-action=erase-surely]"));
  document.querySelector("[data-action=keep-data]").focus();
}

export function keep() {
  turn(false);
  document.querySelector("[data-action=erase]").focus();
}

// With the person their session has gone: nothing of the page can be used any more.
export async function erase(view) {
  await send("DELETE", "/api/session/person");
  end();
  const said = document.createElement("p");
  said.className = "opening";
  said.tabIndex = -1;
  const way = wordElement("reopen");
  said.replaceChildren(word("all_deleted"), ...(way ? [" ", way] : []));
  view.replaceChildren(said);
  announce(word("all_deleted"));
  said.focus();
}

function turn(asking) {
  document.querySelector("[data-erasing=asked]").hidden = asking;
  document.querySelector("[data-erasing=sure]").hidden = !asking;
}
