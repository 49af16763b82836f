// Uploads one file after the other, as new documents or in the place of older ones.

import { reason } from "./requests.js";
import { send } from "./session.js";
import { about, word } from "./words.js";

const asked = new WeakMap(); // a line that asks, to the file and the document of its name

export async function uploadAll(form, files, refresh) {
  const list = form.querySelector(".uploads");
  list.replaceChildren();
  let accepted = 0;
  for (const file of files) {
    const line = document.createElement("li");
    list.append(line);
    if (await take(form, line, file)) accepted += 1;
  }
  if (accepted) await refresh([...list.children]);
}

// Whether the file was accepted; of one whose name is there already its line asks.
async function take(form, line, file) {
  try {
    if (isTooLarge(form, file)) {
      say(form, line, file, form.dataset.tooLarge);
      return false;
    }
    line.textContent = about(file.name, word("uploading"));
    const older = isArchive(form, file) ? null : await ofTheSameName(file);
    if (older) {
      offer(form, line, file, older);
      return false;
    }
    return await keep(form, line, file);
  } catch (error) {
    say(form, line, file, reason(error));
    return false;
  }
}

function isTooLarge(form, file) {
  return file.size > Number(form.dataset.mostBytes);
}

async function ofTheSameName(file) {
  const path = `/api/documents?file_name=${encodeURIComponent(file.name)}`;
  const found = await (await send("GET", path)).json();
  return found[0] ?? null;
}

// It is taken apart into documents of their own, and takes no other's place.
function isArchive(form, file) {
  return form.dataset.archives.split(",").some((end) => file.name.toLowerCase().endsWith(end));
}

async function keep(form, line, file, path = "/api/documents") {
  const kept = await upload(file, path);
  if (kept.same_name && path === "/api/documents") say(form, line, file, sameName(form, kept), "told");
  else line.remove();
  return true;
}

async function upload(file, path) {
  const form = new FormData();
  form.append("file", file);
  const response = await send("POST", path, { form });
  return response.json();
}

function sameName(form, kept) {
  return form.dataset.sameName.replace("{title}", () => kept.title);
}

// The old text answers until the new one has been read: that is told before anything is sent.
function offer(form, line, file, older) {
  asked.set(line, { file, older });
  line.className = "told";
  line.textContent = `${about(file.name, form.dataset.offer)} `;
  line.append(
    button(form.dataset.replace, "replace-same", file),
    button(form.dataset.beside, "keep-both", file),
    button(form.dataset.dismiss, "dismiss", file),
  );
}

// What is done about a file whose name is there already.
export async function decide(pressed, refresh, { instead }) {
  const form = pressed.closest("form");
  const line = pressed.closest("li");
  const { file, older } = asked.get(line);
  line.textContent = about(file.name, word("uploading"));
  try {
    await keep(form, line, file, instead ? versionsOf(older.id) : undefined);
  } catch (error) {
    say(form, line, file, reason(error));
    return;
  }
  await refresh([...form.querySelectorAll(".uploads li")]);
}

// The file that was chosen in a document's menu takes its place.
export async function replace(input, form, refresh) {
  const [file] = input.files;
  if (!file) return;
  const line = document.createElement("li");
  form.querySelector(".uploads").replaceChildren(line);
  line.textContent = about(file.name, word("uploading"));
  try {
    if (isTooLarge(form, file)) {
      say(form, line, file, form.dataset.tooLarge);
      return;
    }
    await keep(form, line, file, versionsOf(input.closest("[data-document]").dataset.document));
  } catch (error) {
    say(form, line, file, reason(error));
    return;
  } finally {
    input.value = "";
  }
  await refresh([]);
}

function versionsOf(id) {
  return `/api/documents/${id}/versions`;
}

// What became of a file stays until it is dismissed, or other files are chosen.
function say(form, line, file, text, kind = "refused") {
  line.className = kind;
  line.textContent = `${about(file.name, text)} `;
  line.append(button(form.dataset.dismiss, "dismiss", file));
}

function button(text, action, file) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.dataset.action = action;
  made.textContent = text;
  made.setAttribute("aria-label", about(text, file.name));
  return made;
}

export function dismiss(pressed) {
  const form = pressed.closest("form");
  pressed.closest("li").remove();
  form.elements.file.focus();
}
