// Shows a letter as HTML again whenever its words change; without this, a button does.
"use strict";

const form = document.getElementById("letter-form");
const button = document.getElementById("see-html");
let waiting = 0;

form.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    // A new frame, so that the browser's way back does not lead through every letter typed.
    const frame = document.querySelector(".letter-frame");
    const fresh = frame.cloneNode();
    fresh.removeAttribute("src");
    frame.replaceWith(fresh);
    form.requestSubmit(button);
  }, 900);
});
