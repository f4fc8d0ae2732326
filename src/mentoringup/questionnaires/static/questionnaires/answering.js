/* A page of questions: conditions live, every letter saved, nothing lost without a network. The page
   works without this file; load it with <script type="module">.

   What the page gives (surveys/answering; the preview gives less):

   <form method="post" novalidate autocomplete="off" data-answering
         data-save-address="/a/REF/TOKEN/3/save/"   where this page's fields are posted; none: not saved
         data-home="/a/REF/TOKEN/"                  what all pages of this person begin with
         data-revision="7">                         of her draft as this page shows it; 0 at first
     {{ questions }}                                render_page's HTML, in its <div data-questions>
     {% include "questionnaires/save_state.html" %} the live region with its words
     <button>Next</button>
   </form>

   and on the page of thanks, where nothing may stay on the device: <div data-answered data-home="...">.

   Saving is POST of all the form's fields, as the form itself would post them, with the header
   `X-Answering: save`. The answer is JSON, and anything else counts as no network (a login page of a
   hotel is no save):
     200 {"revision": 8}                            saved
     200 {"revision": 8, "faults": {variable: sentence}}   saved but for these; they stay on the page
     4xx {"refused": "The survey closed ..."}       not now; the sentence is shown, what was typed stays on the device

   What an element needs is in its own attributes, written by `rendering`:
     data-show-if, data-show-operator, data-show-codes   shown only if that question's answer fits
     data-other-of, data-other-code                      typing here ticks that choice
     data-alone                                          ticking it unticks the others, and back
     data-counter, data-limit                            "12 of 10,000 characters"

   On the device are kept, under "answering <save address>", while they are not saved: the names and
   values of the questions' fields of that page, those that the server had, and its revision. */

const QUIET = 400;
const AT_THE_LATEST = 1000;
const AGAIN = 5000;
const KEPT = "answering ";
const CONTROLS = "input, textarea, select";

/* ---- Fields: a list of [name, value], as a form would post them ---- */

const questionsOf = (form) => form.querySelector("[data-questions]");
const controlsOf = (form) => [...questionsOf(form).querySelectorAll(CONTROLS)];
const isBox = (control) => control.type === "radio" || control.type === "checkbox";

function collect(form, isOn, valueOf) {
  const fields = {};
  for (const control of controlsOf(form)) {
    const given = (fields[control.name] ??= []);
    if (!isBox(control)) given.push(valueOf(control));
    else if (isOn(control) && control.value !== "") given.push(control.value);
  }
  return fields;
}

/** What the person sees now. */
const fieldsOf = (form) => collect(form, (box) => box.checked, (field) => field.value);

/** What the server sent with the page. */
const sentOf = (form) => collect(form, (box) => box.defaultChecked, (field) => field.defaultValue);

const isSame = (some, other) => JSON.stringify(some ?? []) === JSON.stringify(other ?? []);

function write(form, name, values) {
  for (const control of controlsOf(form).filter((one) => one.name === name)) {
    if (isBox(control)) control.checked = control.value !== "" && values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

/* ---- The device: everything here may fail, in private windows for one ---- */

function keep(address, entry) {
  try {
    localStorage.setItem(KEPT + address, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

function forget(address) {
  try {
    localStorage.removeItem(KEPT + address);
  } catch {
    /* then nothing was kept either */
  }
}

function kept(address) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + address));
  } catch {
    return null;
  }
}

function keptBelow(home) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(KEPT + home))
      .map((key) => key.slice(KEPT.length));
  } catch {
    return [];
  }
}

/* ---- The network ---- */

/** The server's word as JSON; null where nobody of ours answered. */
async function post(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "X-Answering": "save", Accept: "application/json" },
      redirect: "error",
    });
    const word = await answer.json();
    return answer.ok ? ("revision" in word ? word : null) : "refused" in word ? word : null;
  } catch {
    return null;
  }
}

/* ---- Conditions, other lines, counters ---- */

const answersTo = (form, name) => new FormData(form).getAll(name).filter((value) => value !== "");

function isShown(form, element) {
  const given = answersTo(form, element.dataset.showIf);
  const codes = (element.dataset.showCodes ?? "").split(" ");
  if (given.length === 0) return false;
  if (element.dataset.showOperator === "any-of") return given.some((one) => codes.includes(one));
  if (element.dataset.showOperator === "none-of") return !given.some((one) => codes.includes(one));
  return true;
}

/** In order, so that what hangs on something hidden is hidden too: its answer isn't sent. */
function showWhatFits(form) {
  for (const element of form.querySelectorAll("[data-show-if]")) {
    const shown = isShown(form, element);
    element.hidden = !shown;
    element.toggleAttribute("data-is-shown", shown);
    for (const control of element.querySelectorAll(CONTROLS)) control.disabled = !shown;
  }
}

function tickOther(form, line) {
  if (line.value === "") return;
  const { otherOf, otherCode } = line.dataset;
  const choice = controlsOf(form).find((one) => one.name === otherOf && one.value === otherCode);
  if (choice) choice.checked = true;
}

/** "None of these" stands alone. */
function tickAlone(form, box) {
  if (!box.checked) return;
  const isAlone = "alone" in box.dataset;
  for (const other of controlsOf(form)) {
    const isOne = other !== box && other.name === box.name && other.type === "checkbox";
    if (isOne && (isAlone || "alone" in other.dataset)) other.checked = false;
  }
}

function count(field) {
  const counter = document.getElementById(field.dataset.counter);
  const limit = Number(field.dataset.limit);
  const length = [...field.value].length;
  const told = new Intl.NumberFormat(document.documentElement.lang || "en");
  counter.textContent = counter.dataset.words
    .replace("%(count)s", told.format(length))
    .replace("%(limit)s", told.format(limit));
  counter.hidden = length === 0;
  counter.classList.toggle("is-over", length > limit);
}

