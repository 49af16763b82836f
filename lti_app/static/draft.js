// The draft of the question that is being written: one stream, read with the bearer.

import { put } from "./fragments.js";
import { send } from "./session.js";
import { announce, word } from "./words.js";

// Follows the draft of a card, if it has one; `ended` is called when the writing has ended.
// Gives a function that stops following.
export function followDraft(card, ended) {
  const box = card?.querySelector("[data-draft]");
  if (!box) return () => {};
  const control = new AbortController();
  read(box, control.signal).then(ended, () => {}); // a stream that breaks: the card is polled
  return () => control.abort();
}

async function read(box, signal) {
  const response = await send("GET", box.dataset.draft, { signal, stream: true });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += value;
    const events = buffer.split("\n\n");
    buffer = events.pop();
    for (const event of events) show(box, event);
  }
}

function show(box, event) {
  const lines = event.split("\n").filter((line) => line.startsWith("data: "));
  if (!lines.length) return;
  const known = box.querySelector(".quoted");
  put(box, lines.map((line) => line.slice(6)).join("\n"));
  if (!known && box.querySelector(".quoted")) announce(word("quoted"));
}
