// Placing the activity: the server signs the answer, and the browser posts it to the platform.

import { send, Refused } from "./session.js";
import { word } from "./words.js";

export function prepare(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    place(form, form.elements.title.value.trim());
  });
}

export async function cancel(form) {
  await place(form, "");
}

async function place(form, title) {
  const documents = title ? [...form.querySelectorAll(":checked")].map((each) => each.value) : [];
  try {
    const response = await send("POST", "/api/placements", { json: { title, documents } });
    post(await response.json());
  } catch (error) {
    const sentence = form.querySelector(".not-sent");
    sentence.hidden = false;
    sentence.querySelector("p").textContent =
      error instanceof Refused ? error.problem.detail : word("unreachable");
  }
}

function post({ return_url, jwt }) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = return_url;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "JWT";
  field.value = jwt;
  form.append(field);
  document.body.append(form);
  form.submit();
}
