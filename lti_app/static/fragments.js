// Fragments that the server rendered: fetched with the bearer, put in place in this one function.

import { send } from "./session.js";

const etags = new Map();

// Puts rendered markup into an element. A parsed document runs no script of its own. Whoever was at a
// control there is at the same control again, or at the first heading that takes the focus; what
// somebody has unfolded stays unfolded.
export function put(target, markup) {
  const active = document.activeElement;
  const again = target.contains(active) ? sameAs(active, target) : null;
  const unfolded = linksIn(target, "details[open]:not(.menu)");
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  target.replaceChildren(...parsed.body.childNodes);
  for (const fold of target.querySelectorAll("details:not(.menu)")) {
    // It is the same one where it holds one of the same links.
    if (linksIn(fold, ":scope").some((href) => unfolded.includes(href))) fold.open = true;
  }
  if (again) (again() ?? target.querySelector("[tabindex='-1']"))?.focus({ preventScroll: true });
}

function linksIn(target, within) {
  return [...target.querySelectorAll(`${within} a`)].map((link) => link.getAttribute("href"));
}

// Finds a control again after its surroundings were drawn anew.
function sameAs(control, target) {
  const selector = selectorOf(control);
  const turn = [...target.querySelectorAll(selector)].indexOf(control);
  return () => target.querySelectorAll(selector)[turn];
}

function selectorOf(control) {
  const row = control.closest("[data-document]");
  const within = row ? `[data-document="${row.dataset.document}"] ` : "";
  const href = control.getAttribute("href");
  if (href) return `${within}a[href="${CSS.escape(href)}"]`;
  if (control.dataset.action) return `${within}[data-action="${control.dataset.action}"]`;
  return `${within}${control.localName}`;
}

// The markup at a path, or null when it is the same as last time.
export async function fetchMarkup(path, { conditional = false, signal } = {}) {
  const known = conditional ? etags.get(path) : undefined;
  const headers = known ? { "If-None-Match": known } : {};
  const response = await send("GET", path, { headers, signal });
  if (response.status === 304) return null;
  const etag = response.headers.get("ETag");
  if (etag) etags.set(path, etag);
  return response.text;
}

// Fetches and places; true when something new was placed.
export async function load(target, path, options) {
  const markup = await fetchMarkup(path, options);
  if (markup === null) return false;
  put(target, markup);
  return true;
}
