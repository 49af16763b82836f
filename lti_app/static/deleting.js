// Deleting in two steps: the menu becomes a question, with the way back beside it.

const TWO_CLICKS_MS = 600; // what follows so soon is the second half of a double click

export function ask(menu) {
  turn(menu, true);
  holdBack(menu.querySelector("[data-action=delete-surely]"));
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

// A button that comes to stand where another was pressed is not pressed with it.
export function holdBack(button) {
  button.setAttribute("aria-disabled", "true");
  setTimeout(() => button.removeAttribute("aria-disabled"), TWO_CLICKS_MS);
}

function turn(menu, asking) {
  for (const item of menu.querySelectorAll("li")) {
    item.hidden = item.classList.contains("sure") !== asking;
  }
}
