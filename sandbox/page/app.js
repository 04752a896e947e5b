// The page as a whole: takes the state as the server tells it and shows it. What a test may rely on
// (ids, classes, data attributes) is listed in sandbox/page_api.py.
import { $, showToast, writeDate } from "./dom.js";
import { startChat, openChat, speaker, updateChat } from "./chat.js";
import { readClock, showControls, startControls } from "./controls.js";
import { showList, startList } from "./list.js";

let state = null;
let lastToast = null;
const { title } = document;
// The open chat is in the address, so that a reload or a bookmark comes back to it.
const chosen = () => Number(location.hash.slice(1)) || null;

function show() {
  const unread = state.chats.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${title}`;
  showControls(state);
  showList(state.chats, chosen(), writeDate(readClock()));
  const chat = state.chats.find((each) => each.id === chosen());
  if (chat) updateChat(chat, { freshness: [chat.version, state.menus, state.counters.pending].join(), botName: state.botName });
  showToasts(chat);
}

function showToasts(chat) {
  const newest = state.toasts.at(-1)?.id ?? 0;
  if (lastToast !== null && chat) {
    for (const toast of state.toasts) if (toast.id > lastToast && toast.person === speaker()) showToast(toast.text);
  }
  lastToast = newest;
}

function turn() {
  const chat = state?.chats.find((each) => each.id === chosen()) ?? null;
  document.body.classList.toggle("in-chat", Boolean(chat));
  openChat(chat);
  if (state) show();
}

function listen() {
  const events = new EventSource("/api/events");
  events.onmessage = ({ data }) => {
    const first = state === null;
    state = JSON.parse(data);
    $("#offline").hidden = true;
    if (first) turn();
    else show();
  };
  events.onerror = () => { $("#offline").hidden = false; };
}

startControls();
startList((id) => { location.hash = id; });
startChat(() => {
  const left = chosen();
  history.replaceState(null, "", location.pathname);
  turn();
  $(`[data-person="${left}"]`)?.focus();
});
addEventListener("hashchange", turn);
document.addEventListener("visibilitychange", () => { if (state && !document.hidden) show(); });
listen();
