// A box to ask in: keeps the text until the question is accepted, and makes one question of two taps.

import * as presence from "./presence.js";
import { Late, reason, Refused } from "./requests.js";
import { Ended, explain, send } from "./session.js";
import { keep, read, forget } from "./storage.js";
import { announce, word } from "./words.js";

// `kept` names where unsent text is kept, so that it outlives a session; `about` tells what else is
// sent with it.
export function prepare(form, accepted, { kept, about }) {
  const box = form.elements.text;
  // One key a text: sending it again is the same question.
  const asking = { form, accepted, kept, about, key: null };
  box.value = read(kept) ?? "";
  grow(box);
  box.addEventListener("input", () => {
    asking.key = null;
    keep(kept, box.value);
    grow(box);
    tell(form, "");
  });
  box.addEventListener("keydown", (event) => {
    const touch = matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(asking);
  });
}

// Where unsent text of a person in a course is kept: a name for the box, and one for each question
// that is asked on.
export function keptAs(question = "") {
  const { asker } = document.getElementById("ask").dataset;
  return `silabo.draft.${asker}${question && `.${question}`}`;
}

export function fill(form, text) {
  const box = form.elements.text;
  box.value = text;
  box.dispatchEvent(new Event("input"));
  box.focus();
}

async function submit(asking) {
  const { form, accepted, kept } = asking;
  const box = form.elements.text;
  const button = form.querySelector("[type=submit]");
  const text = box.value.trim();
  if (button.getAttribute("aria-disabled") === "true") return;
  if (!text) {
    tell(form, word("empty"), { again: false });
    box.focus();
    return;
  }
  asking.key ??= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const label = button.textContent;
  button.setAttribute("aria-disabled", "true");
  button.textContent = word("sending");
  tell(form, "");
  const shown = showSending(text);
  try {
    const question = await ask(text, asking);
    asking.key = null;
    if (box.value.trim() === text) {
      box.value = "";
      forget(kept);
      grow(box);
    }
    box.focus({ preventScroll: true });
    accepted(question).finally(() => shown.remove());
  } catch (error) {
    shown.remove();
    tell(form, notSent(error), { error, again: mayPass(error) });
  } finally {
    button.removeAttribute("aria-disabled");
    button.textContent = label;
  }
}

async function ask(text, { about, key }) {
  const { letter, if_unseen: ifUnseen } = document.getElementById("ask").elements;
  const ticks = { letter: letter?.checked ?? null, if_unseen: ifUnseen?.checked ?? null };
  if (ticks.letter && ticks.if_unseen) presence.matters();
  const answer = await send("POST", "/api/questions", {
    json: { text, ...ticks, ...about() },
    headers: { "Idempotency-Key": key },
  });
  return answer.json();
}

// Whether the same text may be accepted a moment later: a refusal with a reason ends the same way.
function mayPass(error) {
  return !(error instanceof Ended || (error instanceof Refused && error.problem.status < 500));
}

// A refusal says by itself what is to be mended.
function notSent(error) {
  if (error instanceof Refused) return reason(error);
  return error instanceof Late ? word("late_question") : `${word("not_sent")} ${reason(error)}`;
}

// The question as a card at once, until its own takes its place.
function showSending(text) {
  const card = document.getElementById("sending-card").content.firstElementChild.cloneNode(true);
  card.querySelector("h2").textContent = text;
  document.getElementById("sending").replaceChildren(card);
  return card;
}

function tell(form, text, { error = null, again = true } = {}) {
  const notice = form.querySelector(".not-sent");
  notice.hidden = !text;
  notice.querySelector("button").hidden = !again;
  explain(notice.querySelector("p"), error, text);
  if (text) announce(text);
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 240)}px`;
}
