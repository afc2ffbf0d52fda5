"use strict";
// Sort the table by a column, filter it by what is typed. Without this script the table still shows everything.
const table = document.getElementById("students");
const body = table.tBodies[0];
const filter = document.getElementById("filter");
const only = document.getElementById("only");
const shown = document.getElementById("shown");

function sortBy(header, column) {
  const up = header.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", up ? "descending" : "ascending");
  const key = (row) => row.cells[column].dataset.sort;
  const compare = (a, b) => {
    const x = key(a), y = key(b);
    const both = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
    return both ? x - y : x.localeCompare(y);
  };
  const rows = Array.from(body.rows).sort((a, b) => {
    // Empty cells stay at the end in either direction.
    if ((key(a) === "") !== (key(b) === "")) return key(a) === "" ? 1 : -1;
    return up ? compare(b, a) : compare(a, b);
  });
  body.append(...rows);
}

function applyFilter() {
  const text = filter.value.trim().toLowerCase();
  let count = 0;
  for (const row of body.rows) {
    row.hidden = !row.textContent.toLowerCase().includes(text) || (only.checked && row.dataset.person !== "yes");
    if (!row.hidden) count += 1;
  }
  shown.textContent = shown.dataset.text.replace("{shown}", count).replace("{all}", body.rows.length);
}

for (const [column, header] of Array.from(table.tHead.rows[0].cells).entries()) {
  header.querySelector("button").addEventListener("click", () => sortBy(header, column));
}
filter.addEventListener("input", applyFilter);
only.addEventListener("change", applyFilter);
document.getElementById("controls").hidden = false;
applyFilter();
