// Data that the platform keeps for us in a frame of its own, where it offers that
// (LTI Client Side postMessages 1.0 and LTI Platform Storage 1.0). Nothing of it may stop a launch.

const LIMIT_MS = 1000;

export function put(frame, key, value) {
  return ask(frame, { subject: "lti.put_data", key, value });
}

export async function get(frame, key) {
  return (await ask(frame, { subject: "lti.get_data", key }))?.value ?? null;
}

function ask({ target, origin }, message) {
  const frame = find(target);
  if (!frame || !origin) return Promise.resolve(null);
  const id = `${Date.now()}-${Math.random()}`;
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), LIMIT_MS);
    function finish(answer) {
      clearTimeout(timer);
      window.removeEventListener("message", listen);
      resolve(answer);
    }
    function listen(event) {
      const data = event.data;
      // Blackboard and others wrote the subject with a prefix before the specification was final.
      const subject = String(data?.subject ?? "").replace(/^org\.imsglobal\./, "");
      if (event.origin !== origin || data?.message_id !== id) return;
      if (subject === `${message.subject}.response`) finish(data.error ? null : data);
    }
    window.addEventListener("message", listen);
    frame.postMessage({ ...message, message_id: id }, origin);
  });
}

function find(target) {
  if (!target || window.parent === window) return null;
  if (target === "_parent") return window.parent;
  try {
    const frame = window.parent.frames[target];
    // Not every name is a frame's: `close` and `location` are the window's own.
    return frame?.postMessage ? frame : null;
  } catch {
    return null;
  }
}
