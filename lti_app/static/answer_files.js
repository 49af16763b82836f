// The answers of instructors as a file: downloaded, looked at before it is brought in, brought in.

import { save } from "./downloads.js";
import { put } from "./fragments.js";
import { reason, Refused } from "./requests.js";
import * as review from "./review.js";
import { send } from "./session.js";
import { announce } from "./words.js";

const FILE = "/api/curated-answers/file";
const ROWS = "/fragments/curated-answers/file";

export async function download(button) {
  await save(button, FILE, "answers.csv");
}

// What would become of each row; nothing is kept.
export async function look() {
  await sendFile({ keep: "no" });
}

// Only what was looked at: the server refuses what another file, or a colleague, has made of it.
export async function bringIn(button) {
  if (await sendFile({ keep: "yes", looked: button.dataset.looked })) await review.refreshList();
}

async function sendFile(values) {
  const form = document.getElementById("answer-file");
  const rows = document.getElementById("answer-rows");
  const refused = form.querySelector(".not-sent");
  refused.hidden = true;
  const given = new FormData(form);
  for (const [name, value] of Object.entries(values)) given.set(name, value);
  try {
    const { text } = await send("POST", ROWS, { form: given });
    put(rows, text);
    announce(rows.querySelector(".state").textContent);
    rows.querySelector("h3").focus();
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    rows.replaceChildren();
    refused.hidden = false;
    refused.querySelector("p").textContent = reason(error);
    return false;
  }
}
