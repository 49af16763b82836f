// Programs that take part in a course: tokens by which they answer, and addresses at which they are
// told. Both are made, shown once, and taken away in two steps.

import { copyText } from "./clipboard.js";
import { holdBack } from "./deleting.js";
import { load } from "./fragments.js";
import { reason, Refused } from "./requests.js";
import { remove, send } from "./session.js";
import { showMade } from "./token.js";
import { acknowledge, announce, word } from "./words.js";

const TOKENS = {
  list: "service-tokens",
  said: "revoked",
  title: "programs-title",
  filledIn: ({ elements }) => ({ name: elements.name.value, days: Number(elements.days.value) }),
  show: ({ token }) => showMade(token),
};
const WEBHOOKS = {
  list: "webhooks",
  said: "removed",
  title: "webhooks-title",
  filledIn: ({ elements }) => ({ address: elements.address.value.trim() }),
  show: showSecret,
};

export function prepare() {
  for (const [id, kind] of [["new-token", TOKENS], ["new-webhook", WEBHOOKS]]) {
    const form = document.getElementById(id);
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      make(form, kind);
    });
  }
}

async function make(form, kind) {
  const refused = form.querySelector(".not-sent");
  const pressed = form.querySelector("[type=submit]");
  if (pressed.getAttribute("aria-disabled") === "true") return; // one a press
  pressed.setAttribute("aria-disabled", "true");
  refused.hidden = true;
  try {
    const made = await send("POST", `/api/${kind.list}`, { json: kind.filledIn(form) });
    if (!form.isConnected) return; // whoever left the page makes another one
    form.reset();
    kind.show(made.json());
    await refresh(kind);
  } catch (error) {
    refused.hidden = false;
    refused.textContent = reason(error);
    if (!(error instanceof Refused)) throw error;
    form.querySelector("input").focus();
  } finally {
    pressed.removeAttribute("aria-disabled");
  }
}

export function ask(button) {
  const row = button.closest("[data-program]");
  turn(row, true);
  holdBack(row.querySelector("[data-action=revoke-surely]"));
  row.querySelector("[data-action=keep-program]").focus();
}

export function keep(button) {
  const row = button.closest("[data-program]");
  turn(row, false);
  row.querySelector("[data-action=ask-to-revoke]").focus();
}

export async function takeAway(button) {
  const row = button.closest("[data-program]");
  const kind = row.closest("#webhooks") ? WEBHOOKS : TOKENS;
  await remove(`/api/${kind.list}/${row.dataset.program}`);
  await refresh(kind);
  document.getElementById(kind.title).focus();
  const words = document.querySelector("#programs .words").content;
  announce(words.querySelector(`[data-said=${kind.said}]`).textContent);
}

export async function copySecret(button) {
  await copyText(document.querySelector("#made-secret output").textContent);
  acknowledge(button.parentElement.querySelector(".said"), word("copied_plain"));
}

function showSecret({ secret }) {
  const made = document.getElementById("made-secret");
  made.hidden = false;
  made.querySelector("output").textContent = secret;
  made.querySelector("output").focus();
}

async function refresh(kind) {
  await load(document.getElementById(kind.list), `/fragments/${kind.list}`);
}

function turn(row, asking) {
  row.querySelector("[data-revoking=asked]").hidden = asking;
  row.querySelector("[data-revoking=sure]").hidden = !asking;
}
