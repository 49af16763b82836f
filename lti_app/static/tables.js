// Tables that do not fit: drawn cell by cell, so that nobody has to scroll to what was quoted.

const NARROW_PX = 480;
const FEW = 3; // so many columns can be read side by side on a phone

const watching = new WeakSet();

// Draws the tables of a place, now and whenever its width changes.
export function keepTablesReadable(place) {
  if (!watching.has(place)) watch(place);
  draw(place); // at once: the way to a quoted row is measured next
}

function watch(place) {
  let width = place.clientWidth;
  const observer = new ResizeObserver(() => {
    if (!place.isConnected) observer.disconnect();
    if (place.clientWidth === width) return; // only its height, which drawing itself has changed
    width = place.clientWidth;
    draw(place);
  });
  observer.observe(place);
  watching.add(place);
}

function draw(place) {
  for (const table of place.querySelectorAll("table")) {
    table.classList.remove("stacked");
    const room = table.parentElement.clientWidth;
    const crowded = room < NARROW_PX && table.rows[0].cells.length > FEW;
    table.classList.toggle("stacked", crowded || table.scrollWidth > room);
  }
}