function enliven(form) {
  const draw = (target) => {
    if (target.dataset.otherOf) tickOther(form, target);
    if (target.dataset.counter) count(target);
    if (target.type === "checkbox") tickAlone(form, target);
    showWhatFits(form);
  };
  form.addEventListener("input", (event) => draw(event.target));
  const drawAll = () => {
    for (const field of form.querySelectorAll("[data-counter]")) count(field);
    showWhatFits(form);
  };
  drawAll();
  return drawAll;
}

/* ---- Saving ---- */

/** Says how it stands; a screen reader hears a change, not every letter. */
function teller(form) {
  const place = form.querySelector("[data-save-state]");
  return (state, sentence = "") => {
    if (!place) return;
    place.dataset.saveState = state;
    const text = sentence || place.getAttribute(`data-words-${state}`) || "";
    const words = place.querySelector("[data-save-words]");
    if (words.textContent !== text) words.textContent = text;
  };
}

class Saver {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.saveAddress;
    this.base = sentOf(form);
    this.tell = teller(form);
    this.isUnsaved = this.isRefused = this.isOnlyHere = false;
    this.running = null;
    this.timer = this.since = 0;
  }

  /** Something changed: keep it here, save it soon. */
  changed() {
    const fields = fieldsOf(this.form);
    if (this.isRefused || (!this.running && !this.isUnsaved && isSame(fields, this.base))) return;
    this.isUnsaved = true;
    const entry = { revision: Number(this.form.dataset.revision), base: this.base, fields };
    this.isOnlyHere = !keep(this.address, entry);
    const now = Date.now();
    this.since ||= now;
    this.later(Math.max(0, Math.min(QUIET, this.since + AT_THE_LATEST - now)));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  /** Save until nothing is unsaved; whether that came true. */
  async save() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.isUnsaved || this.isRefused) return !this.isUnsaved;
    this.running = this.send();
    const isThrough = await this.running;
    this.running = null;
    if (isThrough && this.isUnsaved) return this.save();
    return isThrough;
  }

  async send() {
    const fields = fieldsOf(this.form);
    this.since = 0;
    const word = await post(this.address, new URLSearchParams(new FormData(this.form)));
    if (word === null) {
      this.tell(this.isOnlyHere ? "unkept" : "offline");
      this.later(AGAIN);
      return false;
    }
    if ("refused" in word) {
      this.isRefused = true;
      this.tell("refused", word.refused);
      return true;
    }
    this.saved(fields, word);
    return true;
  }

  saved(fields, word) {
    this.base = fields;
    this.form.dataset.revision = word.revision;
    if (!isSame(fields, fieldsOf(this.form))) return;
    this.isUnsaved = false;
    const isPart = Object.keys(word.faults ?? {}).length > 0;
    if (!isPart) forget(this.address);
    this.tell(isPart ? "part" : "saved");
  }

  /** Bring back what this device kept: each field that the server hasn't changed since. */
  restore() {
    const entry = kept(this.address);
    if (!entry) return false;
    const changed = Object.keys(entry.fields).filter(
      (name) =>
        isSame(this.base[name], entry.base[name]) && !isSame(entry.fields[name], this.base[name]),
    );
    for (const name of changed) write(this.form, name, entry.fields[name]);
    if (changed.length === 0) forget(this.address);
    return changed.length > 0;
  }

  /** Send what other pages kept, if nobody changed the draft since then. */
  async sendOthers() {
    for (const address of keptBelow(this.form.dataset.home ?? this.address)) {
      const entry = address === this.address ? null : kept(address);
      if (!entry || entry.revision !== Number(this.form.dataset.revision)) continue;
      const pairs = Object.entries(entry.fields).flatMap(([name, all]) => all.map((one) => [name, one]));
      const word = await post(address, new URLSearchParams(pairs));
      if (word === null) return;
      if (!("revision" in word)) continue;
      forget(address);
      this.form.dataset.revision = word.revision;
    }
  }
}

/** Going on waits for what isn't saved yet, and stays where there is no network. */
function watchLeaving(form, saver) {
  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    if (isLeaving || (!saver.isUnsaved && navigator.onLine)) {
      isLeaving = true;
      return;
    }
    event.preventDefault();
    const isSaved = await saver.save();
    if (!isSaved && !saver.isRefused) return;
    if (!navigator.onLine) {
      saver.tell("offline");
      return;
    }
    isLeaving = true;
    form.requestSubmit(event.submitter);
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
  });
  addEventListener("pagehide", () => {
    if (saver.isUnsaved && !isLeaving) {
      navigator.sendBeacon(saver.address, new URLSearchParams(new FormData(form)));
    }
  });
  addEventListener("beforeunload", (event) => {
    if (saver.isUnsaved && saver.isOnlyHere && !isLeaving) event.preventDefault();
  });
}

async function keepSaved(form, drawAll) {
  const saver = new Saver(form);
  form.addEventListener("input", () => saver.changed());
  form.addEventListener("change", () => saver.changed());
  addEventListener("online", () => saver.save());
  addEventListener("offline", () => saver.tell("offline"));
  watchLeaving(form, saver);
  const isBack = saver.restore();
  drawAll();
  await saver.sendOthers();
  if (!isBack) return;
  saver.changed();
  if (await saver.save()) saver.tell("restored");
}

for (const form of document.querySelectorAll("form[data-answering]")) {
  const drawAll = enliven(form);
  if (form.dataset.saveAddress) keepSaved(form, drawAll);
}
for (const { dataset } of document.querySelectorAll("[data-answered]")) {
  for (const address of keptBelow(dataset.home)) forget(address);
}
