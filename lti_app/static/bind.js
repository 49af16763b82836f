// Shows the server that this browser started the login: it alone knows the secret.

import * as platform from "./platform_storage.js";
import { reason, Refused, request } from "./requests.js";

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
  if (!secret) return show("blocked");
  try {
    const bound = await request("POST", "/lti/launch/bind", { json: { code, secret, storage } });
    location.replace(bound.json().next);
  } catch (error) {
    if (error instanceof Refused && error.problem.code === "not_bound") show("blocked");
    else show("failed", reason(error));
  }
}

function show(name, text) {
  const alone = window.top === window;
  document.querySelector(".in-a-frame").hidden = alone;
  document.querySelector(".in-a-tab").hidden = !alone;
  document.getElementById("binding").hidden = true;
  const shown = document.getElementById(name);
  shown.hidden = false;
  if (text) shown.querySelector("h1").textContent = text;
}

await bind();
