// Tries a question on the desk: what a student would read, without anything being kept.

import { put } from "./fragments.js";
import { reason } from "./requests.js";
import { send } from "./session.js";
import { keepTablesReadable } from "./tables.js";
import { announce, word } from "./words.js";

export function prepare(form) {
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    if (button.getAttribute("aria-disabled") === "true" || !form.reportValidity()) return;
    button.setAttribute("aria-disabled", "true");
    await attempt(form);
    button.removeAttribute("aria-disabled");
  });
}

async function attempt(form) {
  const said = form.querySelector(".said");
  const target = document.getElementById("preview");
  said.textContent = word("searching");
  try {
    const { text } = await send("POST", "/fragments/desk/preview", {
      json: { text: form.elements.text.value },
    });
    said.textContent = "";
    put(target, text);
    keepTablesReadable(target);
    announce(target.querySelector(".state, .card p")?.textContent.trim() ?? "");
  } catch (error) {
    target.replaceChildren();
    said.textContent = reason(error);
  }
}
