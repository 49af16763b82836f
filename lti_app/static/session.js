// The session of this launch: a bearer token, kept under the launch's id, never in a cookie.

import { reason, Refused, request, Unanswered } from "./requests.js";
import { keep, read, forget } from "./storage.js";
import { wordElement } from "./words.js";

const UNAUTHORIZED = 401;
const launch = document.body.dataset.launch;
// Two frames of one page share sessionStorage: a fixed name would mix their sessions.
const key = `silabo.session.${launch}`;
let token = null;

// The session is over: the activity opens another one.
export class Ended extends Unanswered {
  constructor() {
    super("ended");
  }
}

// Says in an element what went wrong, with the way back to the activity where that is the remedy.
export function explain(element, error, text = reason(error)) {
  const way = error instanceof Ended ? wordElement("reopen") : null;
  element.replaceChildren(text, ...(way ? [" ", way] : []));
}

// Opens the session. False when the browser keeps nothing, so that a reload will end it.
export async function open() {
  const given = new URLSearchParams(location.hash.slice(1));
  token = read(key);
  if (given.has("c")) return exchange(given.get("c"), named(given));
  if (!token) throw new Ended();
  return true;
}

// What a letter's link named, as an address of the page: a question, or a source of its answer.
function named(given) {
  if (!given.has("q")) return "";
  const source = given.has("n") ? `/citations/${given.get("n")}` : "";
  return `#/questions/${given.get("q")}${source}`;
}

// `first` is the address that the page opens first, if any.
async function exchange(code, first) {
  try {
    const made = await request("POST", "/api/session", { json: { launch, code } });
    token = made.json().token;
  } catch (error) {
    // A code that never arrived is still good: the page may be loaded again.
    if (error instanceof Refused) spend();
    throw error;
  }
  spend(first);
  return keep(key, token);
}

function spend(first = "") {
  history.replaceState(null, "", location.pathname + first);
}

// Sends a request with the bearer. Throws what `request` throws, and Ended.
export async function send(method, path, options = {}) {
  const headers = { ...options.headers, Authorization: `Bearer ${token}` };
  try {
    return await request(method, path, { ...options, headers });
  } catch (error) {
    if (!(error instanceof Refused && error.problem.status === UNAUTHORIZED)) throw error;
    forget(key);
    throw new Ended();
  }
}

// Forgets the session here: the server has ended it.
export function end() {
  forget(key);
  token = null;
}

// Deletes what is at a path; what somebody else has deleted already is deleted.
export async function remove(path) {
  try {
    await send("DELETE", path);
  } catch (error) {
    if (!(error instanceof Refused && error.problem.status === 404)) throw error;
  }
}
