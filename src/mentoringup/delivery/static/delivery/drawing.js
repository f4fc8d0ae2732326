/* Showing how a room stands. Reads words, writes the page; decides nothing. */

import { elapsed, expectedStarts, isRunning, noteOn, readClock, stateOf } from "./clock.js";

export const filled = (text, values) =>
  text.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));

const part = (within, name) => within.querySelector(`[data-part="${name}"]`);

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function show(element, isShown) {
  if (element) element.hidden = !isShown;
}

const inMinutes = (seconds) => Math.floor((seconds + 30) / 60);

/** A clock face for this zone and language. */
export function faceOf({ zone, language }) {
  const isEnglish = language.startsWith("en");
  const face = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    hour: isEnglish ? "numeric" : "2-digit",
    minute: "2-digit",
    hour12: isEnglish,
  });
  return (moment) =>
    face.format(moment).replace(/\s?([AP])M/, (_, half) => ` ${half.toLowerCase()}m`);
}

const stretch = (seconds) =>
  `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;

export function driftWords(says, behind) {
  const minutes = Math.floor(Math.abs(behind) / 60);
  if (minutes === 0) return says.on_plan;
  return filled(behind > 0 ? says.over : says.under, { minutes });
}

export const leftWords = (says, left) =>
  filled(left >= 0 ? says.left : says.past, { time: stretch(left) });

/** Everything that the seconds change. */
export function drawClock(data, words, now, face) {
  const reading = readClock(data.items, words, now);
  const isOn = isRunning(words);
  write(document.getElementById("room-time"), face(now));
  const drift = document.getElementById("room-drift");
  write(drift, driftWords(data.says, reading.behind));
  drift.classList.toggle("badge-waits", reading.behind >= 60);
  show(drift, isOn);
  const ends = document.getElementById("room-ends");
  write(ends, filled(data.says.ends, { time: face(now + reading.remaining * 1000) }));
  show(ends, isOn);
  const left = part(document.getElementById("room-now"), "left");
  write(left, reading.current ? leftWords(data.says, reading.left) : "");
  left.classList.toggle("is-past", reading.current !== "" && reading.left < 0);
  const starts = expectedStarts(data.items, words, now, data.announced);
  for (const item of data.items) {
    const row = document.getElementById(`item-${item.id}`);
    write(part(row, "when"), starts[item.id] === undefined ? "" : face(starts[item.id]));
  }
  return reading;
}

/** Everything else. `marks` are the words that the page has for places. */
export function drawWords(data, words, now, { mayUndo, marks }) {
  const reading = readClock(data.items, words, now);
  for (const item of data.items) {
    drawItem(document.getElementById(`item-${item.id}`), item, words, reading, data.says, marks);
  }
  const isOn = isRunning(words);
  const isOver = Boolean(words.session?.ended_at);
  const shown = {
    ahead: !words.session?.started_at,
    item: reading.current !== "",
    empty: isOn && reading.current === "",
    over: isOver,
    undo: mayUndo,
  };
  for (const button of document.querySelectorAll("[data-when]")) show(button, shown[button.dataset.when]);
  const named = (id) => data.items.find((item) => item.id === id);
  drawBar(named(reading.current), isOver ? undefined : named(reading.next), data.says, marks.bar(shown));
  const over = document.getElementById("room-over");
  show(over, isOver);
  write(part(over, "elapsed"), String(inMinutes(elapsed(words, now))));
  return reading;
}

function drawBar(current, next, says, otherwise) {
  const bar = document.getElementById("room-bar");
  bar.querySelector("[name=item]").value = current?.id ?? "";
  show(bar.querySelector(".overline"), Boolean(current));
  write(part(bar, "title"), current ? current.title : otherwise);
  write(part(bar, "next"), next ? filled(says.next, next) : "");
}

function drawItem(row, item, words, reading, says, marks) {
  const state = stateOf(words, item.id);
  const place = item.id === reading.current ? "now"
    : item.id === reading.next ? "next"
      : state === "planned" ? "later" : "past";
  row.dataset.place = place;
  row.dataset.state = state;
  if (place === "now") row.setAttribute("aria-current", "step");
  else row.removeAttribute("aria-current");
  write(part(row, "place"), marks[place] ?? "");
  const badge = part(row, "state");
  show(badge, state !== "planned");
  badge.classList.toggle("badge-done", state === "done");
  badge.classList.toggle("badge-waits", state === "shortened");
  const told = { state: says[`state_${state}`], minutes: inMinutes(words.items[item.id]?.seconds ?? 0) };
  if (state === "done" || state === "shortened") write(badge, filled(says.took, told));
  else write(badge, state === "skipped" ? told.state : "");
}

/** Open what is on, fold what is past, and bring it where it is read. */
export function turnTo(row, previous) {
  if (previous && previous !== row) previous.querySelector("details").open = false;
  if (!row) return;
  row.querySelector("details").open = true;
  const say = row.querySelector('[data-notes="say"]');
  if (say) say.open = true;
  row.scrollIntoView({ block: "start" });
}

/** Fill a form by hand from what holds now, and with what was half typed; gives what was filled in. */
export function fillForm(form, item, words, draft) {
  const word = words.items[item];
  for (const radio of form.querySelectorAll("input[type=radio]")) {
    radio.checked = radio.value === (word?.state ?? "planned");
  }
  const seconds = word?.seconds;
  form.querySelector("input[type=number]").value =
    seconds === null || seconds === undefined ? "" : inMinutes(seconds);
  form.querySelector("textarea").value = draft?.text ?? noteOn(words, item);
  return { ...readForm(form), note: draft?.base ?? noteOn(words, item) };
}

/** What a form by hand says. */
export const readForm = (form) => ({
  state: form.querySelector("input[type=radio]:checked")?.value ?? "planned",
  minutes: form.querySelector("input[type=number]").value,
  note: form.querySelector("textarea").value.trim(),
});

/** Say above the items what is wrong. */
export function complain(sentence) {
  const box = document.createElement("div");
  box.className = "message tone-error";
  const text = document.createElement("p");
  text.textContent = sentence;
  box.setAttribute("role", "alert");
  box.append(text);
  document.getElementById("room-messages").append(box);
}
