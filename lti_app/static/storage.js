// What the browser keeps for us, if it lets us: a blocked storage throws even when it is only read.

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

export function read(key) {
  return attempt(() => sessionStorage.getItem(key));
}

// Whether the value was kept.
export function keep(key, value) {
  return attempt(() => {
    sessionStorage.setItem(key, value);
    return true;
  }) === true;
}

export function forget(key) {
  attempt(() => sessionStorage.removeItem(key));
}
