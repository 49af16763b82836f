// Placing the activity: the server signs the answer, and the browser posts it to the platform.

import { reason } from "./requests.js";
import { send } from "./session.js";

export function prepare(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const title = form.elements.title.value.trim();
    if (title) place(form, title);
    else {
      tell(form, form.dataset.untitled); // without a title it would be a cancel
      form.elements.title.focus();
    }
  });
}

export async function cancel(form) {
  await place(form, "");
}

// What somebody has chosen so far, for the same form drawn anew.
export function filledIn(form) {
  return { title: form.elements.title.value, documents: ticked(form) };
}

export function fillIn(form, { title, documents }) {
  form.elements.title.value = title;
  for (const box of form.querySelectorAll("[name=documents]")) box.checked = documents.includes(box.value);
}

function ticked(form) {
  return [...form.querySelectorAll(":checked")].map((each) => each.value);
}

async function place(form, title) {
  const documents = title ? ticked(form) : [];
  try {
    const response = await send("POST", "/api/placements", { json: { title, documents } });
    post(response.json());
  } catch (error) {
    tell(form, reason(error));
  }
}

function tell(form, text) {
  const sentence = form.querySelector(".not-sent");
  sentence.hidden = false;
  sentence.querySelector("p").textContent = text;
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
