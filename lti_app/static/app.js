// The panel and the desk in one page: opens the session, and shows what the address says.
//
// The address's fragment is a path of our own: #/questions/ID, #/questions/ID/citations/N,
// #/versions/ID/ANCHOR, #/data, #/token, #/connection, #/panel, #/desk. Back and forward work by themselves.

import * as activity from "./activity.js";
import * as answerFiles from "./answer_files.js";
import * as asking from "./ask.js";
import * as askingOn from "./asking_on.js";
import * as card from "./card.js";
import * as copying from "./copying.js";
import * as deleting from "./deleting.js";
import * as desk from "./desk.js";
import * as documents from "./documents.js";
import * as expectations from "./expectations.js";
import { fetchMarkup, load, put } from "./fragments.js";
import * as menus from "./menus.js";
import * as personal from "./personal.js";
import * as placing from "./placing.js";
import * as presence from "./presence.js";
import * as programs from "./programs.js";
import * as reader from "./reader.js";
import * as review from "./review.js";
import * as settings from "./settings.js";
import * as ownTab from "./own_tab.js";
import { explain, open, send } from "./session.js";
import * as token from "./token.js";
import { decide } from "./uploading.js";
import { announce, notice, word } from "./words.js";
import * as zone from "./zone.js";

const view = document.getElementById("view");
const DOCUMENTS = "/fragments/desk/documents";
const QUESTIONS = "/fragments/desk/questions";

async function start() {
  try {
    const kept = await open();
    document.getElementById("memory").hidden = kept;
    await home();
    await follow();
  } catch (error) {
    fail(error);
  }
}

async function home(path = "/fragments/home") {
  card.leave();
  desk.leave();
  expectations.leave();
  copying.leave();
  await load(view, path);
  view.removeAttribute("aria-busy");
  document.title = `${view.querySelector("h1").firstChild.textContent} · Sílabo`;
  const drawn = view.querySelector("[data-view]");
  const kind = drawn.dataset.view;
  if (kind === "placing") placing.prepare(document.getElementById("placing"));
  else if (kind === "desk") {
    desk.prepare(drawn, refreshDesk);
    review.prepare();
    expectations.follow();
    settings.prepare(document.getElementById("settings"));
    programs.prepare();
    copying.prepare();
  }
  else preparePanel();
}

function preparePanel() {
  const form = document.getElementById("ask");
  if (form) asking.prepare(form, accepted, { kept: asking.keptAs(), about: shownQuestion });
  if (form?.elements.letter?.checked && form.elements.if_unseen.checked) presence.matters();
  card.whenAskedOn(acceptedInCard);
  // Whoever comes back sees what still waits, else the last answer.
  const waiting = document.querySelector("#list [data-state=queued], #list [data-state=working]");
  const last = waiting ?? document.querySelector("#list .question");
  if (last) card.show(last.dataset.question, { changed: refreshList, quiet: true }).catch(fail);
  const examples = document.getElementById("examples");
  if (examples) load(examples, "/fragments/examples").catch(() => {});
}

async function refreshDesk(refused) {
  await home(DOCUMENTS);
  showRefused(refused);
}

function showRefused(refused) {
  view.querySelector(".uploads").replaceChildren(...refused);
}

async function accepted(question) {
  for (const welcome of document.querySelectorAll(".first-visit")) welcome.remove();
  document.getElementById("mine").hidden = false;
  announce(word("sent"));
  if (location.hash.length > 2) history.replaceState(null, "", "#/");
  reader.makeRoom();
  try {
    await card.show(question.id, { fresh: true, changed: refreshList });
    notice("");
  } catch (error) {
    fail(error); // it is asked all the same: the list has it
  }
}

// What is asked in the box may go on from the question whose card stands open.
function shownQuestion() {
  return { may_follow: card.currentCard()?.dataset.question ?? null };
}

// The card in which it was asked has gone: the focus goes to the one that took its place.
async function acceptedInCard(question) {
  await accepted(question);
  document.getElementById("sending").replaceChildren(); // it hides the card
  card.currentCard()?.querySelector("h2").focus({ preventScroll: true });
}

async function refreshList() {
  const list = document.getElementById("list");
  if (!list) return;
  await load(list, "/fragments/questions", { conditional: true });
  if (!list.querySelector(".question")) await beginAgain();
}

// With the last question gone it is a first visit again; what somebody is writing stays.
async function beginAgain() {
  const text = document.getElementById("question")?.value ?? "";
  await home("/fragments/panel");
  const form = document.getElementById("ask");
  if (form) asking.fill(form, text);
}

async function removeCard() {
  await card.remove(card.currentCard());
  if (location.hash.startsWith("#/questions/")) history.replaceState(null, "", "#/");
  await refreshList();
  document.getElementById("question")?.focus();
}

