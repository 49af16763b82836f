// A question under review: sentences are struck out or added, a decision is sent, and taken back for
// as long as nobody was told.

import { fetchMarkup, load, put } from "./fragments.js";
import { reason, Refused } from "./requests.js";
import { Ended, explain, send } from "./session.js";
import { announce } from "./words.js";

let sending = false; // one decision at a time
let timer = null; // until the decision can no longer be undone

const pane = () => document.getElementById("review");
const review = () => pane()?.querySelector(".review");

export async function open(id, path = `/fragments/reviews/${id}`, submitted = publish) {
  const target = pane();
  if (!target) return;
  // Whoever comes back from a document finds what they have written.
  if (target.hidden || review()?.dataset.question !== id) await show(path, submitted);
  target.closest(".panel").classList.add("reviewing");
  mark(id);
}

async function show(path, submitted) {
  const target = pane();
  await load(target, path);
  target.hidden = false;
  target.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    submitted().catch((error) => tell(reason(error), error));
  });
  target.querySelector("h2").focus({ preventScroll: true });
  target.querySelector("header").scrollIntoView({ block: "nearest" }); // beside the list nothing jumps
}

export function close() {
  const target = pane();
  if (!target || target.hidden) return;
  const id = review()?.dataset.question;
  target.hidden = true;
  target.replaceChildren();
  target.closest(".panel").classList.remove("reviewing");
  mark("");
  (wayTo(id) ?? document.querySelector(".tabs [aria-current]"))?.focus();
}

// The link that leads to it; where several do, as in what is missing, the row's own.
const wayTo = (id) =>
  document.querySelector(`#groups .choices [href$="/${id}"]`) ?? document.querySelector(`.asking [href$="/${id}"]`);

// In the list, the one that is looked at.
function mark(id) {
  const way = id ? wayTo(id) : null;
  for (const each of document.querySelectorAll("#groups [data-question]")) {
    each.classList.toggle("chosen-group", each.contains(way));
  }
  document.querySelector(".asking [aria-current=true]")?.removeAttribute("aria-current");
  way?.setAttribute("aria-current", "true");
}

// After the list was drawn anew.
function markShown() {
  mark(pane()?.hidden ? "" : (review()?.dataset.question ?? ""));
}

export function strike(button) {
  const struck = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", struck);
  button.textContent = said(struck ? "keep" : "strike");
  button.closest("[data-sentence]").classList.toggle("struck", struck);
}

export function addSentence() {
  const form = review().querySelector("form");
  const added = form.querySelector(".added");
  const addition = form.querySelector(".another").content.cloneNode(true);
  const number = added.children.length + 1;
  const fields = { textarea: `sentence-${number}`, select: `source-${number}` };
  for (const [name, id] of Object.entries(fields)) {
    const field = addition.querySelector(name);
    if (!field) continue; // nothing can be cited
    field.previousElementSibling.htmlFor = id;
    field.id = id;
  }
  added.append(addition);
  added.lastElementChild.querySelector("textarea").focus();
}

// Strikes all that was said, for what is written in its place.
export function writeAnother() {
  for (const button of review().querySelectorAll("[data-action=strike][aria-pressed=false]")) strike(button);
  review().querySelector("textarea").focus();
}

async function publish() {
  const kept = [...review().querySelectorAll("[data-sentence]:not(.struck)")].map((each) => ({
    text: each.querySelector(".text").textContent,
    citations: each.dataset.citations.split(" ").filter(Boolean).map(Number),
  }));
  const added = [...review().querySelectorAll(".added .addition")]
    .map((each) => ({
      text: each.querySelector("textarea").value.trim(),
      citations: [each.querySelector("select")?.value].filter(Boolean).map(Number),
    }))
    .filter(({ text }) => text);
  const sentences = [...kept, ...added];
  if (sentences.length > 0) return decide("published", sentences);
  tell(said("nothing"));
  return review().querySelector("textarea").focus();
}

// What was struck out or typed is not thrown away by approving what was there before.
export async function approve() {
  const typed = [...review().querySelectorAll("textarea")].find((each) => each.value.trim());
  if (!typed && !review().querySelector(".struck")) return decide("approved");
  tell(said("changed"));
  return (typed ?? review().querySelector(".struck button")).focus();
}

export async function decide(kind, sentences = []) {
  if (sending) return;
  sending = true;
  tell("");
  try {
    const made = await sendDecision(kind, sentences);
    await showDecided(made.json());
  } catch (error) {
    if (error instanceof Refused || !(error instanceof Ended)) tell(reason(error), error);
    else throw error;
  } finally {
    sending = false;
  }
}

