// The list of people and groups on the left: sections, search, snippets, unread badges.
import { $, el, fold, writeDate, writeInitials, writeTime } from "./dom.js";

const SECTIONS = {
  leaders: "Lãnh đạo",
  work_groups: "Tổ công tác",
  units: "Đơn vị",
  groups: "Nhóm",
  strangers: "Người lạ",
};
const FILES = { document: "Tệp", photo: "Ảnh", sticker: "Nhãn dán" };
const items = new Map();
let openChat = () => {};
let shown = { chats: [], chosen: null };

export function startList(open) {
  openChat = open;
  for (const [section, label] of Object.entries(SECTIONS)) {
    $("#sections").append(
      el("section", { id: `section-${section}`, hidden: true, "aria-label": label },
        el("h2", {}, label, el("span", { className: "count" })), el("ul")),
    );
  }
  $("#search").addEventListener("input", filterList);
  $("#unread-switch").addEventListener("change", filterList);
  $("#people").addEventListener("keydown", walkList);
}

export function showList(chats, chosen, today) {
  shown = { chats, chosen };
  for (const chat of chats) {
    const item = items.get(chat.id) ?? addItem(chat);
    const look = JSON.stringify([chat.title, chat.newest, chat.unread, chat.blocked, chat.movedTo, today]);
    if (item.look !== look) fillItem(item, chat, today);
    item.look = look;
    item.button.classList.toggle("chosen", chat.id === chosen);
    if (chat.id === chosen) item.button.setAttribute("aria-current", "true");
    else item.button.removeAttribute("aria-current");
  }
  const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
  $("#unread-total").textContent = unread ? `(${unread})` : "";
  filterList();
}

function addItem(chat) {
  const button = el("button", { className: "person", "data-person": chat.id });
  button.addEventListener("click", () => openChat(chat.id));
  const item = { button, row: el("li", {}, button), folded: fold(chat.title) };
  $(`#section-${chat.section} ul`).append(item.row);
  items.set(chat.id, item);
  return item;
}

function fillItem({ button }, chat, today) {
  const { newest } = chat;
  const when = newest && (writeDate(newest.at) === today ? writeTime(newest.at) : writeDate(newest.at).slice(0, -5));
  button.replaceChildren(...[
    el("span", { className: "avatar", "aria-hidden": "true" }, writeInitials(chat)),
    el("span", { className: "title" }, chat.title),
    el("span", { className: "when" }, when ?? ""),
    el("span", { className: "snippet" }, writeSnippet(chat)),
    chat.unread ? el("span", { className: "badge", "aria-label": `${chat.unread} tin chưa đọc` }, String(chat.unread)) : null,
  ].filter(Boolean));
}

function writeSnippet({ newest, blocked, movedTo }) {
  if (blocked) return "Đã chặn trợ lý";
  if (movedTo) return "Đã chuyển thành siêu nhóm";
  if (!newest) return "Chưa có tin nhắn";
  const file = newest.file ? `[${FILES[newest.file]}] ` : "";
  const text = newest.service ? "Thay đổi trong nhóm" : newest.text;
  return `${newest.mine ? "→ " : ""}${file}${text}`;
}

function filterList() {
  const words = fold($("#search").value.trim()).split(/\s+/);
  const unreadOnly = $("#unread-switch").checked;
  let found = 0;
  for (const chat of shown.chats) {
    const item = items.get(chat.id);
    const wanted = words.every((word) => item.folded.includes(word));
    item.row.hidden = !wanted || (unreadOnly && !chat.unread && chat.id !== shown.chosen);
    found += !item.row.hidden;
  }
  $("#nobody").hidden = found > 0;
  for (const section of Object.keys(SECTIONS)) countSection(section);
}

function countSection(section) {
  const element = $(`#section-${section}`);
  const rows = [...element.querySelectorAll("li")].filter((row) => !row.hidden);
  element.hidden = rows.length === 0;
  element.querySelector(".count").textContent = String(rows.length);
}

function walkList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...document.querySelectorAll(".person")].filter((button) => button.offsetParent);
  const place = buttons.indexOf(document.activeElement) + step;
  if (place < 0) $("#search").focus();
  else buttons[Math.min(place, buttons.length - 1)]?.focus();
  event.preventDefault();
}
