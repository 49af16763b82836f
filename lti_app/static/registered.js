// Closes the dialog of the LMS that opened this page (LTI Dynamic Registration 1.0, section 3.7.2).

document.getElementById("done").addEventListener("click", () => {
  (window.opener ?? window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
});
