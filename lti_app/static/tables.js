// Tables that do not fit: drawn cell by cell, so that nobody has to scroll to what was quoted.

const NARROW_PX = 480;
const FEW = 3; // so many columns can be read side by side on a phone

let watching = null;

export function keepTablesReadable(reader) {
  watching?.disconnect();
  let width = 0;
  watching = new ResizeObserver(() => {
    if (reader.clientWidth === width) return; // only its height, which drawing itself has changed
    width = reader.clientWidth;
    draw(reader);
  });
  watching.observe(reader);
  draw(reader); // at once: the way to the quoted row is measured next
}

function draw(reader) {
  for (const table of reader.querySelectorAll("table")) {
    table.classList.remove("stacked");
    const place = table.parentElement.clientWidth;
    const crowded = place < NARROW_PX && table.rows[0].cells.length > FEW;
    table.classList.toggle("stacked", crowded || table.scrollWidth > place);
  }
}
