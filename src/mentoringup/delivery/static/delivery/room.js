/* The live page with a script: one touch is one change, kept here first and sent when it can be. */

import { changesOf, isRunning, merged, readClock, secondsOfTouch, stateOf } from "./clock.js";
import { canKeep, forgetPage, isKept, keepPage, remembered, stayAwake } from "./device.js";
import { drawClock, drawWords, driftWords, faceOf, filled, fillForm, leftWords, turnTo } from "./drawing.js";
import { forget, keep, recall, settle } from "./store.js";
import { hear, NotReached, send } from "./sync.js";

const EVERY = 30_000;
const LONGEST_WAIT = 60_000;
const MOST_UNDONE = 50;

const data = JSON.parse(document.getElementById("room-data").textContent);
const { says, addresses, room } = data;
const face = faceOf(data);
const byId = (id) => document.getElementById(id);
const rowOf = (item) => (item ? byId(`item-${item}`) : null);
const marks = {
  now: says.place_now,
  next: says.place_next,
  bar: (shown) => (shown.ahead ? says.ready : shown.over ? says.over_title : says.none_left),
};

let heard = data.words;
let pending = [];
let undo = [];
let offset = 0;
let wait = 5_000;
let timer = 0;
let isSending = false;
let trouble = "";
let current = "";
let toldOfTime = "";

const now = () => Date.now() + offset;
const words = () => merged(heard, pending);
const standing = () => ({ words: heard, offset, undo });
const others = "BroadcastChannel" in window ? new BroadcastChannel(`room ${room}`) : null;

function say(...sentences) {
  byId("room-voice").textContent = sentences.filter(Boolean).join(" ");
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/* Showing */

function draw() {
  const reading = drawWords(data, words(), now(), { mayUndo: undo.length > 0, marks });
  drawClock(data, words(), now(), face);
  drawSent();
  return reading;
}

function drawSent() {
  const place = byId("room-sent");
  const count = pending.length;
  const text = trouble === "offline"
    ? (count ? filled(says.offline, { count }) : says.offline_none)
    : trouble ? filled(says[trouble], { count })
      : count ? filled(isSending ? says.sending : says.waiting, { count }) : says.sent;
  place.hidden = false;
  place.dataset.trouble = trouble || (count ? "waiting" : "");
  if (place.firstChild?.textContent !== text) place.replaceChildren(text);
  const link = place.querySelector("a");
  if (trouble === "signed_out" && !link) {
    const way = document.createElement("a");
    way.href = addresses.sign_in;
    way.textContent = says.sign_in;
    place.append(" ", way);
  }
  byId("room-forget").hidden = count > 0 || !words().session?.ended_at || !canKeep();
}

function complain(sentence) {
  const box = document.createElement("div");
  box.className = "message tone-error";
  const text = document.createElement("p");
  text.textContent = sentence;
  box.setAttribute("role", "alert");
  box.append(text);
  byId("room-messages").append(box);
}

function follow() {
  const reading = draw();
  if (reading.current !== current) {
    turnTo(rowOf(reading.current), rowOf(current));
    current = reading.current;
  }
  return reading;
}

/* Touching */

async function said(change, back) {
  const old = change.item === "" ? words().session : words().items[change.item];
  const at = Math.max(Math.floor(now()), old ? Date.parse(old.at) + 1 : 0);
  const whole = { id: newId(), at: new Date(at).toISOString(), ...change };
  pending = [...pending, whole];
  if (back) undo = [...undo, back].slice(-MOST_UNDONE);
  follow();
  await keep(room, whole, standing());
  others?.postMessage("changed");
  awake();
  exchange();
}

function asBefore(item) {
  const word = words().items[item];
  return word
    ? { item, state: word.state, seconds: word.seconds, note: word.note }
    : { item, state: "planned", seconds: null, note: "" };
}

function asSessionWas() {
  const { session } = words();
  return { item: "", started_at: session?.started_at ?? null, ended_at: session?.ended_at ?? null };
}

function sayWhatIsOn() {
  const reading = readClock(data.items, words(), now());
  const on = data.items.find((item) => item.id === reading.current);
  return on ? filled(says.now, on) : says.none_left;
}

async function touch(id, state, { seconds, note } = {}) {
  const item = data.items.find((one) => one.id === id);
  if (!item) return;
  const back = asBefore(id);
  const counted = state === "planned" || state === "skipped" || seconds === undefined
    ? secondsOfTouch(words(), item, state, now())
    : seconds;
  await said({ item: id, state, seconds: counted, note: note ?? back.note }, back);
  say(filled(says.touched, { title: item.title, state: says[`state_${state}`] }), sayWhatIsOn());
}

async function setClock(started_at, ended_at, sentence) {
  const back = asSessionWas();
  await said({ item: "", started_at, ended_at }, back);
  say(sentence, started_at && !ended_at ? sayWhatIsOn() : "");
}

const acts = {
  start: () => setClock(new Date(now()).toISOString(), null, says.started),
  end: () => {
    const { started_at } = words().session;
    const end = Math.max(Math.floor(now()), Date.parse(started_at));
    return setClock(started_at, new Date(end).toISOString(), says.ended);
  },
  reopen: () => setClock(words().session.started_at, null, says.reopened),
  undo: async () => {
    const back = undo.at(-1);
    if (!back) return say(says.nothing_to_undo);
    undo = undo.slice(0, -1);
    await said(back);
    return say(says.undone, isRunning(words()) ? sayWhatIsOn() : "");
  },
};

function act(name, item) {
  if (acts[name]) return acts[name]();
  return touch(item, name);
}

for (const form of document.querySelectorAll("form[data-acts]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = event.submitter?.value;
    if (name) act(name, form.querySelector("[name=item]")?.value);
  });
}

