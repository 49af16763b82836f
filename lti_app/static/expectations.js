// The test questions of instructors: added, changed, removed and tried; proposed ones are confirmed
// one by one.

import { fetchMarkup } from "./fragments.js";
import { every } from "./polling.js";
import { reason, Refused } from "./requests.js";
import * as review from "./review.js";
import { send } from "./session.js";
import { announce } from "./words.js";

const API = "/api/expectations";
const FRAGMENTS = "/fragments/expectations";
let stop = () => {};

const list = () => document.querySelector(`#groups[data-list="${FRAGMENTS}"]`);
const poll = () => Number(list()?.querySelector("[data-poll]")?.dataset.poll ?? 0);
const pane = () => document.querySelector("#review .review");

// Looks again while one of them is to be tried.
export function follow() {
  stop();
  stop = every(async () => {
    if (!list()) return 0;
    const markup = await fetchMarkup(FRAGMENTS, { conditional: true });
    if (markup !== null && list()) await review.refreshList(); // the tabs count what fails
    return poll();
  }, poll());
}

export function leave() {
  stop();
}

export async function open(id) {
  await review.open(id, `${FRAGMENTS}/${id}`, save);
}

async function save() {
  const form = pane().querySelector("form");
  const { expectation } = pane().dataset;
  const declines = form.elements.expected.value === "declines";
  const lines = form.elements.says.value.split("\n").map((line) => line.trim());
  const says = declines ? [] : lines.filter(Boolean);
  if (!declines && says.length === 0) {
    tell(form, said("nothing"));
    return form.elements.says.focus();
  }
  const json = { question: form.elements.question.value, says };
  const kept = await sent(form, expectation ? "PUT" : "POST", `${API}${expectation ? `/${expectation}` : ""}`, json);
  if (kept) await leavePane(said("saved"));
}

export async function remove() {
  await send("DELETE", `${API}/${pane().dataset.expectation}`);
  await leavePane(said("removed"));
}

export async function tryAll() {
  await send("POST", `${API}/trials`);
  await review.refreshList();
  follow();
}

// The next one of those that are left takes the focus.
export async function addProposed(button) {
  const proposal = button.closest("li");
  const json = {
    question: proposal.querySelector("textarea").value,
    says: JSON.parse(proposal.dataset.says),
  };
  if (!(await sent(proposal, "POST", API, json))) return;
  announce(said("saved"));
  const next = proposal.nextElementSibling ?? proposal.previousElementSibling;
  proposal.remove();
  (next?.querySelector("button") ?? pane().querySelector("h2")).focus();
  await review.refreshList();
  follow();
}

async function leavePane(words) {
  await review.refreshList();
  review.close();
  history.replaceState(null, "", "#/");
  announce(words);
  follow();
}

// False where it was refused, and the reason stands beside it.
async function sent(within, method, path, json) {
  tell(within, "");
  try {
    await send(method, path, { json });
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(within, reason(error));
    return false;
  }
}

function tell(within, text) {
  const place = within.querySelector(".not-sent");
  place.hidden = !text;
  place.querySelector("p").textContent = text;
}

function said(name) {
  return pane().querySelector(".words").content.querySelector(`[data-said=${name}]`).textContent;
}
