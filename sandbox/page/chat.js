// The open chat: its header, who speaks, the input box, the "/" menu, and what can be done with it.
import { $, el, fold, get, post, showToast, writeInitials } from "./dom.js";
import { followMessages, showMessages } from "./bubbles.js";

let chat = null; // what the state says of the open chat
let botName = "";
let loaded = null; // its messages and menu
let draft = null; // { kind: "reply" | "edit", message }
let busy = false;
let refreshAgain = false;
let typingEnds = 0;
const drafts = new Map();

const act = {
  press: (message, row, column) => post(`${path()}/press`, { person: speaker(), message: message.id, row, column }),
  more: (message, button) => showPopup(button, messageChoices(message)),
  say,
};

export function startChat(goBack) {
  $("#back").addEventListener("click", goBack);
  $("#message-form").addEventListener("submit", submit);
  $("#message-input").addEventListener("input", () => { fitInput(); showMenu($("#message-input").value); });
  $("#message-input").addEventListener("keydown", handleKey);
  $("#menu-open").addEventListener("click", () => ($("#menu").hidden ? showMenu("/") : hideMenu()));
  $("#attach").addEventListener("click", () => $("#attach-file").click());
  $("#attach-file").addEventListener("change", attach);
  $("#draft-drop").addEventListener("click", () => setDraft(null));
  $("#chat-more").addEventListener("click", () => showPopup($("#chat-more"), chatChoices()));
  $("#speaker").addEventListener("change", () => refresh());
  followMessages();
  document.addEventListener("click", closePopups);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { hidePopup(); hideMenu(); } });
}

export const speaker = () => (chat.section === "groups" ? Number($("#speaker").value) : chat.id);
const path = () => `/api/chats/${chat.id}`;

export function openChat(next) {
  if (chat) drafts.set(chat.id, $("#message-input").value);
  chat = next;
  loaded = null;
  $("#empty").hidden = Boolean(chat);
  $("#open-chat").hidden = !chat;
  if (!chat) return;
  $("#messages").replaceChildren();
  $("#messages").dataset.fresh = "yes";
  $("#message-input").value = drafts.get(chat.id) ?? "";
  setDraft(null);
  hideMenu();
  fillSpeakers();
  fitInput();
  if (matchMedia("(min-width: 801px)").matches) $("#message-input").focus();
}

// Take the chat's newest state; fetch its messages only when something about them changed.
export function updateChat(next, { freshness, botName: name }) {
  chat = next;
  botName = name;
  $("#chat-title").textContent = chat.title;
  $("#chat-avatar").textContent = writeInitials(chat);
  $("#chat-status").textContent = chat.section === "groups" ? `${chat.members.length} thành viên` : "Nhắn với Trợ lý Đại hội";
  showTyping();
  showClosed();
  if (loaded?.freshness !== freshness) refresh(freshness);
}

async function refresh(freshness) {
  if (busy) { refreshAgain = true; return; }
  busy = true;
  const asked = chat.id;
  try {
    const answer = await get(`/api/chats/${asked}?as=${speaker()}`);
    if (chat?.id === asked) {
      loaded = { ...answer, freshness };
      showMessages(loaded.messages, { isGroup: chat.section === "groups", speaker: speaker(), act });
      await markRead();
    }
  } catch { /* the next piece of news tries again */ }
  busy = false;
  if (refreshAgain || chat?.id !== asked) { refreshAgain = false; if (chat) refresh(); }
}

async function markRead() {
  if (!chat.unread || document.hidden || !loaded.messages.length) return;
  await post(`${path()}/read`, { up_to: loaded.messages.at(-1).id });
}

function showTyping() {
  typingEnds = performance.now() + chat.typing;
  $("#typing").hidden = chat.typing === 0;
  if (chat.typing) setTimeout(() => { if (performance.now() >= typingEnds - 20) $("#typing").hidden = true; }, chat.typing);
}

function showClosed() {
  const [reason, label, change] = chat.blocked ? ["Người này đã chặn trợ lý.", "Bỏ chặn", "unblock"]
    : chat.movedTo ? ["Nhóm đã chuyển thành siêu nhóm.", "Mở siêu nhóm", null]
    : !chat.hasBot && chat.section === "groups" ? ["Trợ lý không ở trong nhóm.", "Thêm trợ lý", "add"]
    : !chat.hasBot ? ["Người này chưa từng nhắn cho trợ lý.", "Bắt đầu", "start"] : [""];
  $("#closed").hidden = !reason;
  $("#composer").hidden = Boolean(reason);
  $("#closed p").textContent = reason;
  const button = $("#closed button");
  button.textContent = label ?? "";
  button.onclick = () => {
    if (change === "start") say("/start");
    else if (change) changeMembership(change);
    else location.hash = chat.movedTo;
  };
}

function fillSpeakers() {
  const isGroup = chat.section === "groups";
  $("#speaker-box").hidden = !isGroup;
  $("#speaker").replaceChildren(...chat.members.map((member) => el("option", { value: member.id }, member.title)));
}

const changeMembership = (change) => post(`${path()}/membership`, { person: speaker(), change });

// Writing

