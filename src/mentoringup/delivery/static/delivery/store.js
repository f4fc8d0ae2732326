/* What this device keeps: changes that are not sent yet, and how each room stood when it last heard.
   Where a browser keeps nothing (some private windows), it lasts as long as the page. */

const kept = { changes: new Map(), rooms: new Map() };

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("mentoringup-room", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("changes", { keyPath: "id" }).createIndex("room", "room");
      request.result.createObjectStore("rooms", { keyPath: "room" });
    };
    request.onsuccess = () => resolve(request.result);
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
    const turn = database.transaction(["changes", "rooms"], mode);
    const request = work(turn);
    turn.oncomplete = () => resolve(request?.result);
    turn.onerror = turn.onabort = () => reject(turn.error);
  });
}

const plain = (value) => JSON.parse(JSON.stringify(value));

/** Keep a change, and how the room stands, at once. */
export async function keep(room, change, standing) {
  kept.changes.set(change.id, { room, ...change });
  kept.rooms.set(room, standing);
  await within("readwrite", (turn) => {
    turn.objectStore("changes").put({ room, ...plain(change) });
    return turn.objectStore("rooms").put({ room, ...plain(standing) });
  });
}

/** Keep how the room stands, and forget changes that the server has. */
export async function settle(room, standing, ids) {
  ids.forEach((id) => kept.changes.delete(id));
  kept.rooms.set(room, standing);
  await within("readwrite", (turn) => {
    ids.forEach((id) => turn.objectStore("changes").delete(id));
    return turn.objectStore("rooms").put({ room, ...plain(standing) });
  });
}

/** Changes that are not sent yet, oldest first, and how the room stood. */
export async function recall(room) {
  const found = await within("readonly", (turn) =>
    turn.objectStore("changes").index("room").getAll(room));
  const standing = await within("readonly", (turn) => turn.objectStore("rooms").get(room));
  const changes = found ?? [...kept.changes.values()].filter((one) => one.room === room);
  changes.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    pending: changes.map(({ room: _, ...change }) => change),
    standing: standing ?? kept.rooms.get(room) ?? null,
  };
}

/** Forget a room. */
export async function forget(room) {
  kept.rooms.delete(room);
  await within("readwrite", (turn) => turn.objectStore("rooms").delete(room));
}
