// Asking on in a card: a line that opens under its answer, and goes on from its question.

import * as asking from "./ask.js";
import { read } from "./storage.js";

// Opens the line of a card in which unsent text was left; `accepted` is for what is asked there.
export function prepare(card, accepted) {
  const place = placeIn(card);
  if (place && read(asking.keptAs(card.dataset.question))) open(card, accepted);
}

export function open(card, accepted) {
  const place = placeIn(card);
  if (!place || place.querySelector("form")) return null;
  place.append(place.querySelector("template").content.cloneNode(true));
  const button = place.querySelector("[data-action=ask-on]");
  button.setAttribute("aria-expanded", "true");
  button.hidden = true; // its label stands over the line
  const form = place.querySelector("form");
  const { question } = card.dataset;
  asking.prepare(form, accepted, {
    kept: asking.keptAs(question),
    about: () => ({ follows: question }),
  });
  return form.elements.text;
}

// Whether somebody is at it: its card is not drawn anew under their hands.
export function isInUse(card) {
  const form = card?.querySelector(".asking-on form");
  return Boolean(form) && (form.contains(document.activeElement) || form.elements.text.value !== "");
}

// Null without a box to ask in: where nothing can be asked.
function placeIn(card) {
  return document.getElementById("ask") ? card?.querySelector(".asking-on") : null;
}
