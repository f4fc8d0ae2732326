/* Leading by keys. */

/** Go to the next item, or the last, from the one in focus or the one that is on. */
export function walk(step, current) {
  const all = [...document.querySelectorAll(".room-details > summary")];
  const at = all.findIndex((one) => one === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((one) => one.closest("li").dataset.item === current) - step;
  all[Math.min(all.length - 1, Math.max(0, from + step))].focus();
}

/** Have letters do what these say, while the box is checked and nobody is typing. */
export function onKeys(keys, box) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping) return;
    const key = box.checked && keys[event.key.toLowerCase()];
    if (!key) return;
    event.preventDefault();
    key();
  });
}
