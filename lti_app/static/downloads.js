// A file of the server, as a download.

import { send } from "./session.js";
import { acknowledge, word } from "./words.js";

// Beside the button it says that it was done.
export async function save(button, path, name) {
  const { headers, body } = await send("GET", path, { stream: true });
  const file = await new Response(body).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: headers.get("Content-Type") }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  acknowledge(button.parentElement.querySelector(".said"), word("downloaded"));
}