// Shows what the address's fragment names.
async function follow() {
  const path = location.hash.slice(1);
  const chosen = path.match(/^\/(questions|review)\/([0-9a-f-]+)$/);
  const written = path.match(/^\/answers\/(new|file|[0-9a-f-]+)$/);
  const expected = path.match(/^\/expectations\/(new|proposals|[0-9a-f-]+)$/);
  const { view: shown, tab } = view.querySelector("[data-view]").dataset;
  try {
    if (path === "/panel" || path === "/desk") {
      if (shown !== path.slice(1)) await home(`/fragments${path}`);
      else reader.close();
    } else if (path.startsWith("/desk/")) {
      await home(path === "/desk/questions/all" ? `${QUESTIONS}?all=1` : `/fragments${path}`);
      scrollTo(0, 0); // another page begins at its beginning, wherever its link stood
    } else if (written) {
      reader.close();
      if (tab !== "answers") await home("/fragments/desk/answers");
      const submitted = written[1] === "file" ? answerFiles.look : undefined;
      await review.open(written[1], `/fragments/curated-answers/${written[1]}`, submitted);
    } else if (expected) {
      reader.close();
      if (tab !== "expectations") await home("/fragments/desk/expectations");
      await expectations.open(expected[1]);
    } else if (chosen && (chosen[1] === "review" || shown === "desk")) {
      // On the desk a question is one of the course's.
      reader.close();
      if (tab !== "questions") await home(QUESTIONS);
      await review.open(chosen[2]);
    } else if (chosen) {
      reader.close();
      await card.show(chosen[2], { changed: refreshList });
      card.currentCard()?.scrollIntoView({ block: "nearest" });
    } else if (/^\/(questions|versions|data|token|connection)/.test(path)) {
      await showCardOf(path);
      await reader.open(`/fragments${path}`);
    } else {
      reader.close();
      review.close();
      card.seen(refreshList); // it may have stood behind the reader
    }
    notice("");
  } catch (error) {
    fail(error);
  }
}

