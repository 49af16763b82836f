// The page's own words, in its language: the server put them into a template.

const words = document.getElementById("words");

export function word(name) {
  return words?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}

// The same as an element, to be put beside a sentence; null where the page has none.
export function wordElement(name) {
  return words?.content.querySelector(`[data-word="${name}"]`)?.cloneNode(true) ?? null;
}

// What is said about something that has a name, with the marks of the page's language between them.
export function about(name, text) {
  return word("about").replace(/\{(name|text)\}/g, (_, which) => ({ name, text })[which]);
}

// A screen reader says it once, politely.
export function announce(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => {
    announcer.textContent = text;
  });
}

// Says beside what was done that it was done, for a moment.
export function acknowledge(element, text) {
  element.textContent = text;
  announce(text);
  setTimeout(() => {
    element.textContent = "";
  }, 4000);
}

// What went wrong, at the top of the page; an empty text once something has gone well again.
export function notice(text) {
  document.getElementById("notice").textContent = text;
}
