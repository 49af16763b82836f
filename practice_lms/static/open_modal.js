// Shows the window over the page, which takes no click meanwhile: Escape leaves as its link does.
const modal = document.querySelector("dialog.modal");

modal.removeAttribute("open"); // close() would say that it was closed
modal.showModal();
modal.addEventListener("close", () => {
  location.href = modal.querySelector("a").href;
});
