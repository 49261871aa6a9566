// Keys for the page. Everything they do, a link or a button of the page does as well.
"use strict";

const store = {
  get isOn() { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } },
  set isOn(value) { try { localStorage.setItem("keys", value ? "on" : "off"); } catch { /* private window */ } },
};
const root = document.documentElement;
const legend = document.getElementById("legend");
const keysOn = document.getElementById("keys-on");
let isSent = false;

function showKeys() {
  root.classList.toggle("has-keys", store.isOn);
  keysOn.checked = store.isOn;
}

// An Arabic layout has no Latin letter on the key: its place on the keyboard counts then.
function readKey(event) {
  const isLatin = /^[ -~]$/.test(event.key);
  const letter = /^Key([A-Z])$/.exec(event.code);
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  if (isLatin) return event.key.toLowerCase();
  if (event.key.length === 1 && letter) return letter[1].toLowerCase();
  if (event.key.length === 1 && digit) return digit[1];
  if (event.key === "؟") return "?";
  return event.key;
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=checkbox])");
}

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const place = rows.indexOf(document.activeElement);
  const next = place < 0 ? (step > 0 ? 0 : rows.length - 1) : place + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)].focus();
  return true;
}

function openPanel(panel) {
  for (const other of document.querySelectorAll(".drop[open]")) if (other !== panel) other.open = false;
  panel.open = true;
  panel.querySelector("textarea, select, fieldset button").focus();
}

function closePanel() {
  const panel = document.querySelector(".drop[open]");
  if (panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
}

function press(key) {
  if (key === "j" && moveRow(1)) return true;
  if (key === "k" && moveRow(-1)) return true;
  const focused = document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  if (focused) { focused.focus(); focused.select(); return true; }
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) {
    if (key === "/") { location.assign("/#search"); return true; }
    return false;
  }
  // A digit is a reason only while the reasons are shown.
  if (target.closest(".panel") && !target.closest(".drop").open) return false;
  if (target.matches("details")) openPanel(target); else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = readKey(event);
  if (key === "Escape" && !legend.open) {
    if (document.querySelector(".drop[open]")) closePanel(); else if (isTyping(event.target)) event.target.blur();
    return;
  }
  if (!store.isOn || event.repeat || legend.open || isTyping(event.target)) return;
  if (press(key)) event.preventDefault();
});

// A decision is sent once, however often its key is struck while the next page loads.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (isSent) event.preventDefault();
  isSent = true;
});
window.addEventListener("pageshow", () => { isSent = false; });

for (const button of document.querySelectorAll("[data-dialog]")) {
  button.addEventListener("click", () => { legend.showModal(); });
}
for (const panel of document.querySelectorAll(".drop")) {
  panel.addEventListener("toggle", () => { if (panel.open) openPanel(panel); });
}
keysOn.addEventListener("change", () => { store.isOn = keysOn.checked; showKeys(); });
showKeys();
if (location.hash === "#search") document.getElementById("search")?.focus();