byId("room-items").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const id = form.querySelector("[name=item]").value;
  const state = form.querySelector("input[type=radio]:checked")?.value ?? "planned";
  const minutes = form.querySelector("input[type=number]");
  const note = form.querySelector("textarea").value.trim();
  if (!minutes.reportValidity()) return;
  const word = words().items[id];
  const before = word && word.seconds !== null ? Math.floor((word.seconds + 30) / 60) : null;
  const typed = minutes.value === "" || Number(minutes.value) === before ? undefined : Number(minutes.value) * 60;
  await touch(id, state, { seconds: typed, note });
  form.closest("details").open = false;
  form.closest("details").querySelector("summary").focus();
  say(says.note_saved);
});

byId("room-items").addEventListener("toggle", (event) => {
  const form = event.target.matches(".room-hand[open]") && event.target.querySelector("form");
  if (form) fillForm(form, form.querySelector("[name=item]").value, words());
}, true);

/* Sending */

async function exchange() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  try {
    const told = await hear(addresses);
    ({ offset } = told);
    take(told.words, []);
    if (told.revision !== data.revision) complain(says.plan_changed);
    data.revision = told.revision;
    const before = trouble;
    trouble = "";
    await settle(room, standing(), []);
    await sendAll(told.token);
    wait = 5_000;
    if (before && !pending.length) say(says.sent);
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    if (trouble !== error.message) say(filled(says[error.message], { count: pending.length }));
    trouble = error.message;
    wait = Math.min(wait * 2, LONGEST_WAIT);
  } finally {
    isSending = false;
    follow();
    timer = setTimeout(exchange, pending.length ? wait : EVERY);
  }
}

async function sendAll(token) {
  while (pending.length) {
    drawSent();
    const answer = await send(addresses, token, pending);
    const settled = [...answer.taken, ...answer.refused.map((one) => one.id)];
    if (!settled.some((id) => pending.some((one) => one.id === id))) return;
    take(answer.words, settled);
    for (const one of answer.refused) complain(filled(says.refused, one));
    await settle(room, standing(), settled);
    others?.postMessage("changed");
  }
}

function take(stand, settled) {
  heard = merged(stand, settled.length ? [] : changesOf(heard));
  pending = pending.filter((one) => !settled.includes(one.id));
}

/* The device */

const awake = "wakeLock" in navigator
  ? stayAwake(() => byId("room-wake").checked && isRunning(words()))
  : () => {};

function setUpTools() {
  byId("room-tools").hidden = false;
  document.querySelector('[data-tool="wake"]').hidden = !("wakeLock" in navigator);
  remembered(byId("room-wake"), "wake", awake);
  remembered(byId("room-large"), "large", () => {
    document.documentElement.classList.toggle("room-large", byId("room-large").checked);
  });
  remembered(byId("room-keys"), "keys", () => {
    document.querySelector(".room-keys").hidden = !byId("room-keys").checked;
  });
  byId("room-forget").addEventListener("click", async () => {
    await forgetPage(room);
    await forget(room);
    byId("room-kept").textContent = says.removed;
    say(says.removed);
  });
}

function turnNotes() {
  const details = rowOf(current)?.querySelector(".room-details");
  if (details) details.open = !details.open;
}

function walk(step) {
  const all = [...document.querySelectorAll(".room-details > summary")];
  const at = all.findIndex((one) => one === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((one) => one.closest("li").dataset.item === current) - step;
  all[Math.min(all.length - 1, Math.max(0, from + step))].focus();
}

function tellTime() {
  const reading = readClock(data.items, words(), now());
  say(
    `${face(now())}.`,
    reading.current ? `${leftWords(says, reading.left)}.` : "",
    isRunning(words()) ? `${driftWords(says, reading.behind)}.` : "",
  );
}

const touchNow = (state) => (current ? touch(current, state) : undefined);
const keys = {
  d: () => touchNow("done"),
  s: () => touchNow("shortened"),
  x: () => touchNow("skipped"),
  u: () => acts.undo(),
  n: turnNotes,
  j: () => walk(1),
  k: () => walk(-1),
  t: tellTime,
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping) return;
  const key = byId("room-keys").checked && keys[event.key.toLowerCase()];
  if (!key) return;
  event.preventDefault();
  key();
});

/* Beginning */

async function fromStore() {
  const found = await recall(room);
  pending = found.pending;
  heard = merged(heard, found.standing ? changesOf(found.standing.words) : []);
  undo = found.standing?.undo ?? undo;
  offset = found.standing?.offset ?? offset;
}

async function keepForLater() {
  if (!canKeep()) {
    byId("room-kept").textContent = says.not_kept;
    return;
  }
  try {
    if ((await keepPage(data)) || (await isKept(room))) byId("room-kept").textContent = says.kept;
  } catch {
    if (await isKept(room)) byId("room-kept").textContent = says.kept;
  }
}

function tick() {
  const reading = drawClock(data, words(), now(), face);
  if (reading.current && reading.left <= 0 && toldOfTime !== reading.current) {
    toldOfTime = reading.current;
    const { title } = data.items.find((item) => item.id === reading.current);
    if (reading.left > -5) say(filled(says.time_is_up, { title }));
  }
}

document.documentElement.classList.add("with-script");
await fromStore();
current = readClock(data.items, words(), now()).current;
draw();
turnTo(rowOf(current), null);
setUpTools();
setInterval(tick, 1000);
others?.addEventListener("message", async () => {
  await fromStore();
  follow();
});
window.addEventListener("online", exchange);
window.addEventListener("offline", exchange);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") exchange();
});
await Promise.all([exchange(), keepForLater()]);
