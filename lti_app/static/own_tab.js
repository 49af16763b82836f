// The panel in a tab of its own: a second page of the same launch, opened by a one-time code.

import { send } from "./session.js";
import { notice, word } from "./words.js";

const alone = window.top === window;

// Pages that stand in a frame offer a tab of their own; those that do not, the way back.
export function prepare() {
  document.documentElement.dataset.alone = alone;
}

export async function open() {
  // At the click itself: a window that opens after an answer has come is blocked as a pop-up.
  const tab = window.open("", "_blank");
  if (!tab) return notice(word("no_tab"));
  try {
    const made = await send("POST", "/api/session/tabs");
    const address = `${location.pathname}#c=${made.json().code}`;
    tab.opener = null;
    tab.location.replace(address);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
