// Building elements, asking the server, and writing times the Vietnamese way.
// Text always goes in as text: nothing here or elsewhere sets innerHTML.

export const $ = (selector) => document.querySelector(selector);

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

const ERRORS = {
  blocked: "Đồng chí này đã chặn trợ lý.",
  moved: "Nhóm đã chuyển thành siêu nhóm.",
  not_member: "Không ở trong nhóm này.",
  not_yours: "Chỉ sửa được tin của chính mình.",
  link_button: "Nút này mở một địa chỉ.",
  button_gone: "Nút này không còn nữa.",
  message_gone: "Tin nhắn này không còn nữa.",
  empty: "Chưa có nội dung để gửi.",
};

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

// Post JSON or a form; tell the person in a toast when it is refused. Returns whether it was done.
export async function post(path, body) {
  const form = body instanceof FormData;
  const headers = form ? {} : { "Content-Type": "application/json" };
  try {
    const response = await fetch(path, { method: "POST", headers, body: form ? body : JSON.stringify(body) });
    if (!response.ok) showToast(ERRORS[(await response.json()).error] ?? "Không thực hiện được.");
    return response.ok;
  } catch {
    showToast("Không thực hiện được.");
    return false;
  }
}

export function showToast(text) {
  const toast = el("p", { className: "toast" }, text);
  $("#toasts").append(toast);
  setTimeout(() => toast.remove(), 5000);
}

const ZONE = "Asia/Ho_Chi_Minh";
const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});
const weekdays = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, weekday: "long" });

function split(at) {
  return Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
}

export function writeTime(at) {
  const { hour, minute } = split(at);
  return `${hour}:${minute}`;
}

// 15/5/2020 but 05/3/2020 and 10/01/2020: days below ten and the first two months get a zero.
export function writeDate(at) {
  const { day, month, year } = split(at);
  return `${day}/${Number(month) > 2 ? Number(month) : month}/${year}`;
}

export function writeDay(at) {
  const weekday = weekdays.format(at);
  return `${weekday[0].toUpperCase()}${weekday.slice(1)}, ${writeDate(at)}`;
}

export function writeForPicker(at) {
  const { year, month, day, hour, minute } = split(at);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

// Without diacritics and case, so that "to 3" finds "Tổ 3".
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

// "T3" for group 3, the place for a unit, the office for everyone else.
export function writeInitials({ title, section }) {
  const words = title.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const number = words.find((word) => /^\p{N}/u.test(word));
  const chosen = number ? [words[0]] : section === "units" ? words.slice(-2) : words.slice(0, 2);
  return chosen.map((word) => word[0].toUpperCase()).join("") + (number ?? "");
}