// Of a question under review; of an answer that stands; of one to a question that nobody asked yet.
function sendDecision(kind, sentences) {
  const { question, decided, answer, curated } = review().dataset;
  if (curated === undefined) {
    const also = [...review().querySelectorAll("[name=also]:checked")].map((each) => each.value);
    return send("POST", `/api/reviews/${question}/decisions`, {
      json: { kind, sentences, also, decided: decided || null, answer: answer || null },
    });
  }
  const path = `/api/curated-answers${curated ? `/${curated}` : ""}`;
  if (kind === "dismissed") return send("DELETE", path);
  if (curated) return send("PUT", path, { json: { sentences } });
  return send("POST", path, { json: { sentences, question: document.getElementById("asks").value } });
}

async function showDecided(made) {
  const { question, undo } = review().dataset;
  const shown = review();
  shown.dataset.decision = made.id;
  shown.querySelector("form").hidden = true;
  const place = shown.querySelector(".decided");
  place.hidden = false;
  place.querySelector(".state").textContent = said(made.kind);
  announce(said(made.kind));
  place.querySelector("button").focus();
  clearTimeout(timer);
  timer = setTimeout(() => over(shown), Number(undo) * 1000);
  await refreshAfter();
  showNext(question);
}

// What was decided is kept, whether or not the list can be had again: that is said apart.
async function refreshAfter() {
  const place = review().querySelector(".not-listed");
  place.hidden = true;
  try {
    await refreshList();
  } catch (error) {
    if (error instanceof Ended) throw error;
    place.hidden = false;
    explain(place, error, reason(error));
  }
}

function over(shown) {
  const place = shown.querySelector(".decided");
  const focused = place.contains(document.activeElement);
  place.querySelector("[data-action=undo-decision]").closest("p").hidden = true;
  const state = place.querySelector(".state");
  state.textContent += ` ${shown.querySelector(".words").content.querySelector("[data-said=over]").textContent}`;
  if (focused) state.focus();
}

// The first that still needs eyes.
function showNext(question) {
  const next = review()?.querySelector(".next");
  const other = document.querySelector(`#groups [data-harm]:not([data-harm=""]):not([data-question="${question}"]) a`);
  if (!next || !other) return;
  next.hidden = false;
  next.querySelector("a").href = other.getAttribute("href");
}

export async function undo() {
  const { question, decision } = review().dataset;
  await send("DELETE", `/api/decisions/${decision}`);
  clearTimeout(timer);
  const undone = said("undone");
  const shown = review();
  shown.querySelector("form").hidden = false; // with all that was written
  shown.querySelector(".decided").hidden = true;
  await refreshAfter();
  mark(question);
  shown.querySelector("h2").focus();
  announce(undone);
}

// A list with its tabs, as it stands now.
export async function refreshList() {
  const groups = document.getElementById("groups");
  if (!groups) return;
  const markup = await fetchMarkup(listed());
  put(groups, markup);
  markShown();
  const desk = new DOMParser().parseFromString(await fetchMarkup(groups.dataset.desk), "text/html");
  const now = [...desk.querySelectorAll(".tabs a")];
  for (const [at, tab] of document.querySelectorAll(".tabs a").entries()) tab.textContent = now[at].textContent;
}

function listed(page = 1) {
  const form = document.getElementById("narrow");
  const wanted = new URLSearchParams(form ? [...new FormData(form), ["all", "1"]] : []);
  wanted.set("page", page);
  return `${document.getElementById("groups").dataset.list}?${wanted}`;
}

export async function more(button) {
  const rest = document.createElement("div");
  put(rest, await fetchMarkup(listed(button.dataset.page)));
  button.closest("p").replaceWith(rest);
  rest.querySelector("a")?.focus();
}

// Narrows the list while somebody writes or chooses.
export function prepare() {
  const form = document.getElementById("narrow");
  if (!form) return;
  let waiting = null;
  const narrow = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => load(document.getElementById("groups"), listed()).catch((error) => tell(reason(error))), 250);
  };
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
}

// A key of its own, in the chosen card alone and never where somebody writes.
export function pressed(event) {
  const within = pane()?.contains(event.target) && !event.target.closest("textarea, input, select");
  const plain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (!within || !plain || event.key.toLowerCase() !== "a") return;
  const approve = review().querySelector("form:not([hidden]) [data-action=approve]");
  if (!approve) return;
  event.preventDefault();
  approve.click();
}

function said(name) {
  return review().querySelector(".words").content.querySelector(`[data-said=${name}]`).textContent;
}

function tell(text, error = null) {
  const place = review()?.querySelector(".not-sent");
  if (!place) return;
  place.hidden = !text;
  explain(place.querySelector("p"), error, text);
}
