// How a course answers, as its instructors set it.

import { reason, Refused } from "./requests.js";
import { send } from "./session.js";

export function prepare(form) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form);
  });
}

export function anotherTopic(button) {
  const form = button.form;
  form.querySelector(".topics").append(form.querySelector(".another").content.cloneNode(true));
  form.querySelector(".topics .left-out:last-child input").focus();
}

export function removeTopic(button) {
  const { form } = button;
  button.closest(".left-out").remove();
  form.querySelector("[data-action=another-topic]").focus();
}

async function save(form) {
  const said = form.querySelector(".state");
  const refused = form.querySelector(".not-sent");
  said.textContent = "";
  refused.hidden = true;
  try {
    await send("PUT", "/api/course/settings", { json: filledIn(form) });
    said.textContent = said.dataset.saved;
    const { approval } = form.elements;
    approval.defaultChecked = approval.checked;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused.hidden = false;
    refused.textContent = reason(error);
  }
}

function filledIn(form) {
  const { approval } = form.elements;
  const topics = [...form.querySelectorAll(".topics .left-out")].map((each) => ({
    topic: each.querySelector("[name=topic]").value.trim(),
    sentence: each.querySelector("[name=sentence]").value.trim(),
  }));
  return {
    caution: form.elements.caution.value,
    model: form.elements.model?.value ?? "",
    instructions: form.elements.instructions?.value ?? "",
    out_of_scope: topics.filter(({ topic }) => topic),
    // Left as it is, it may be another instructor's by now: false would let all that waits go.
    approval: approval.checked === approval.defaultChecked ? null : approval.checked,
    time_zone: form.elements.time_zone.value.trim(),
  };
}
