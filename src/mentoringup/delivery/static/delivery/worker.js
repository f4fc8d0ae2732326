/* Gives a room's page from this device where the network doesn't. Its scope is one room; it holds
   no version of its own: pages keep themselves and what they are made of (device.js). */
"use strict";

const PATIENCE = 4000;
const PIECES = new Set(["style", "script", "font", "image"]);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const copyOf = (request) =>
  caches.match(request.url, { ignoreSearch: true, ignoreVary: true });

async function page(request) {
  const copy = await copyOf(request);
  if (!copy) return fetch(request);
  const late = new Promise((resolve) => {
    setTimeout(() => resolve(copy), PATIENCE);
  });
  const fresh = fetch(request)
    .then((answer) => (answer.status >= 500 ? copy : answer))
    .catch(() => copy);
  return Promise.race([fresh, late]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (PIECES.has(request.destination)) {
    event.respondWith(copyOf(request).then((copy) => copy ?? fetch(request)));
  }
});
