/* The board by keyboard and by drag. Each key and each drop presses a button or sends a form of the
   page, so nothing here can do what the page can't do without it. */
"use strict";

(function planBoard() {
  const board = () => document.getElementById("plan-board");
  if (!board()) return;
  const DEEDS = {
    "Alt+ArrowUp": (item) => press(item, "up"),
    "Alt+ArrowDown": (item) => press(item, "down"),
    "Alt+ArrowLeft": (item) => aside(item, -1),
    "Alt+ArrowRight": (item) => aside(item, 1),
    s: (item) => press(item, "shorten") || press(item, "restore"),
    l: (item) => press(item, "lock") || press(item, "unlock"),
    Delete: (item) => press(item, "remove"),
  };
  let lookAt = "";
  let dragged = "";
  let isBusy = false;
  const waiting = [];

  function enhance() {
    board().querySelectorAll(".plan-item").forEach((item) => {
      item.tabIndex = 0;
      item.draggable = !("locked" in item.dataset);
      item.setAttribute("aria-describedby", "plan-help");
    });
    document.getElementById("plan-help").hidden = false;
  }

  function press(item, name) {
    const button = item.querySelector(`button[name="do"][value="${name}"]`);
    if (button && !button.disabled) {
      lookAt = item.id;
      button.click();
      return true;
    }
    return false;
  }

  function send(item, session, position) {
    const form = document.getElementById("plan-move");
    const say = (name, value) => {
      form.querySelector(`[name="${name}"]`).value = value;
    };
    say("item", item);
    say("session", session);
    say("position", String(position));
    lookAt = item;
    form.requestSubmit();
  }

  function aside(item, by) {
    const lists = [...board().querySelectorAll(".plan-items")];
    const list = item.closest(".plan-items");
    const target = lists[lists.indexOf(list) + by];
    if (!target || "locked" in item.dataset) return;
    const place = [...list.querySelectorAll(".plan-item")].indexOf(item);
    send(item.id, target.dataset.session, place);
  }

  document.addEventListener("keydown", (event) => {
    const item = event.target.closest && event.target.closest(".plan-item");
    if (!item || event.target !== item || event.ctrlKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = (event.altKey ? "Alt+" : "") + key;
    if (!(name in DEEDS)) return;
    event.preventDefault();
    if (isBusy) waiting.push([item.id, name]);
    else DEEDS[name](item);
  });

  /* One change at a time: each is made on the plan that the one before it left. */
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target !== board()) return;
    if (isBusy) event.preventDefault();
    isBusy = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.failed && event.detail.xhr.status !== 409 && event.detail.xhr.status !== 422) {
      isBusy = false;
      waiting.length = 0;
    }
  });

  /* Drag */
  function unmark() {
    document.querySelectorAll(".drop-before, .drop-at-end").forEach((one) =>
      one.classList.remove("drop-before", "drop-at-end"));
  }

  function dropPlace(list, y) {
    const items = [...list.querySelectorAll(".plan-item")].filter((one) => one.id !== dragged);
    const place = items.findIndex((one) => {
      const box = one.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    return { items, place: place === -1 ? items.length : place };
  }

  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest && event.target.closest(".plan-item[draggable='true']");
    if (!item) return;
    dragged = item.id;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.id);
    item.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const session = dragged && event.target.closest && event.target.closest(".plan-session");
    if (!session) return;
    event.preventDefault();
    unmark();
    const list = session.querySelector(".plan-items");
    const { items, place } = dropPlace(list, event.clientY);
    if (place < items.length) items[place].classList.add("drop-before");
    else list.classList.add("drop-at-end");
  });
  document.addEventListener("drop", (event) => {
    const session = dragged && event.target.closest && event.target.closest(".plan-session");
    if (!session) return;
    event.preventDefault();
    const list = session.querySelector(".plan-items");
    send(dragged, list.dataset.session, dropPlace(list, event.clientY).place);
  });
  document.addEventListener("dragend", () => {
    unmark();
    document.querySelectorAll(".is-dragged").forEach((one) => one.classList.remove("is-dragged"));
    dragged = "";
  });

  /* After a change: say it, let every form know the revision, and put the focus back. */
  document.addEventListener("htmx:afterSettle", () => {
    if (!board()) return;
    enhance();
    const { said, lookAt: asked, revision } = board().dataset;
    document.getElementById("plan-said").textContent = said || "";
    document.querySelectorAll("[data-revision]:not(#plan-board)").forEach((field) => {
      field.value = revision;
    });
    const summary = board().querySelector(".error-summary");
    const isLost = document.activeElement === document.body || !document.activeElement;
    if (!summary && (lookAt || isLost)) {
      const wanted = document.getElementById(lookAt) || document.getElementById(asked || "");
      if (wanted) wanted.focus();
    }
    lookAt = "";
    isBusy = false;
    if (summary) waiting.length = 0;
    const [id, name] = waiting.shift() || [];
    const next = id && document.getElementById(id);
    if (next) DEEDS[name](next);
  });

  enhance();
})();
