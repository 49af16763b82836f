// Looking again at the interval that the server names, only while somebody looks at the page.

import { Ended } from "./session.js";
import { notice, word } from "./words.js";

export function every(look, first) {
  let timer = null;
  let stopped = false;
  let failures = 0;

  async function step() {
    timer = null;
    let next;
    try {
      next = await look();
      failures = 0;
    } catch (error) {
      if (error instanceof Ended) {
        notice(word("ended"));
        return;
      }
      failures += 1;
      // The server may be restarting: wait longer each time, up to a minute.
      next = Math.min(1000 * 2 ** failures, 60_000);
    }
    schedule(next);
  }

  function schedule(delay) {
    if (stopped || !delay) return;
    timer = setTimeout(step, delay);
  }

  function wake() {
    if (document.visibilityState === "hidden") {
      clearTimeout(timer);
      timer = null;
    } else if (!stopped && timer === null) {
      schedule(1);
    }
  }

  document.addEventListener("visibilitychange", wake);
  schedule(first);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wake);
  };
}
