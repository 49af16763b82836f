// The tokens of a course for programs that answer: made, shown once, and revoked in two steps.

import { holdBack } from "./deleting.js";
import { load } from "./fragments.js";
import { reason, Refused } from "./requests.js";
import { remove, send } from "./session.js";
import { showMade } from "./token.js";
import { announce } from "./words.js";

const TOKENS = "/api/service-tokens";
const section = () => document.getElementById("programs");

export function prepare() {
  const form = document.getElementById("new-token");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    make(form);
  });
}

async function make(form) {
  const refused = form.querySelector(".not-sent");
  const pressed = form.querySelector("[type=submit]");
  if (pressed.getAttribute("aria-disabled") === "true") return; // one token a press
  pressed.setAttribute("aria-disabled", "true");
  refused.hidden = true;
  try {
    const json = { name: form.elements.name.value, days: Number(form.elements.days.value) };
    const made = await send("POST", TOKENS, { json });
    if (!form.isConnected) return; // whoever left the page makes another one
    form.reset();
    showMade(made.json().token);
    await refresh();
  } catch (error) {
    refused.hidden = false;
    refused.textContent = reason(error);
    if (!(error instanceof Refused)) throw error;
    form.elements.name.focus();
  } finally {
    pressed.removeAttribute("aria-disabled");
  }
}

export function ask(button) {
  const token = button.closest("[data-token]");
  turn(token, true);
  holdBack(token.querySelector("[data-action=revoke-surely]"));
  token.querySelector("[data-action=keep-token]").focus();
}

export function keep(button) {
  const token = button.closest("[data-token]");
  turn(token, false);
  token.querySelector("[data-action=revoke-token]").focus();
}

export async function revoke(button) {
  await remove(`${TOKENS}/${button.closest("[data-token]").dataset.token}`);
  await refresh();
  section().querySelector("h2").focus();
  announce(section().querySelector(".words").content.querySelector("[data-said=revoked]").textContent);
}

async function refresh() {
  await load(document.getElementById("service-tokens"), "/fragments/service-tokens");
}

function turn(token, asking) {
  token.querySelector("[data-revoking=asked]").hidden = asking;
  token.querySelector("[data-revoking=sure]").hidden = !asking;
}
