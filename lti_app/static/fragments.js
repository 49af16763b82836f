// Fragments that the server rendered: fetched with the bearer, put in place in this one function.

import { send } from "./session.js";

const etags = new Map();

// Puts rendered markup into a place. A parsed document runs no script of its own.
export function place(target, markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  target.replaceChildren(...parsed.body.childNodes);
}

// The markup at a path, or null when it is the same as last time.
export async function fetchMarkup(path, { conditional = false, signal } = {}) {
  const known = conditional ? etags.get(path) : undefined;
  const headers = known ? { "If-None-Match": known } : {};
  const response = await send("GET", path, { headers, signal });
  if (response.status === 304) return null;
  const etag = response.headers.get("ETag");
  if (etag) etags.set(path, etag);
  return response.text();
}

// Fetches and places; true when something new was placed.
export async function load(target, path, options) {
  const markup = await fetchMarkup(path, options);
  if (markup === null) return false;
  place(target, markup);
  return true;
}
