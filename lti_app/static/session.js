// The session of this launch: a bearer token, kept under the launch's id, never in a cookie.

import { keep, read, forget } from "./storage.js";
import { word } from "./words.js";

const launch = document.body.dataset.launch;
// Two frames of one page share sessionStorage: a fixed name would mix their sessions.
const key = `silabo.session.${launch}`;
let token = null;

export class Ended extends Error {}
class Unreachable extends Error {}

// A response that is not a success; `problem` is its body (RFC 9457).
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

// Opens the session. False when the browser keeps nothing, so that a reload will end it.
export async function open() {
  const code = new URLSearchParams(location.hash.slice(1)).get("c");
  token = read(key);
  if (code) {
    history.replaceState(null, "", location.pathname);
    const made = await send("POST", "/api/session", { json: { launch, code }, anonymous: true });
    token = (await made.json()).token;
    return keep(key, token);
  }
  if (!token) throw new Ended();
  return true;
}

// Sends a request with the bearer. Throws Ended, Unreachable or Refused.
export async function send(method, path, { json, form, headers = {}, anonymous = false, signal } = {}) {
  const all = { ...headers };
  if (!anonymous) all.Authorization = `Bearer ${token}`;
  if (json !== undefined) all["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: all,
      body: json === undefined ? form : JSON.stringify(json),
      credentials: "omit",
      cache: "no-store",
      signal,
    });
  } catch {
    throw new Unreachable();
  }
  if (response.status === 401) {
    forget(key);
    throw new Ended();
  }
  if (!response.ok && response.status !== 304) {
    throw new Refused(await response.json().catch(() => ({ detail: response.statusText })));
  }
  return response;
}

// What went wrong, in a sentence for the reader.
export function reason(error) {
  if (error instanceof Refused) return error.problem.detail;
  return word(error instanceof Ended ? "ended" : "unreachable");
}

// Deletes what is at a path; what somebody else has deleted already is deleted.
export async function remove(path) {
  try {
    await send("DELETE", path);
  } catch (error) {
    if (!(error instanceof Refused && error.problem.status === 404)) throw error;
  }
}
