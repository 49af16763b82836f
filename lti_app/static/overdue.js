// A wait that lasts longer than was said: the card says so instead of a new estimate.

import { forget, keep, read } from "./storage.js";

const MINUTE_MS = 60_000;

// Keeps the first estimate that a waiting card gave, and says when it has passed.
export function say(card) {
  if (!card) return;
  const key = `silabo.promised.${card.dataset.question}`;
  const wait = card.querySelector("[data-seconds]");
  if (!wait) {
    forget(key);
    return;
  }
  const promised = Number(read(key)) || Date.now() + minutes(wait.dataset.seconds) * MINUTE_MS;
  keep(key, promised);
  if (Date.now() > promised) wait.textContent = wait.dataset.overdue;
}

// What was said in words: never less than a minute.
function minutes(seconds) {
  return Math.max(1, Math.ceil(Number(seconds) / 60));
}
