// Menus: one is open at a time, all of it can be seen, and Escape gives the focus back to its button.

export function prepare() {
  const opened = ({ target }) =>
    target.matches("details.menu[open]") && target.querySelector("ul").scrollIntoView({ block: "nearest" });
  document.addEventListener("toggle", opened, true); // it does not bubble
}

// Whoever points elsewhere is done with it.
export function closeAround(target) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

// True where one was open.
export function closeByKey() {
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return false;
  menu.open = false;
  menu.querySelector("summary").focus();
  return true;
}
