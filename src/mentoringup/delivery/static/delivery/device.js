/* What a device can do beside showing the page: keep it for later, stay awake, make type larger. */

const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const cacheOf = (room) => `room ${room}`;

export const canKeep = () => "caches" in window && "serviceWorker" in navigator;

/** Keep the page and all it is made of; false if this browser can't, or if somebody is signed out. */
export async function keepPage({ room, addresses, assets }) {
  if (!canKeep()) return false;
  const registered = await navigator.serviceWorker.register(addresses.worker, { scope: room });
  const page = await fetch(room, { redirect: "manual", headers: { Accept: "text/html" } });
  if (!page.ok || page.redirected) return false;
  const cache = await caches.open(cacheOf(room));
  for (const asset of assets) {
    if (!HASHED.test(asset) || !(await cache.match(asset))) await cache.add(asset);
  }
  await cache.put(room, page);
  const wanted = new Set([room, ...assets]);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!wanted.has(pathname) && !wanted.has(request.url)) await cache.delete(request);
  }
  await isActive(registered);
  return true;
}

function isActive(registered) {
  const worker = registered.active ?? registered.waiting ?? registered.installing;
  if (worker.state === "activated") return Promise.resolve();
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => worker.state === "activated" && resolve());
  });
}

export const isKept = async (room) => canKeep() && caches.has(cacheOf(room));

export async function forgetPage(room) {
  await caches.delete(cacheOf(room));
  const registered = await navigator.serviceWorker.getRegistration(room);
  await registered?.unregister();
}

/** Keep the screen on while `isWanted` says so. */
export function stayAwake(isWanted) {
  let lock = null;
  async function look() {
    const wanted = isWanted() && document.visibilityState === "visible";
    if (wanted && (lock === null || lock.released)) {
      lock = await navigator.wakeLock.request("screen").catch(() => null);
    } else if (!wanted && lock) {
      await lock.release();
      lock = null;
    }
  }
  document.addEventListener("visibilitychange", look);
  return look;
}

/** A box that stays as it was left on this device. */
export function remembered(box, name, onChange) {
  const key = `room-${name}`;
  try {
    const before = localStorage.getItem(key);
    if (before !== null) box.checked = before === "yes";
  } catch {
    /* it is as the page has it */
  }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(key, box.checked ? "yes" : "no");
    } catch {
      /* for this time only */
    }
    onChange();
  });
  onChange();
}
