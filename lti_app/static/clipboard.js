// Copying text. An LMS frame often lacks the permission for the clipboard, and even asking for it
// is written down as a broken policy; a selection can be copied wherever somebody has just clicked.

export async function copyText(text) {
  if (!copySelected(text)) await navigator.clipboard.writeText(text);
}

function copySelected(text) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus?.({ preventScroll: true });
  return copied;
}
