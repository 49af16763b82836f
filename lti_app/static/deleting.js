// Deleting in two steps: the menu becomes a question, with the way back beside it.

export function ask(menu) {
  turn(menu, true);
  menu.querySelector("[data-action=keep]").focus();
}

export function keep(menu) {
  turn(menu, false);
  menu.querySelector("[data-action=delete]").focus();
}

// A menu that was closed begins with its first step again.
export function prepare() {
  const closed = ({ target }) => target.matches("details.menu:not([open])") && turn(target, false);
  document.addEventListener("toggle", closed, true); // it does not bubble
}

function turn(menu, asking) {
  for (const item of menu.querySelectorAll("li")) {
    item.hidden = item.classList.contains("sure") !== asking;
  }
}
