// What the exported page does where scripts run: it hides the decisions that nobody looks for.

export const pageScript = `
"use strict";
const form = document.querySelector("form");
const rows = Array.from(document.querySelectorAll("tbody tr"), (row) => ({ row, text: row.textContent.toLowerCase() }));
const apply = () => {
  const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const effect = form.elements.effect.value;
  let shown = 0;
  for (const { row, text } of rows) {
    const fits = (effect === "" || row.dataset.effect === effect) && words.every((word) => text.includes(word));
    row.hidden = !fits;
    shown += Number(fits);
  }
  form.elements.count.value = shown + " of " + rows.length + " shown";
};
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
apply();
`;
