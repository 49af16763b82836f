// The page's own words, in its language: the server put them into a template.

const words = document.getElementById("words");

export function word(name) {
  return words?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}

// A screen reader says it once, politely.
export function announce(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => {
    announcer.textContent = text;
  });
}

export function notice(text) {
  document.getElementById("notice").textContent = text;
}
