// A person's own data: a copy as a file, and its end in two steps.

import { holdBack } from "./deleting.js";
import { end, send } from "./session.js";
import { acknowledge, announce, word, wordElement } from "./words.js";

export async function download(button) {
  const { headers, body } = await send("GET", "/api/session/person", { stream: true });
  const copy = await new Response(body).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([copy], { type: headers.get("Content-Type") }));
  link.download = "silabo.zip";
  link.click();
  URL.revokeObjectURL(link.href);
  acknowledge(button.parentElement.querySelector(".said"), word("downloaded"));
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
