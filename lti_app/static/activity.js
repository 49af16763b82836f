// What an activity brought from the LMS that does not fit: another limit, or the documents of the
// course that this one was copied from, taken over one after the other.

import { reason } from "./requests.js";
import { send } from "./session.js";
import { about, word } from "./words.js";

const idsOf = (button) => button.dataset.documents.split(" ").filter(Boolean);

export async function chooseLimit(button) {
  await send("PUT", "/api/activity/limit", { json: { documents: idsOf(button) } });
}

// Returns a line for each document that could not be taken.
export async function takeOver(button) {
  const status = button.parentElement.querySelector(".taking");
  const names = [...button.parentElement.querySelectorAll("li")].map((each) => each.textContent);
  const refused = [];
  for (const [turn, document_] of idsOf(button).entries()) {
    status.textContent = about(names[turn], word("copying"));
    try {
      await send("POST", "/api/activity/documents", { json: { document: document_ } });
    } catch (error) {
      const line = document.createElement("li");
      line.className = "refused";
      line.textContent = about(names[turn], reason(error));
      refused.push(line);
    }
  }
  return refused;
}
