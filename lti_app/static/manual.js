// Copies a field for whoever fills in the form of an LMS.

import { copyText } from "./clipboard.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await copyText(button.dataset.copy);
    document.getElementById("copied").textContent = `${button.getAttribute("aria-label")} ✓`;
    button.textContent = "✓";
  });
}
