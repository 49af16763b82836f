// Sends the page's only form at once: this is how LTI messages travel through the browser.
document.forms[0].submit();
