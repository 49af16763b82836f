// Swagger UI over our own OpenAPI document. A module runs after the deferred bundle before it.

const page = document.getElementById("reference");

// What a screen reader and a keyboard miss in the page that Swagger UI draws, as often as it draws.
function complete() {
  page.querySelector(".information-container")?.setAttribute("role", "banner");
  // Under its h1 it begins with h3.
  for (const head of page.querySelectorAll("h3, h4, h5")) head.ariaLevel = Number(head.localName[1]) - 1;
  for (const answers of page.querySelectorAll("table[role=region]")) answers.ariaLabel ??= answers.id;
  for (const choice of page.querySelectorAll("[data-param-name] select"))
    choice.ariaLabel ??= choice.closest("[data-param-name]").dataset.paramName;
  for (const example of page.querySelectorAll("pre")) example.tabIndex = 0; // it may have to be scrolled
}

new MutationObserver(complete).observe(page, { childList: true, subtree: true });
window.SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#reference", deepLinking: false });