async function submit(event) {
  event.preventDefault();
  const input = $("#message-input");
  const text = input.value.trim();
  if (!text) return;
  const { kind, message } = draft ?? {};
  const sent = kind === "edit"
    ? await post(`${path()}/edit`, { person: speaker(), message: message.id, text })
    : await say(text, message?.id);
  if (!sent) return;
  input.value = "";
  setDraft(null);
  fitInput();
  hideMenu();
}

async function say(text, replyTo = null) {
  scrollDown();
  return post(`${path()}/say`, { person: speaker(), text, reply_to: replyTo });
}

function scrollDown() {
  $("#messages").scrollTop = $("#messages").scrollHeight;
}

async function attach() {
  const [file] = $("#attach-file").files;
  if (!file) return;
  const form = new FormData();
  form.append("person", speaker());
  form.append("caption", $("#message-input").value.trim());
  form.append("file", file);
  if (await post(`${path()}/attach`, form)) { $("#message-input").value = ""; fitInput(); }
  $("#attach-file").value = "";
}

function setDraft(next) {
  draft = next;
  $("#draft-of").hidden = !draft;
  if (!draft) return;
  $("#draft-of p").textContent = `${draft.kind === "edit" ? "Sửa" : "Trả lời"}: ${draft.message.text || draft.message.file?.name || ""}`;
  if (draft.kind === "edit") $("#message-input").value = draft.message.text;
  fitInput();
  $("#message-input").focus();
}

function fitInput() {
  const input = $("#message-input");
  input.rows = Math.min(6, Math.max(1, input.value.split("\n").length, Math.ceil(input.value.length / 48)));
}

function handleKey(event) {
  if (!$("#menu").hidden && walkMenu(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("#message-form").requestSubmit();
  }
}

// The "/" menu

function showMenu(typed) {
  const word = fold(typed).slice(1);
  const matching = typed.startsWith("/") && !/\s/.test(typed)
    ? (loaded?.menu ?? []).filter((each) => each.command.startsWith(word) || (word && fold(each.description).includes(word))) : [];
  if (typed === "/" && !matching.length && typed !== $("#message-input").value) showToast("Chưa có lệnh nào cho người này.");
  const addressee = chat.section === "groups" ? `@${botName}` : "";
  $("#menu").replaceChildren(...matching.map((each) => {
    const option = el("button", { className: "command", type: "button", role: "option" },
      el("b", {}, `/${each.command}`), el("span", {}, each.description));
    option.addEventListener("click", async () => {
      hideMenu();
      if (await say(`/${each.command}${addressee}`)) $("#message-input").value = "";
    });
    return option;
  }));
  $("#menu").hidden = !matching.length;
  $("#menu-open").setAttribute("aria-expanded", String(Boolean(matching.length)));
}

function hideMenu() {
  $("#menu").hidden = true;
  $("#menu-open").setAttribute("aria-expanded", "false");
}

// Arrow keys choose a command, Enter sends the chosen one; returns whether the key was used.
function walkMenu(event) {
  const options = [...$("#menu").children];
  const place = options.findIndex((option) => option.classList.contains("chosen"));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    options[place]?.classList.remove("chosen");
    const next = options[(place + step + options.length) % options.length];
    next.classList.add("chosen");
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && place >= 0) {
    options[place].click();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

// What else can be done, in a small popup

function messageChoices(message) {
  const own = message.sender === speaker();
  return [
    ["Trả lời", () => setDraft({ kind: "reply", message })],
    own && message.text && !message.forwarded ? ["Sửa", () => setDraft({ kind: "edit", message })] : null,
    message.text ? ["Chuyển tiếp cho trợ lý", () => post(`${path()}/say`, { person: speaker(), text: message.text, forwarded: true })] : null,
  ];
}

function chatChoices() {
  if (chat.section !== "groups") {
    return [chat.blocked ? ["Bỏ chặn trợ lý", () => changeMembership("unblock")] : ["Chặn trợ lý", () => changeMembership("block")]];
  }
  return [
    chat.hasBot ? ["Đưa trợ lý ra khỏi nhóm", () => changeMembership("remove")] : ["Thêm trợ lý vào nhóm", () => changeMembership("add")],
    ["Chuyển thành siêu nhóm", () => changeMembership("upgrade")],
  ];
}

function showPopup(button, choices) {
  const popup = $("#popup");
  popup.replaceChildren(...choices.filter(Boolean).map(([label, choose]) => {
    const item = el("button", { role: "menuitem" }, label);
    item.addEventListener("click", () => { hidePopup(); choose(); });
    return item;
  }));
  popup.hidden = false;
  const at = button.getBoundingClientRect();
  popup.style.top = `${Math.min(at.bottom, innerHeight - popup.offsetHeight - 8)}px`;
  popup.style.left = `${Math.max(8, Math.min(at.right, innerWidth - 8) - popup.offsetWidth)}px`;
  popup.opener = button;
  popup.firstChild.focus();
}

function hidePopup() {
  if ($("#popup").hidden) return;
  $("#popup").hidden = true;
  $("#popup").opener?.focus();
}

function closePopups(event) {
  if (!event.target.closest("#popup, .more, #chat-more")) $("#popup").hidden = true;
  if (!event.target.closest("#menu, #menu-open, #message-input")) hideMenu();
}
