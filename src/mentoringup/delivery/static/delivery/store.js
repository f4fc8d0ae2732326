/* What this device keeps: changes that are not sent yet, those that were refused, notes that are half
   typed, and how each room stood when it last heard. Where a browser keeps nothing (some private
   windows), it lasts as long as the page. */

const kept = { changes: new Map(), rooms: new Map(), drafts: new Map() };
const UNSENT = "room-unsent ";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("mentoringup-room", 2);
    request.onupgradeneeded = () => {
      const { result } = request;
      const have = (name) => result.objectStoreNames.contains(name);
      if (!have("changes")) result.createObjectStore("changes", { keyPath: "id" }).createIndex("room", "room");
      if (!have("rooms")) result.createObjectStore("rooms", { keyPath: "room" });
      if (!have("drafts")) result.createObjectStore("drafts", { keyPath: "id" }).createIndex("room", "room");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

let database;

async function within(mode, work) {
  try {
    database ??= await opened();
  } catch {
    return undefined;
  }
  return new Promise((resolve, reject) => {
    const turn = database.transaction(["changes", "rooms", "drafts"], mode);
    const request = work(turn);
    turn.commit?.(); // without waiting for the request: a page that is left at once loses nothing
    turn.oncomplete = () => resolve(request?.result);
    turn.onerror = turn.onabort = () => reject(turn.error);
  });
}

const plain = (value) => JSON.parse(JSON.stringify(value));

/** What signing out asks: whether something of a room is on this device alone. */
function mark(room, isUnsent) {
  try {
    if (isUnsent) localStorage.setItem(UNSENT + room, "yes");
    else localStorage.removeItem(UNSENT + room);
  } catch {
    /* signing out then finds no copy of the room either */
  }
}

const allOf = async (name, room) =>
  (await within("readonly", (turn) => turn.objectStore(name).index("room").getAll(room)))
  ?? [...kept[name].values()].filter((one) => one.room === room);

async function look(room) {
  mark(room, (await allOf("changes", room)).length + (await allOf("drafts", room)).length > 0);
}

/** A UUID for a change. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Keep a change, and how the room stands, at once. */
export async function keep(room, change, standing) {
  mark(room, true);
  kept.changes.set(change.id, { room, ...change });
  kept.rooms.set(room, standing);
  await within("readwrite", (turn) => {
    turn.objectStore("changes").put({ room, ...plain(change) });
    return turn.objectStore("rooms").put({ room, ...plain(standing) });
  });
}

/** Keep how the room stands, forget changes that the server has, and mark those it refused. */
export async function settle(room, standing, ids, refused = []) {
  ids.forEach((id) => kept.changes.delete(id));
  refused.forEach((one) => kept.changes.set(one.id, { room, ...one }));
  kept.rooms.set(room, standing);
  await within("readwrite", (turn) => {
    ids.forEach((id) => turn.objectStore("changes").delete(id));
    refused.forEach((one) => turn.objectStore("changes").put({ room, ...plain(one) }));
    return turn.objectStore("rooms").put({ room, ...plain(standing) });
  });
  await look(room);
}

/** Changes that are not sent yet, oldest first, those that were refused, and how the room stood. */
export async function recall(room) {
  const standing = await within("readonly", (turn) => turn.objectStore("rooms").get(room));
  const changes = await allOf("changes", room);
  changes.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const own = changes.map(({ room: _, ...change }) => change);
  return {
    pending: own.filter((one) => !one.reason),
    refused: own.filter((one) => one.reason),
    standing: standing ?? kept.rooms.get(room) ?? null,
  };
}

/** Keep a note that is half typed, and the note on which it began; no text forgets it. */
export async function draft(room, item, text, base = "") {
  const id = `${room} ${item}`;
  const one = { id, room, item, text, base };
  if (text === null) kept.drafts.delete(id);
  else kept.drafts.set(id, one);
  if (text !== null) mark(room, true);
  await within("readwrite", (turn) => {
    const drafts = turn.objectStore("drafts");
    return text === null ? drafts.delete(id) : drafts.put(one);
  });
  if (text === null) await look(room);
}

/** Notes of the room that are half typed, by item. */
export const drafts = async (room) =>
  new Map((await allOf("drafts", room)).map((one) => [one.item, one]));

/** Forget a room. */
export async function forget(room) {
  kept.rooms.delete(room);
  await within("readwrite", (turn) => turn.objectStore("rooms").delete(room));
}
