// Shows the server that this browser started the login: it alone knows the secret.

const { key, code } = document.getElementById("binding").dataset;

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

async function bind() {
  const found = [take(() => window.sessionStorage), take(() => window.localStorage)];
  const secret = found.find(Boolean);
  if (!secret) return false;
  const response = await fetch("/lti/launch/bind", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, secret }),
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
