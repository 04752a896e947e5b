// The messages of a chat: bubbles, formatted text, files, buttons, service lines.
import { $, el, icon, writeDate, writeDay, writeTime } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };
const SERVICES = {
  new_chat_members: "Trợ lý được thêm vào nhóm",
  left_chat_member: "Trợ lý đã ra khỏi nhóm",
  migrate_to_chat_id: "Nhóm đã chuyển thành siêu nhóm",
  migrate_from_chat_id: "Siêu nhóm được lập từ nhóm cũ",
};

let following = true;

// Stay at the newest message while the box changes its size, unless somebody scrolled away.
export function followMessages() {
  const box = $("#messages");
  box.addEventListener("scroll", () => { following = box.scrollHeight - box.scrollTop - box.clientHeight < 80; });
  new ResizeObserver(() => { if (following) box.scrollTop = box.scrollHeight; }).observe(box);
}

// `act` has press(message, row, column), more(message, button) and say(text).
export function showMessages(messages, { isGroup, speaker, act }) {
  const box = $("#messages");
  const fresh = Boolean(box.dataset.fresh);
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  const wanted = [];
  let day = "";
  for (const message of messages) {
    if (writeDate(message.at) !== day) {
      day = writeDate(message.at);
      wanted.push(reuse(old, `day-${day}-${message.id}`, day, () => el("p", { className: "day" }, writeDay(message.at))));
    }
    const isMine = message.sender === speaker;
    const look = JSON.stringify([message, isMine]);
    const draw = () => drawMessage(message, { isGroup, isMine, act });
    const drawn = reuse(old, `m-${message.id}`, look, draw);
    drawn.classList.toggle("arriving", !fresh && !old.has(`m-${message.id}`));
    wanted.push(drawn);
  }
  place(box, wanted);
  if (following || fresh) box.scrollTop = box.scrollHeight;
  delete box.dataset.fresh;
}

function reuse(old, key, look, draw) {
  const kept = old.get(key);
  if (kept?.look === look) return kept;
  const drawn = draw();
  drawn.dataset.key = key;
  drawn.look = look;
  return drawn;
}

// Put the children in order and touch only what changed, so that focus and selection stay.
function place(box, wanted) {
  const keep = new Set(wanted);
  for (const child of [...box.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, number) => {
    if (box.children[number] !== child) box.insertBefore(child, box.children[number] ?? null);
  });
}

function drawMessage(message, { isGroup, isMine, act }) {
  if (message.service) return el("p", { className: "service" }, SERVICES[message.service] ?? "");
  const side = isMine ? "mine" : message.fromBot ? "from-bot" : "from-other";
  const more = el("button", { className: "more icon", "aria-label": "Việc khác với tin này" }, icon("more"));
  more.addEventListener("click", () => act.more(message, more));
  return el("article", { className: `message ${side}`, "data-message": message.id },
    el("div", { className: `bubble ${side}` },
      isGroup ? el("p", { className: "sender" }, message.fromBot ? "Trợ lý Đại hội" : message.title) : null,
      message.forwarded ? el("p", { className: "forwarded" }, "Chuyển tiếp") : null,
      message.quoted ? el("blockquote", {}, message.quoted) : null,
      message.file ? drawFile(message.file) : null,
      message.text ? el("div", { className: "text" }, ...drawText(message, act)) : null,
      drawMeta(message)),
    more,
    message.buttons.length ? drawButtons(message, act) : null);
}

function drawMeta(message) {
  const mark = message.heard ? "✓✓" : "✓";
  const meaning = message.heard ? "Trợ lý đã nhận" : "Đã gửi";
  return el("p", { className: "meta" },
    message.edited ? el("span", {}, "đã sửa") : null,
    el("time", {}, writeTime(message.at)),
    message.fromBot ? null : el("span", { className: "tick", role: "img", "aria-label": meaning, title: meaning }, mark));
}

function drawFile(file) {
  const address = `/api/files/${encodeURIComponent(file.id)}`;
  if (file.kind !== "document") return el("img", { className: `picture ${file.kind}`, src: address, alt: file.name });
  return el("a", { className: "file", href: address, download: file.name },
    el("span", { className: "avatar" }, icon("file")),
    el("span", { className: "name" }, file.name),
    el("span", { className: "size" }, `${writeSize(file.size)} · Tải về`));
}

function writeSize(bytes) {
  if (bytes < 1024) return `${bytes} byte`;
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${size.toFixed(1).replace(".", ",")} ${unit}`;
}

function drawButtons(message, act) {
  return el("div", { className: "buttons" }, ...message.buttons.map((row, rowNumber) =>
    el("div", { className: "row" }, ...row.map((button, column) => {
      if (button.url) return el("a", { className: "inline-button", href: button.url, target: "_blank", rel: "noreferrer" }, button.text);
      const key = el("button", { className: "inline-button" }, button.text);
      key.addEventListener("click", () => act.press(message, rowNumber, column));
      return key;
    }))));
}

// Cut the text where entities begin and end; wrap each piece in what covers it. Offsets are UTF-16
// units, which JavaScript strings count in too.
function drawText({ text, entities }, act) {
  const cuts = new Set([0, text.length, ...entities.flatMap((each) => [each.offset, each.offset + each.length])]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, number) => {
    const to = places[number + 1];
    const covering = entities.filter((each) => each.offset <= from && each.offset + each.length >= to);
    return covering.reduceRight((inner, entity) => wrap(inner, entity, text.slice(from, to), act), text.slice(from, to));
  });
}

function wrap(inner, entity, text, act) {
  if (TAGS[entity.kind]) return el(TAGS[entity.kind], {}, inner);
  if (entity.kind === "bot_command") return drawCommand(inner, text, act);
  const address = entity.kind === "url" ? text : entity.url;
  if (!/^(https?|tg):/i.test(address ?? "")) return inner;
  return el("a", { href: address, target: "_blank", rel: "noreferrer" }, inner);
}

function drawCommand(inner, text, act) {
  const command = el("button", { className: "said-command" }, inner);
  command.addEventListener("click", () => act.say(text));
  return command;
}
