// One question's card: follows it until its answer is there, and does what its buttons say.

import * as askingOn from "./asking_on.js";
import { copyText } from "./clipboard.js";
import { followDraft } from "./draft.js";
import { fetchMarkup, put } from "./fragments.js";
import * as overdue from "./overdue.js";
import { every } from "./polling.js";
import * as presence from "./presence.js";
import { Refused } from "./requests.js";
import { Ended, remove as removeAt, send } from "./session.js";
import { keepTablesReadable } from "./tables.js";
import { acknowledge, announce, notice, word } from "./words.js";

const FIRST_LOOKS_MS = [120, 250, 400];
const SHOW_PASSAGES_MS = 900;
const SHOW_QUEUE_MS = 1500;
const DRAFT_ENDED_MS = 200;
const AGAIN_MS = 2000;

let stop = () => {};
let askedOn = () => {}; // what is done with a question that goes on from the one shown
let looked = Promise.resolve(); // fulfilled once no look at the card is under way
let turn = 0; // what was fetched for an earlier turn is not shown any more

export function whenAskedOn(accepted) {
  askedOn = accepted;
}

export function currentCard() {
  return document.querySelector("#card .card");
}

// Shows a question's card and follows it. A fresh question gets a moment: an answer that is
// ready at once appears without a queue flickering before it.
export async function show(id, { fresh = false, quiet = false, changed = () => {} } = {}) {
  leave();
  const mine = turn;
  const target = document.getElementById("card");
  if (!target) return;
  const path = `/fragments/questions/${id}`;
  const started = performance.now();
  const markup = await first(path, fresh ? started : null).catch((error) => {
    if (mine === turn) stop = later(error, () => show(id, { quiet, changed }));
    throw error;
  });
  if (mine !== turn) return;
  draw(target, markup);
  const card = currentCard();
  if (fresh && card.dataset.state !== "answered") hideQueueUntil(card, started + SHOW_QUEUE_MS);
  overdue.say(card);
  if (!quiet) tell(card, null);
  seen(changed, true);
  stop = follow(path, target, changed);
}

function draw(target, markup) {
  put(target, markup);
  keepTablesReadable(target);
  askingOn.prepare(currentCard(), askedOn);
}

export function leave() {
  turn += 1;
  stop();
}

async function first(path, started) {
  if (started !== null) await settle(path, started);
  return fetchMarkup(path);
}

// What could not be fetched for a moment is fetched when the server answers again.
function later(error, again) {
  if (error instanceof Refused || error instanceof Ended) return () => {};
  const timer = setTimeout(() => again().then(() => notice(""), () => {}), AGAIN_MS);
  return () => clearTimeout(timer);
}

