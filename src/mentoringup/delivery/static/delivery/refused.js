/* What the server did not take stays on this device until somebody sends it again or discards it. */

import { filled } from "./drawing.js";

function button(text, label, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-outline-secondary btn-sm";
  made.textContent = text;
  made.setAttribute("aria-label", `${text}: ${label}`);
  made.addEventListener("click", onClick);
  return made;
}

/** What a change says, in words. */
export function wordsOf(change, { says, face }) {
  const title = change.title || says.session;
  const time = face(Date.parse(change.at));
  const parts = [filled(says.refused_at, { title, time })];
  if (change.state !== undefined) {
    const told = { state: says[`state_${change.state}`], minutes: Math.floor(((change.seconds ?? 0) + 30) / 60) };
    parts.push(change.seconds ? filled(says.took, told) : told.state);
  }
  if (change.item === "") parts.push(change.ended_at ? says.ended : change.started_at ? says.started : says.not_started);
  if (change.note) parts.push(`“${change.note}”`);
  return parts.join(" ");
}

/** Show the refused changes, each with its reason and what can be done. */
export function drawRefused(place, refused, { says, face, again, discard }) {
  const shown = refused.map((one) => one.id).join(" ");
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(...refused.map((one) => {
    const box = document.createElement("div");
    box.className = "message tone-error";
    box.setAttribute("role", "alert");
    const body = document.createElement("div");
    const text = document.createElement("p");
    const label = wordsOf(one, { says, face });
    text.textContent = `${label} ${filled(says.refused, one)}`;
    const actions = document.createElement("div");
    actions.className = "actions mb-0";
    actions.append(
      button(says.again, label, () => again(one)),
      button(says.discard, label, () => discard(one)),
    );
    body.append(text, actions);
    box.append(body);
    return box;
  }));
}
