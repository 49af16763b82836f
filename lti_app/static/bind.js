// Shows the server that this browser started the login: it alone knows the secret.

import * as platform from "./platform_storage.js";

const { key, code, storageTarget, platformOrigin } = document.getElementById("binding").dataset;

function take(storage) {
  try {
    const kept = storage();
    const found = kept.getItem(key);
    kept.removeItem(key);
    return found?.split(" ")[1];
  } catch {
    return null;
  }
}

async function find() {
  const session = take(() => window.sessionStorage);
  const local = take(() => window.localStorage);
  if (session) return [session, "session"];
  if (local) return [local, "local"];
  if (!storageTarget) return [null, ""];
  return [await platform.get({ target: storageTarget, origin: platformOrigin }, key), "platform"];
}

async function bind() {
  const [secret, storage] = await find();
  if (!secret) return false;
  const response = await fetch("/lti/launch/bind", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, secret, storage }),
    credentials: "omit",
  });
  if (!response.ok) return false;
  location.replace((await response.json()).next);
  return true;
}

if (!(await bind().catch(() => false))) {
  document.getElementById("binding").hidden = true;
  document.getElementById("blocked").hidden = false;
}
