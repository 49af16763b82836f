// What a course takes over from another one: chosen in a form, copied by a worker, followed here.

import { load } from "./fragments.js";
import { every } from "./polling.js";
import { reason, Refused } from "./requests.js";
import { send } from "./session.js";

const FRAGMENT = "/fragments/copying";
const DESK = "/fragments/desk/copying";

let stop = () => {};

const place = () => document.getElementById("copied");
const form = () => document.getElementById("copy");
const poll = () => Number(place()?.querySelector("[data-poll]")?.dataset.poll ?? 0);

// Takes the form, and looks again while something is being copied.
export function prepare() {
  stop();
  form()?.addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  stop = every(async () => {
    if (!place()) return 0;
    await load(place(), FRAGMENT, { conditional: true });
    if (!poll() && !form()) await draw(); // the tabs count what has come
    return poll();
  }, poll());
}

export function leave() {
  stop();
}

async function draw() {
  await load(document.getElementById("view"), DESK);
}

async function begin() {
  const button = form().querySelector("[type=submit]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  tell("");
  try {
    await send("POST", "/api/course/copies", { json: chosen() });
    history.replaceState(null, "", "#/desk/copying");
    await draw();
    place().querySelector("h2").focus();
    prepare();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(reason(error));
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function chosen() {
  const { answers, expectations, settings } = form().elements;
  const documents = [...form().querySelectorAll("[name=document]:checked")];
  return {
    source: form().dataset.source,
    documents: documents.map(({ value }) => value),
    answers: answers.checked,
    expectations: expectations.checked,
    settings: settings.checked,
  };
}

function tell(text) {
  const refused = form().querySelector(".not-sent");
  refused.hidden = !text;
  refused.textContent = text;
}
