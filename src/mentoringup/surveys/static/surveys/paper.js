/* Typing forms in: once a box holds a whole code that no longer one begins with, the next follows. */

const BOXES = "input:not([type=hidden]), textarea, select";

function nextOf(box) {
  const boxes = [...box.form.querySelectorAll(BOXES)];
  return boxes[boxes.indexOf(box) + 1];
}

function isWhole(box) {
  const codes = box.dataset.codes.split(" ");
  const typed = box.value.trim();
  const mayGrow = codes.some((code) => code !== typed && code.startsWith(typed));
  return codes.includes(typed) && !mayGrow;
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches("[data-typing] [data-codes]") || !isWhole(box)) return;
  const next = nextOf(box);
  if (!next) return;
  next.focus();
  next.select?.();
});
