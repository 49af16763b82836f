// The time zone of a course, chosen by an instructor in the connection check.

import { reason, Refused } from "./requests.js";
import { send } from "./session.js";

export async function choose(button, redraw) {
  const form = button.form;
  const said = form.querySelector(".said");
  said.textContent = "";
  try {
    await send("PUT", "/api/course/zone", { json: { time_zone: form.elements.zone.value.trim() } });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    said.textContent = reason(error);
    return;
  }
  await redraw();
}
