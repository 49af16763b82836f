// Tells the server that news is before its asker's eyes, and for who wants letters only of what they
// have not seen, that the page was left.

import { send } from "./session.js";

let looked = false; // whether the server is told of this page
let gone = false;

// Somebody has asked, or is about to ask, for a letter only of what they do not see.
export function matters() {
  if (looked) return;
  looked = true;
  gone = document.visibilityState === "hidden";
  tell();
}

// The card of a finished question is on the page: it is seen where the page and the card are shown.
// Fulfilled with whether that was said now.
export async function see(card) {
  const revision = card?.dataset.unseen;
  if (revision === undefined || document.visibilityState === "hidden") return false;
  if (!card.getClientRects().length) return false; // behind the reader, on a phone
  const path = `/api/questions/${card.dataset.question}/seen`;
  try {
    await send("PUT", path, { json: { revision: Number(revision) } });
  } catch {
    return false; // it is said at the next look
  }
  delete card.dataset.unseen;
  return true;
}

// `shown` is called when the page is looked at again.
export function follow(shown) {
  document.addEventListener("visibilitychange", () => {
    change(document.visibilityState === "hidden");
    if (!gone) shown();
  });
  window.addEventListener("pagehide", () => change(true));
  window.addEventListener("pageshow", () => change(document.visibilityState === "hidden"));
}

function change(left) {
  if (left === gone) return;
  gone = left;
  if (looked) tell();
}

// The request outlives the page that it is about.
function tell() {
  send("PUT", "/api/session/page", { json: { left: gone }, keepalive: true }).catch(() => {});
}
