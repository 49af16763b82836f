// One question's card: follows it until its answer is there, and does what its buttons say.

import { copyText } from "./clipboard.js";
import { fetchMarkup, place } from "./fragments.js";
import { every } from "./polling.js";
import { send } from "./session.js";
import { announce, word } from "./words.js";

const FIRST_LOOKS_MS = [120, 250, 400];
const SHOW_PASSAGES_MS = 900;
const SHOW_QUEUE_MS = 1500;

let stop = () => {};

export function currentCard() {
  return document.querySelector("#card .card");
}

// Shows a question's card and follows it. A fresh question gets a moment: an answer that is
// ready at once appears without a queue flickering before it.
export async function show(id, { fresh = false, changed = () => {} } = {}) {
  stop();
  const target = document.getElementById("card");
  if (!target) return;
  const path = `/fragments/questions/${id}`;
  const started = performance.now();
  if (fresh) await settle(path, started);
  const markup = await fetchMarkup(path);
  place(target, markup);
  const card = currentCard();
  if (fresh && card.dataset.state !== "answered") hideQueueUntil(card, started + SHOW_QUEUE_MS);
  tell(card, null);
  changed();
  stop = follow(path, target, changed);
}

export function leave() {
  stop();
}

async function settle(path, started) {
  for (const pause of FIRST_LOOKS_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const markup = await fetchMarkup(path);
    if (!markup.includes('aria-busy="true"')) return;
    if (performance.now() - started > SHOW_PASSAGES_MS) return;
  }
}

function hideQueueUntil(card, moment) {
  const waiting = card.querySelector(".waiting");
  if (!waiting) return;
  waiting.classList.add("settling");
  setTimeout(() => waiting.classList.remove("settling"), Math.max(0, moment - performance.now()));
}

function follow(path, target, changed) {
  return every(async () => {
    const before = currentCard()?.dataset.state;
    const markup = await fetchMarkup(path, { conditional: true });
    if (markup !== null) {
      const active = document.activeElement;
      const inside = target.contains(active);
      place(target, markup);
      if (inside) target.querySelector("h2")?.focus?.();
      tell(currentCard(), before);
      if (before !== currentCard()?.dataset.state) changed();
    }
    return Number(currentCard()?.dataset.poll);
  }, Number(currentCard()?.dataset.poll));
}

function tell(card, before) {
  if (!card || before === card.dataset.state) return;
  if (card.dataset.state === "failed") announce(word("failed"));
  else if (card.dataset.state === "answered") {
    announce(word(card.dataset.kind === "declined" ? "declined" : "answered"));
  } else if (card.querySelector(".passages")) announce(word("passages"));
}

// The card as text with its sources, for the clipboard.
function asText(card) {
  const quotes = [...card.querySelectorAll(".answer blockquote")].map((each) => tidy(each));
  const sources = [...card.querySelectorAll(".sources li")].map((each) => tidy(each));
  return [card.dataset.text, "", ...quotes, "", ...sources].join("\n");
}

function tidy(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

export async function copy(card) {
  await copyText(asText(card));
  card.querySelector("details").open = false;
  announce(word("copied"));
}

export async function remove(card) {
  stop();
  await send("DELETE", `/api/questions/${card.dataset.question}`);
  card.remove();
  announce(word("deleted"));
}
