// Tables that do not fit: drawn cell by cell, so that nobody has to scroll to what was quoted.

const NARROW_PX = 480;
const FEW = 3; // so many columns can be read side by side on a phone

const watching = new WeakSet();

// Draws the tables of an element, now and whenever its width changes.
export function keepTablesReadable(element) {
  if (!watching.has(element)) watch(element);
  draw(element); // at once: the way to a quoted row is measured next
}

function watch(element) {
  let width = element.clientWidth;
  const observer = new ResizeObserver(() => {
    if (!element.isConnected) observer.disconnect();
    if (element.clientWidth === width) return; // only its height, which drawing itself has changed
    width = element.clientWidth;
    draw(element);
  });
  observer.observe(element);
  watching.add(element);
}

function draw(element) {
  for (const table of element.querySelectorAll("table")) {
    table.classList.remove("stacked");
    const room = table.parentElement.clientWidth;
    const crowded = room < NARROW_PX && table.rows[0].cells.length > FEW;
    table.classList.toggle("stacked", crowded || table.scrollWidth > room);
  }
}
