// Keeps data for tools while the page is open (LTI Platform Storage 1.0). Each tool's own origin
// is its drawer. The prefix org.imsglobal, of before the specification was final, is answered too.
const LONGEST = 4096;
const MOST = 500;
const origins = document.body.dataset.origins.split(" ");
const kept = new Map();

function answerTo({ subject, key, value }, drawer) {
  if (subject.endsWith("lti.get_data")) return { key, value: kept.get(drawer) ?? null };
  if (typeof value !== "string" || value.length > LONGEST || kept.size >= MOST) {
    return { error: { code: "storage_exhausted", message: "too much, or no text" } };
  }
  kept.set(drawer, value);
  return { key, value };
}

window.addEventListener("message", (event) => {
  const { subject, message_id, key } = event.data ?? {};
  if (!origins.includes(event.origin) || typeof key !== "string") return;
  if (!/^(org\.imsglobal\.)?lti\.(put|get)_data$/.test(subject)) return;
  const answer = answerTo(event.data, JSON.stringify([event.origin, key]));
  event.source.postMessage({ subject: `${subject}.response`, message_id, ...answer }, event.origin);
});
