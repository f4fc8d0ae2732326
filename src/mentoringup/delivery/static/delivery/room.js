/* The live page with a script: one touch is one change, kept here first and sent when it can be. */

import { changesOf, isRunning, merged, noteOn, readClock, secondsOfTouch, stateOf } from "./clock.js";
import { canKeep, forgetPage, isKept, keepPage, remembered, stayAwake } from "./device.js";
import { complain, drawClock, drawWords, driftWords, faceOf, filled, fillForm, leftWords, readForm, turnTo } from "./drawing.js";
import { onKeys, walk } from "./keys.js";
import { drawRefused } from "./refused.js";
import { draft, drafts, forget, keep, newId, recall, settle } from "./store.js";
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
let refused = [];
let typed = new Map();
let { person } = data;
const forms = new Map();
let undo = [];
let offset = 0;
let wait = 5_000;
let timer = 0;
let isSending = false;
let beingKept = 0;
let trouble = "";
let current = "";
let toldOfTime = "";

const now = () => Date.now() + offset;
const words = () => merged(heard, pending);
const isMine = (change) => !change.who || change.who === person;
const mine = () => pending.filter(isMine);
const standing = () => ({ words: heard, offset, undo });
const others = "BroadcastChannel" in window ? new BroadcastChannel(`room ${room}`) : null;

function say(...sentences) {
  byId("room-voice").textContent = sentences.filter(Boolean).join(" ");
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
  const count = mine().length;
  const text = beingKept ? says.keeping : trouble === "offline"
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
  const waiting = pending.length - count;
  byId("room-others").hidden = waiting === 0;
  byId("room-others-text").textContent = waiting ? filled(says.of_others, { count: waiting }) : "";
  drawRefused(byId("room-refused"), refused.filter(isMine), { says, face, again, discard });
  byId("room-forget").hidden = pending.length + refused.length > 0 || !words().session?.ended_at || !canKeep();
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
  const [{ session, items, notes }, { item }] = [words(), change];
  const old = item === "" ? [session] : [items[item], change.note === undefined ? null : notes[item]];
  const after = old.filter(Boolean).map((word) => Date.parse(word.at) + 1);
  const at = Math.max(Math.floor(now()), ...after);
  const title = data.items.find((one) => one.id === item)?.title ?? "";
  const whole = { id: newId(), at: new Date(at).toISOString(), who: person, title, ...change };
  pending = [...pending, whole];
  if (back) undo = [...undo, back].slice(-MOST_UNDONE);
  beingKept += 1;
  follow();
  try {
    await keep(room, whole, standing());
  } catch {
    complain(says.not_saved);
  }
  beingKept -= 1;
  drawSent();
  others?.postMessage("changed");
  awake();
  exchange();
}

function asBefore(item) {
  const word = words().items[item];
  return { item, state: word?.state ?? "planned", seconds: word?.seconds ?? null };
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

async function touch(id, state, seconds) {
  const item = data.items.find((one) => one.id === id);
  if (!item) return;
  const back = asBefore(id);
  const counted = state === "planned" || state === "skipped" || seconds === undefined
    ? secondsOfTouch(words(), item, state, now())
    : seconds;
  await said({ item: id, state, seconds: counted }, back);
  say(filled(says.touched, { title: item.title, state: says[`state_${state}`] }), sayWhatIsOn());
}

async function setClock(started_at, ended_at, sentence) {
  const back = asSessionWas();
  await said({ item: "", started_at, ended_at }, back);
  say(sentence, started_at && !ended_at ? sayWhatIsOn() : "");
}

const acts = {
  start: () => (data.may_start ? setClock(new Date(now()).toISOString(), null, says.started) : complain(says.put_away)),
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
  if (!form.querySelector("input[type=number]").reportValidity()) return;
  const [before, { state, minutes, note }] = [forms.get(id), readForm(form)];
  const isSet = minutes !== "" && minutes !== before.minutes;
  if (state !== before.state || minutes !== before.minutes) {
    await touch(id, state, isSet ? Number(minutes) * 60 : undefined);
  }
  if (note !== before.note) await writeNote(id, note, before.note);
  typed.delete(id);
  await draft(room, id, null);
  form.closest("details").open = false;
  form.closest("details").querySelector("summary").focus();
  say(says.note_saved);
});

/** What somebody else wrote while this was typed stays, before it. */
async function writeNote(item, note, base) {
  const stands = noteOn(words(), item);
  const whole = stands === base ? note : [stands, note].filter(Boolean).join("\n");
  await said({ item, note: whole }, { item, note: stands });
}

byId("room-items").addEventListener("toggle", (event) => {
  const form = event.target.matches(".room-hand[open]") && event.target.querySelector("form");
  if (!form) return;
  const id = form.querySelector("[name=item]").value;
  forms.set(id, fillForm(form, id, words(), typed.get(id)));
}, true);

byId("room-items").addEventListener("input", (event) => {
  const form = event.target.matches("textarea") && event.target.form;
  if (!form) return;
  const id = form.querySelector("[name=item]").value;
  const [text, base] = [event.target.value, forms.get(id)?.note ?? noteOn(words(), id)];
  typed.set(id, { text, base });
  draft(room, id, text, base);
});

async function restoreTyped() {
  typed = await drafts(room);
  for (const id of typed.keys()) {
    const row = rowOf(id);
    if (!row) continue;
    row.querySelector(".room-details").open = true;
    row.querySelector(".room-hand").open = true;
  }
}

/* Sending */

async function exchange() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  try {
    const told = await hear(addresses);
    ({ offset, person } = told);
    take(told.words, []);
    if (told.revision !== data.revision) complain(says.plan_changed);
    ({ revision: data.revision, may_start: data.may_start } = told);
    const before = trouble;
    trouble = "";
    await settle(room, standing(), []);
    await sendAll(told);
    wait = 5_000;
    if (before && !mine().length) say(says.sent);
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    if (trouble !== error.message) say(filled(says[error.message], { count: mine().length }));
    trouble = error.message;
    wait = Math.min(wait * 2, LONGEST_WAIT);
  } finally {
    isSending = false;
    follow();
    timer = setTimeout(exchange, mine().length ? wait : EVERY);
  }
}

async function sendAll(told) {
  while (mine().length) {
    drawSent();
    const answer = await send(addresses, told, mine());
    const reasons = new Map(answer.refused.map((one) => [one.id, one.reason]));
    const held = pending.filter((one) => reasons.has(one.id))
      .map((one) => ({ ...one, reason: reasons.get(one.id) }));
    const settled = [...answer.taken, ...reasons.keys()];
    if (!settled.some((id) => pending.some((one) => one.id === id))) return;
    take(answer.words, settled);
    refused = [...refused, ...held];
    await settle(room, standing(), answer.taken, held);
    others?.postMessage("changed");
  }
}

async function drop(change) {
  refused = refused.filter((one) => one.id !== change.id);
  await settle(room, standing(), [change.id]);
  others?.postMessage("changed");
}

async function again(change) {
  const { id: _id, at: _at, reason: _reason, who: _who, ...rest } = change;
  await drop(change);
  await said(rest);
}

async function discard(change) {
  await drop(change);
  follow();
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
  j: () => walk(1, current),
  k: () => walk(-1, current),
  t: tellTime,
};

onKeys(keys, byId("room-keys"));

/* Beginning */

async function fromStore() {
  const found = await recall(room);
  ({ pending, refused } = found);
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
await restoreTyped();
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
