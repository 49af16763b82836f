// Makes the tool's frame as high as the window leaves room for, as Moodle's activity page does.
const BELOW_FRAME_PX = 15;
const LEAST_HEIGHT_PX = 320;
const frame = document.getElementById("contentframe");

function stretch() {
  const top = frame.getBoundingClientRect().top + window.scrollY;
  const room = document.documentElement.clientHeight - top - BELOW_FRAME_PX;
  frame.style.height = `${Math.max(room, LEAST_HEIGHT_PX)}px`;
}

stretch();
window.addEventListener("resize", stretch);
