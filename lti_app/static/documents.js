// What the menu of a document does: read again, replace, hide, show, offer, take out; and which
// documents of other courses are read.

import { dismiss, replace } from "./uploading.js";
import { remove, send } from "./session.js";
import { announce, word } from "./words.js";

// By the names that buttons have; `drawAnew` shows the list as it is now.
export function actions(drawAnew) {
  return {
    async dismiss(button) {
      dismiss(button);
    },
    async "read-again"(button) {
      await send("POST", `${pathOf(button)}/readings`);
      await drawAnew();
    },
    async "drop-version"(button) {
      await remove(`${pathOf(button)}/versions/${button.dataset.version}`);
      await drawAnew();
    },
    async hide(button) {
      await see(button, { visible: false });
    },
    async show(button) {
      await see(button, { visible: true });
    },
    async offer(button) {
      await lend(button, "PUT");
    },
    async "take-back"(button) {
      await lend(button, "DELETE");
    },
    async "take-other"(button) {
      await read(button, "PUT");
    },
    async "leave-other"(button) {
      await read(button, "DELETE");
    },
    async "show-from"(button) {
      const day = button.closest("li").querySelector("input");
      if (!day.reportValidity()) return;
      await see(button, { visible: false, from: day.value });
    },
  };

  async function lend(button, method) {
    const { document } = rowOf(button).dataset;
    await send(method, `${pathOf(button)}/offer`);
    await drawAnew();
    announce(button.dataset.said);
    window.document.querySelector(`[data-document="${document}"] details.menu summary`)?.focus();
  }

  async function read(button, method) {
    const { other } = button.closest("[data-other]").dataset;
    await send(method, `/api/offered-documents/${other}`);
    await drawAnew();
    announce(button.dataset.said);
    const places = ["#ended-loans button", "#others h2, #others summary", "#documents summary"];
    places.map((place) => window.document.querySelector(place)).find(Boolean)?.focus();
  }

  async function see(button, wanted) {
    const { document } = rowOf(button).dataset;
    await send("PUT", `${pathOf(button)}/visibility`, { json: wanted });
    await drawAnew();
    const row = window.document.querySelector(`[data-document="${document}"]`);
    announce(row?.querySelector(".visible-cell").textContent.trim() ?? "");
    row?.querySelector("details.menu summary").focus();
  }
}

// A row is drawn anew while the page stands: its list listens for all of them.
export function prepare(list, form, refresh) {
  list.addEventListener("change", (event) => {
    if (event.target.matches("[data-replaces]")) replace(event.target, form, refresh);
  });
}

export async function takeOut(row) {
  await remove(`/api/documents/${row.dataset.document}`);
  announce(word("deleted"));
}

function rowOf(button) {
  return button.closest("[data-document]");
}

function pathOf(button) {
  return `/api/documents/${rowOf(button).dataset.document}`;
}