async function settle(path, started) {
  for (const pause of FIRST_LOOKS_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const markup = await fetchMarkup(path);
    if (!markup.includes('aria-busy="true"') || markup.includes('class="quoted"')) return;
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
  const mine = turn;
  let leaveDraft = followDraft(currentCard(), lookNow);
  let stopLooking = every(look, poll());

  async function look() {
    const before = currentCard()?.dataset.state;
    const fetched = fetchMarkup(path, { conditional: true });
    looked = fetched.catch(() => {});
    const markup = await fetched;
    if (mine !== turn) return 0;
    if (markup !== null && !askingOn.isInUse(currentCard())) {
      const said = saying(currentCard());
      leaveDraft();
      draw(target, markup);
      leaveDraft = followDraft(currentCard(), lookNow);
      tell(currentCard(), said);
    }
    overdue.say(currentCard());
    seen(changed, before !== currentCard()?.dataset.state);
    return poll();
  }

  // The draft has ended: its answer is there, or will be in a moment. A card that has not changed
  // has no new draft: asking again at once would go round and round.
  function lookNow() {
    if (mine !== turn) return;
    stopLooking();
    stopLooking = every(look, DRAFT_ENDED_MS);
  }

  return () => {
    leaveDraft();
    stopLooking();
  };
}

// The list is drawn once it is known that the card was seen: nothing flickers there as new.
export async function seen(changed, also = false) {
  if ((await presence.see(currentCard())) || also) changed();
}

function poll() {
  return Number(currentCard()?.dataset.poll);
}


// A screen reader hears what the card says now, unless it said the same before.
function tell(card, before) {
  const said = saying(card);
  if (said && said !== before) announce(said);
}

// What there is to hear of a card.
function saying(card) {
  if (!card) return "";
  if (card.dataset.state === "failed") return word("failed");
  if (card.dataset.state === "unapproved") return [word("unapproved"), turnTo(card)].filter(Boolean).join(" ");
  if (card.dataset.state === "answered") return [word(card.dataset.told), ...meant(card)].join(" ");
  if (card.querySelector(".quoted")) return word("quoted");
  return card.querySelector(".passages")?.dataset.said ?? "";
}

// To whom somebody can turn, above an answer that waits.
function turnTo(card) {
  const place = card.querySelector(".turn-to");
  return place && tidy(place);
}

// What the question was understood as, where that is not as it was written.
function meant(card) {
  return [...card.querySelectorAll(".understood .meant")].map((each) => tidy(each));
}

const QUOTED = ".answer blockquote, .answer .sentence";

// One of several questions, with what came of it.
function partAsText(part) {
  return [...part.querySelectorAll(`h3, .meant, .unsure, :scope > p:not([class]), ${QUOTED}`)].map((each) => tidy(each));
}

// The card as text with its sources, for the clipboard.
function asText(card) {
  // What may not answer says so wherever it is pasted.
  const unsure = [...card.querySelectorAll(".unsure")].map((each) => tidy(each));
  const quotes = [...card.querySelectorAll(QUOTED)].map((each) => tidy(each));
  const sources = [...card.querySelectorAll(".sources li")].map((each) => tidy(each));
  const parts = [...card.querySelectorAll(".part")].flatMap((part) => ["", ...partAsText(part)]);
  const said = parts.length > 0 ? parts.slice(1) : [...unsure, ...quotes];
  return [card.dataset.text, ...meant(card), "", ...said, "", ...sources].join("\n");
}

function tidy(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

export async function copy(card) {
  await copyText(asText(card));
  card.querySelector("details").open = false;
  acknowledge(card.querySelector(".said"), word("copied"));
}

// Says for its asker alone whether what is not sure answers. The focus goes to what takes it back.
export async function confirm(card, answered, { changed }) {
  const back = `[data-action=${answered ? "unconfirm" : "confirm"}]`;
  await tellOf(card, "feedback", { answered }, { changed, focus: back });
  announce(word(answered ? "confirmed" : "unconfirmed"));
}

// Whether an answer helped, and why not. The focus stays at what was said.
export async function judge(card, answered, reason, { changed }) {
  const focus = answered ? "[data-action=helped]" : `[data-action=not-helped]${reason ? `[data-reason=${reason}]` : ""}`;
  await tellOf(card, "feedback", { answered, reason: reason ?? null }, { changed, focus });
  announce(word(answered ? "helped" : "not_helped"));
}

export async function handOver(card, { changed }) {
  await tellOf(card, "hand-over", {}, { changed, focus: ".handed" });
  announce(word("handed_over"));
}

// Sends what its asker says of a question, and draws its card anew.
async function tellOf(card, what, json, { changed, focus }) {
  const id = card.dataset.question;
  await send("PUT", `/api/questions/${id}/${what}`, { json });
  if (currentCard()?.dataset.question !== id) return;
  await show(id, { quiet: true, changed });
  currentCard()?.querySelector(focus)?.focus();
}

export async function remove(card) {
  leave();
  await looked; // it would come behind, and find nothing: an error to whoever reads the console
  await removeAt(`/api/questions/${card.dataset.question}`);
  card.remove();
  announce(word("deleted"));
}
