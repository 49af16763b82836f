// Keeps the secret of this login in this browser, then goes on to the platform's sign-in.

import * as platform from "./platform_storage.js";

const STALE_MS = 600_000;
const onward = document.getElementById("onward");
const { key, secret, storageTarget, platformOrigin } = onward.dataset;

function keep(storage) {
  try {
    const kept = storage();
    // Secrets of logins that never came back are of no use to anybody.
    for (const name of Object.keys(kept)) {
      const age = Date.now() - Number(kept.getItem(name).split(" ")[0]);
      if (name.startsWith("silabo.login.") && !(age < STALE_MS)) kept.removeItem(name);
    }
    kept.setItem(key, `${Date.now()} ${secret}`);
  } catch {
    // Blocked: another place, or the cookie, or the page that says so, comes next.
  }
}

keep(() => window.localStorage);
keep(() => window.sessionStorage);
if (storageTarget) {
  await platform.put({ target: storageTarget, origin: platformOrigin }, key, secret);
}
location.replace(onward.href);
