// Closes the frame of a registration when the tool says that it is done: the list is loaded anew.
const frame = document.getElementById("registering");

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow) return;
  if (event.data?.subject === "org.imsglobal.lti.close") location.replace(frame.dataset.onward);
});
