// Takes the whole window onward, so that the LMS is not shown inside its own frame.
window.top.location.href = document.getElementById("onward").href;
