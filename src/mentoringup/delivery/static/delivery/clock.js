/* The rules of `merging.py` and `clock.py` once more, for where no server answers. A journey holds
   the two together. Moments of the clock are milliseconds; words are as the server sends them. */

const ms = (moment) => (moment === null || moment === undefined ? null : Date.parse(moment));

const rank = (word) =>
  word.item === ""
    ? [ms(word.at), word.id, ms(word.started_at) ?? -Infinity, ms(word.ended_at) ?? -Infinity]
    : word.note === undefined
      ? [ms(word.at), word.id, word.state, word.seconds ?? -1]
      : [ms(word.at), word.id, word.note];

function isHigher(one, other) {
  if (!other) return true;
  const [a, b] = [rank(one), rank(other)];
  const place = a.findIndex((value, index) => value !== b[index]);
  return place >= 0 && a[place] > b[place];
}

const LONGEST = 24 * 60 * 60;

/* What a change says of the item, and what of its note: each has a latest word of its own. */
const ofState = ({ id, item, at, state, seconds }) => ({ id, item, at, state, seconds });
const ofNote = ({ id, item, at, note }) => ({ id, item, at, note });

/** The words after these changes, in whatever order they come. */
export function merged(words, changes) {
  let session = words.session;
  const [items, notes] = [{ ...words.items }, { ...words.notes }];
  for (const change of changes) {
    const { item } = change;
    if (item === "") {
      if (isHigher(change, session)) session = change;
      continue;
    }
    if (change.state !== undefined && isHigher(ofState(change), items[item])) {
      items[item] = ofState(change);
    }
    if (change.note !== undefined && isHigher(ofNote(change), notes[item])) {
      notes[item] = ofNote(change);
    }
  }
  return { session, items, notes };
}

/** All that words say, as changes. */
export const changesOf = (words) => [
  ...(words.session ? [words.session] : []),
  ...Object.values(words.items),
  ...Object.values(words.notes ?? {}),
];

export const noteOn = (words, item) => words.notes[item]?.note ?? "";

export const stateOf = (words, item) => words.items[item]?.state ?? "planned";

export const isRunning = ({ session }) => Boolean(session?.started_at && !session.ended_at);

export function elapsed({ session }, now) {
  if (!session?.started_at) return 0;
  return Math.max(0, Math.floor(((ms(session.ended_at) ?? now) - ms(session.started_at)) / 1000));
}

export function unaccounted(words, now, but = "") {
  const taken = Object.values(words.items)
    .filter((word) => word.item !== but)
    .reduce((sum, word) => sum + (word.seconds ?? 0), 0);
  return Math.max(0, elapsed(words, now) - taken);
}

/** What the clock says, in seconds. */
export function readClock(items, words, now) {
  const toCome = items.filter((item) => stateOf(words, item.id) === "planned");
  const past = elapsed(words, now);
  const running = unaccounted(words, now);
  const isOn = isRunning(words);
  const current = isOn && toCome.length ? toCome[0] : null;
  const after = current ? toCome.slice(1) : toCome;
  const sum = (all) => all.reduce((total, item) => total + item.minutes * 60, 0);
  const left = current ? current.minutes * 60 - running : 0;
  const remaining = sum(after) + Math.max(0, left);
  return {
    current: current?.id ?? "",
    next: after[0]?.id ?? "",
    elapsed: past,
    running,
    left,
    behind: isOn ? past + remaining - sum(items) : 0,
    remaining,
  };
}

/** How long an item took that gets this state with one touch. */
export function secondsOfTouch(words, item, state, now) {
  if (state === "planned") return null;
  if (state === "skipped") return 0;
  const told = words.items[item.id]?.seconds;
  if (told) return told;
  if (!isRunning(words)) return item.minutes * 60;
  return Math.min(LONGEST, unaccounted(words, now, item.id));
}

/** When each item to come begins, if all goes as planned from now. */
export function expectedStarts(items, words, now, announced) {
  const isOn = isRunning(words);
  let moment = ms(announced);
  if (words.session?.started_at) moment = isOn ? now - unaccounted(words, now) * 1000 : null;
  const starts = {};
  for (const item of items) {
    if (moment === null || stateOf(words, item.id) !== "planned") continue;
    const isFirst = Object.keys(starts).length === 0;
    starts[item.id] = moment;
    moment += item.minutes * 60_000;
    if (isFirst && isOn) moment = Math.max(moment, now);
  }
  return starts;
}
