"use strict";
// Comfort only: every page works without it.
(function () {
  const press = (id) => {
    const target = document.getElementById(id);
    if (target) { target.click(); }
    return Boolean(target);
  };
  const keys = { j: "next", k: "previous", c: "confirm", d: "dismiss", u: "undo" };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.body.classList.add("no-records");
      if (document.activeElement instanceof HTMLElement) { document.activeElement.blur(); }
      return;
    }
    const element = event.target;
    const isTyping = element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "/") {
      document.getElementById("top-search").focus();
      event.preventDefault();
    } else if (event.key === "j" && !document.getElementById("next")) {
      step(1);
    } else if (event.key === "k" && !document.getElementById("previous")) {
      step(-1);
    } else if (Object.prototype.hasOwnProperty.call(keys, event.key) && press(keys[event.key])) {
      event.preventDefault();
    }
  });
  const step = (by) => {
    const items = Array.from(document.querySelectorAll("#list a.item"));
    if (items.length === 0) { return; }
    const at = items.indexOf(document.activeElement);
    items[Math.min(Math.max(at + by, 0), items.length - 1)].focus();
  };
  document.addEventListener("pointermove", () => document.body.classList.remove("no-records"), { passive: true });
})();
