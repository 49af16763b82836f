// An API token: made once, shown once, with what a program sends.

import { copyText } from "./clipboard.js";
import { send } from "./session.js";
import { acknowledge, word } from "./words.js";

export async function make(button) {
  const response = await send("POST", "/api/session/tokens");
  const { token, ends_at } = response.json();
  const made = document.getElementById("made");
  const time = made.querySelector("time");
  time.dateTime = ends_at;
  time.textContent = new Date(ends_at).toLocaleString(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: made.dataset.zone,
  });
  showMade(token);
  button.parentElement.remove();
}

// A new token with what a program sends; also one of a course.
export function showMade(token) {
  const made = document.getElementById("made");
  made.hidden = false;
  made.querySelector("output").textContent = token;
  const example = made.querySelector(".example");
  example.textContent = `curl -H "Authorization: Bearer ${token}" ${example.dataset.address}`;
  made.querySelector("output").focus();
}

export async function copy(button, selector) {
  await copyText(document.querySelector(`#made ${selector}`).textContent);
  acknowledge(button.parentElement.querySelector(".said"), word("copied_plain"));
}
