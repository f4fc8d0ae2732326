/* Small comforts. Every page works without this file. */
"use strict";

/* The reader's zone: remembered for the next page, and added to the dates of this one. A zone chosen
   on /zone/ lives in a cookie that scripts can't change, so it wins. */
(function readerZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  const root = document.documentElement;
  if (root.dataset.readerZone) return;
  const parts = (moment, timeZone, options) =>
    new Intl.DateTimeFormat(root.lang, { timeZone, ...options }).format(moment);
  /* Each English knows the short names of its own part of the world: CEST, PDT, AEST. */
  const word = (moment) =>
    ["en-US", "en-GB", "en-AU", "en-CA", "en-IN", "en-ZA"]
      .map((locale) =>
        new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" })
          .formatToParts(moment)
          .find((part) => part.type === "timeZoneName").value)
      .reduce((found, name) => (found.startsWith("GMT") ? name : found))
      .replace(/^GMT(?=.)/, "UTC");
  const clock = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  document.querySelectorAll(".when[data-start]").forEach((place) => {
    const start = new Date(place.dataset.start);
    try {
      if (parts(start, zone, clock) === parts(start, place.dataset.zone, clock)) return;
    } catch {
      return;
    }
    const english = root.lang.startsWith("en");
    const day = parts(start, zone, english
      ? { weekday: "short", month: "short", day: "numeric" }
      : { weekday: "long", month: "long", day: "numeric" });
    const time = parts(start, zone, { hour: english ? "numeric" : "2-digit", minute: "2-digit" })
      .replace(/\s?([AP])M/, (_, half) => ` ${half.toLowerCase()}m`);
    const note = document.createElement("span");
    note.className = "for-you";
    note.textContent = " " + place.dataset.forYou.replace("%s", `${day}, ${time} ${word(start)}`);
    place.append(note);
  });
})();

/* A menu closes on Escape and on a click elsewhere. */
(function menus() {
  const close = (except) =>
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  document.addEventListener("click", (event) => close(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();

/* <a data-dialog="id" href="..."> asks in place; without this file the link's own page asks. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
});

/* An error summary gets the focus, also where htmx put it. */
document.addEventListener("htmx:afterSettle", (event) => {
  const summary = event.target.querySelector && event.target.querySelector(".error-summary");
  if (summary) summary.focus();
});

/* Signing out takes the rooms that are kept for a dead network off this device, but for those of
   which something is on this device alone (delivery/store.js marks them). */
(function leave() {
  if (!("caches" in window)) return;
  const isUnsent = (name) => {
    try {
      return localStorage.getItem(`room-unsent ${name.slice("room ".length)}`) !== null;
    } catch {
      return false;
    }
  };
  async function forgetRooms() {
    const rooms = (await caches.keys()).filter((name) => name.startsWith("room ") && !isUnsent(name));
    await Promise.all(rooms.map((name) => caches.delete(name)));
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!/\/logout\/$/.test(new URL(form.action).pathname)) return;
    event.preventDefault();
    const late = new Promise((resolve) => setTimeout(resolve, 2000));
    Promise.race([forgetRooms(), late]).catch(() => {}).finally(() => form.submit());
  });
})();