// Beside a source stands the question whose answer cites it.
async function showCardOf(path) {
  const question = path.match(/^\/questions\/([0-9a-f-]+)\/citations\//)?.[1];
  if (!question || card.currentCard()?.dataset.question === question) return;
  await card.show(question, { changed: refreshList, quiet: true });
}

function fail(error) {
  // What is on the page stays there, whatever has failed since.
  if (!view.hasAttribute("aria-busy")) {
    explain(document.getElementById("notice"), error);
    return;
  }
  const sentence = document.createElement("p");
  sentence.className = "opening";
  explain(sentence, error);
  view.replaceChildren(sentence);
  view.removeAttribute("aria-busy");
}

const actions = {
  async example(button) {
    asking.fill(document.getElementById("ask"), button.textContent);
  },
  async rephrase() {
    const form = document.getElementById("ask");
    const { text, understood } = card.currentCard().dataset;
    if (form) asking.fill(form, understood || text);
  },
  async confirm() {
    await card.confirm(card.currentCard(), true, { changed: refreshList });
  },
  async unconfirm() {
    await card.confirm(card.currentCard(), false, { changed: refreshList });
  },
  async helped() {
    await card.judge(card.currentCard(), true, null, { changed: refreshList });
  },
  async "not-helped"(button) {
    await card.judge(card.currentCard(), false, button.dataset.reason, { changed: refreshList });
  },
  async "hand-over"() {
    await card.handOver(card.currentCard(), { changed: refreshList });
  },
  async strike(button) {
    review.strike(button);
  },
  async "another-sentence"() {
    review.addSentence();
  },
  async "write-another"() {
    review.writeAnother();
  },
  async approve() {
    await review.approve();
  },
  async "dismiss-question"() {
    await review.decide("dismissed");
  },
  async "undo-decision"() {
    await review.undo();
  },
  async "close-review"() {
    review.close();
    history.replaceState(null, "", "#/");
  },
  async "more-groups"(button) {
    await review.more(button);
  },
  async "try-expectations"() {
    await expectations.tryAll();
  },
  async "remove-expectation"() {
    await expectations.remove();
  },
  async "add-proposed"(button) {
    await expectations.addProposed(button);
  },
  async "download-answers"(button) {
    await answerFiles.download(button);
  },
  async "bring-in"(button) {
    await answerFiles.bringIn(button);
  },
  async resend(button) {
    button.form.requestSubmit();
  },
  async "ask-on"() {
    askingOn.open(card.currentCard(), acceptedInCard)?.focus();
  },
  async choose(button) {
    const { question } = card.currentCard().dataset;
    const made = await send("POST", "/api/questions", {
      json: { text: button.dataset.question, follows: question },
      headers: { "Idempotency-Key": `choice:${question}:${button.dataset.choice}` },
    });
    await acceptedInCard(made.json());
  },
  async "as-written"() {
    const { question, text } = card.currentCard().dataset;
    // By itself: it goes on from nothing. However often it is asked for, one question comes of it.
    const made = await send("POST", "/api/questions", {
      json: { text },
      headers: { "Idempotency-Key": `as-written:${question}` },
    });
    await acceptedInCard(made.json());
  },
  async again() {
    const failed = card.currentCard();
    // However often it is sent, one question comes of it.
    const made = await send("POST", "/api/questions", {
      json: { text: failed.dataset.text, follows: failed.dataset.follows || null },
      headers: { "Idempotency-Key": `again:${failed.dataset.question}` },
    });
    await card.remove(failed);
    await accepted(made.json());
  },
  async cancel() {
    await removeCard();
  },
  async copy() {
    await card.copy(card.currentCard());
  },
  async delete(button) {
    deleting.ask(button.closest("details"));
  },
  async keep(button) {
    deleting.keep(button.closest("details"));
  },
  async "delete-surely"(button) {
    const row = button.closest("[data-document]");
    if (row) {
      await documents.takeOut(row);
      await home(DOCUMENTS);
    } else await removeCard();
  },
  ...documents.actions(() => home(DOCUMENTS)),
  async "replace-same"(button) {
    await decide(button, refreshDesk, { instead: true });
  },
  async "keep-both"(button) {
    await decide(button, refreshDesk, { instead: false });
  },
  async "more-documents"(button) {
    await desk.more(button);
  },
  async "another-topic"(button) {
    settings.anotherTopic(button);
  },
  async "remove-topic"(button) {
    settings.removeTopic(button);
  },
  async "both-right"(button) {
    await send("DELETE", `/api/disagreements/${button.closest("li").dataset.disagreement}`);
    await home(DOCUMENTS);
    (document.getElementById("disagreements-title") ?? view.querySelector("h1")).focus();
  },
  async "choose-limit"(button) {
    await activity.chooseLimit(button);
    await home(DOCUMENTS);
  },
  async "take-over"(button) {
    const refused = await activity.takeOver(button);
    const form = document.getElementById("placing");
    if (!form) return refreshDesk(refused);
    const filledIn = placing.filledIn(form);
    await home();
    const anew = document.getElementById("placing");
    if (anew) placing.fillIn(anew, filledIn);
    showRefused(refused);
  },
  async more(button) {
    const markup = await fetchMarkup(`/fragments/questions/after/${button.dataset.after}`);
    const rest = document.createElement("div");
    put(rest, markup);
    button.closest("p").replaceWith(rest);
    rest.querySelector("a")?.focus();
  },
  async "own-tab"() {
    await ownTab.open();
  },
  async print() {
    window.print();
  },
  async unfold(button) {
    const folded = button.closest(".card").querySelector("h2").classList.toggle("folded");
    button.setAttribute("aria-expanded", !folded);
    button.textContent = folded ? button.dataset.more : button.dataset.less;
  },
  async "make-token"(button) {
    await token.make(button);
  },
  async "ask-to-revoke"(button) {
    programs.ask(button);
  },
  async "keep-program"(button) {
    programs.keep(button);
  },
  async "revoke-surely"(button) {
    await programs.takeAway(button);
  },
  async "copy-secret"(button) {
    await programs.copySecret(button);
  },
  async "copy-token"(button) {
    await token.copy(button, "output");
  },
  async "copy-example"(button) {
    await token.copy(button, ".example");
  },
  async "copy-data"(button) {
    await personal.download(button);
  },
  async erase() {
    personal.ask();
  },
  async "keep-data"() {
    personal.keep();
  },
  async "erase-surely"() {
    await personal.erase(view);
  },
  async "choose-zone"(button) {
    await zone.choose(button, () => reader.open("/fragments/connection"));
  },
  async "cancel-placing"(button) {
    await placing.cancel(button.form);
  },
  async close() {
    reader.leave();
  },
};

document.addEventListener("click", (event) => {
  menus.closeAround(event.target);
  const link = event.target.closest("a[href^='#/']");
  const within = link?.closest("#reader");
  if (within && !link.dataset.action) {
    // Steps inside the reader are one visit: "back" leaves it.
    event.preventDefault();
    location.replace(link.getAttribute("href"));
    return;
  }
  if (link && !within) {
    reader.remember(link);
    const menu = link.closest("details.menu");
    if (menu) menu.open = false;
    // The same address again would not be a change: close and open must still work.
    if (link.getAttribute("href") === location.hash) follow();
  }
  const button = event.target.closest("[data-action]");
  if (!button) return;
  event.preventDefault();
  act(button);
});

// Does what a button says, once at a time.
async function act(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    await actions[button.dataset.action](button);
    notice("");
  } catch (error) {
    fail(error);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

// A file that misses its place does not take the place of the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

document.addEventListener("keydown", (event) => {
  review.pressed(event);
  if (event.key !== "Escape") return;
  if (!menus.closeByKey() && reader.isOpen()) reader.leave();
});

window.addEventListener("hashchange", follow);
deleting.prepare();
menus.prepare();
ownTab.prepare();
presence.follow(() => card.seen(refreshList));
start();
