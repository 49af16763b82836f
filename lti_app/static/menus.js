// Menus: one is open at a time, all of it can be seen, and Escape gives the focus back to its button.

export function prepare() {
  const opened = ({ target }) => {
    if (target.matches("details.menu[open]")) show(target.querySelector("ul"));
    else if (target.matches("details.menu details[open]")) show(target); // it makes its menu longer
  };
  document.addEventListener("toggle", opened, true); // it does not bubble
}

function show(element) {
  element.scrollIntoView({ block: "nearest" });
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
