// Every request of our pages: with a deadline, and with a sentence of ours for whatever happens.
//
// Between a page and the server stand others: a proxy of the university, one of the reader's own
// network. What they answer is no problem of ours (RFC 9457) and has, over HTTP/2, not even a reason.

import { word } from "./words.js";

const OURS = "Silabo-Release"; // a header of every response that the tool itself gave
const PROBLEM = "application/problem+json";
const DEADLINE_MS = 20_000; // longer than the server takes over anything but a file
const SLOWEST_LINE = 64; // bytes in a millisecond: a file takes as long as it does on such a line
const GATEWAY_TIMEOUT = 504;

// A refusal of the tool; `problem` is its body, with a detail in the reader's language.
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

// No answer of the tool. `said` names the sentence of it.
export class Unanswered extends Error {
  constructor(said) {
    super(said);
    this.said = said;
  }
}

// The deadline has passed: whether the tool has heard the request is not known.
export class Late extends Unanswered {
  constructor() {
    super("late");
  }
}

// Sends a request and reads its whole answer: { status, headers, text, json() }. With `stream` the
// answer is still to be read, as `body`, without a deadline. Throws Refused, Late or Unanswered.
export async function request(method, path, { json, form, headers = {}, signal, stream = false, keepalive = false } = {}) {
  const limit = new AbortController();
  const end = () => limit.abort();
  const timer = setTimeout(end, DEADLINE_MS + size(form) / SLOWEST_LINE);
  signal?.addEventListener("abort", end);
  try {
    const response = await fetch(path, {
      method,
      headers: json === undefined ? headers : { ...headers, "Content-Type": "application/json" },
      body: json === undefined ? form : JSON.stringify(json),
      credentials: "omit",
      cache: "no-store",
      redirect: "error", // no answer of ours leads elsewhere
      signal: limit.signal,
      keepalive,
    });
    const ours = response.headers.has(OURS);
    const fine = ours && (response.ok || response.status === 304);
    const { status, headers: given, body } = response;
    if (fine && stream) return { status, headers: given, body };
    const text = await response.text();
    if (!fine) throw (ours && refusal(given, text)) || foreign(status);
    return { status, headers: given, text, json: () => JSON.parse(text) };
  } catch (error) {
    if (error instanceof Refused || error instanceof Unanswered) throw error;
    if (limit.signal.aborted && !signal?.aborted) throw new Late();
    throw new Unanswered("unreachable");
  } finally {
    clearTimeout(timer);
    if (!stream) signal?.removeEventListener("abort", end);
  }
}

// What went wrong, in a sentence for the reader.
export function reason(error) {
  return error instanceof Refused ? error.problem.detail : word(error.said ?? "unreachable");
}

function size(form) {
  return form ? [...form.values()].reduce((sum, value) => sum + (value.size ?? 0), 0) : 0;
}

function refusal(headers, text) {
  if (!headers.get("Content-Type")?.startsWith(PROBLEM)) return null;
  return new Refused(JSON.parse(text));
}

// What a proxy means by its status.
function foreign(status) {
  if (status === GATEWAY_TIMEOUT) return new Late();
  const said = { 413: "too_large", 429: "too_many" }[status];
  return new Unanswered(said ?? (status >= 500 ? "away" : "foreign"));
}
