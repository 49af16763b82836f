// Looking again at the interval that the server names, only while somebody looks at the page.

import { reason } from "./requests.js";
import { Ended, explain } from "./session.js";
import { notice } from "./words.js";

const PATIENCE = 3; // looks in a row that may fail before a person is told

// Calls `look` after `first` ms, then after as many ms as it says; 0 ends it. One look at a time.
// Gives a function that stops it.
export function every(look, first) {
  let timer = null;
  let looking = false;
  let due = false; // another look is to come, now or when the page is shown again
  let failures = 0;

  async function step() {
    timer = null;
    looking = true;
    let next = 0;
    try {
      next = await look();
      if (failures >= PATIENCE) notice("");
      failures = 0;
    } catch (error) {
      if (error instanceof Ended) explain(document.getElementById("notice"), error);
      else {
        failures += 1;
        if (failures === PATIENCE) notice(reason(error));
        // The server may be restarting: wait longer each time, up to a minute.
        next = Math.min(1000 * 2 ** failures, 60_000);
      }
    }
    looking = false;
    if (due) schedule(next);
  }

  function schedule(delay) {
    due = Boolean(delay);
    if (due && document.visibilityState !== "hidden") timer = setTimeout(step, delay);
  }

  function wake() {
    clearTimeout(timer);
    timer = null;
    if (due && !looking) schedule(1);
  }

  document.addEventListener("visibilitychange", wake);
  schedule(first);
  return () => {
    due = false;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wake);
  };
}
