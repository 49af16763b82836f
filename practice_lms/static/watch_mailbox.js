// Looks for new letters every few seconds and puts the new list in place when it has changed.
const EVERY_MS = 4000;

async function look() {
  if (document.hidden) return;
  const reply = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!reply.ok) return;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.getElementById("letters");
  const shown = document.getElementById("letters");
  if (!fresh || fresh.dataset.fingerprint === shown.dataset.fingerprint) return;
  const focused = shown.contains(document.activeElement) ? document.activeElement.href : null;
  shown.replaceWith(document.adoptNode(fresh));
  if (focused) [...fresh.querySelectorAll("a")].find((link) => link.href === focused)?.focus();
  const news = document.getElementById("news");
  news.textContent = news.dataset.words;
}

// A look that fails is no loss: the next one comes soon.
window.setInterval(() => look().catch(() => {}), EVERY_MS);
