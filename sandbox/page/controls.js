// The bar on top: the clock that can be moved, the queues' counters, and the network panel.
import { $, el, post, showToast, writeDate, writeDay, writeForPicker, writeTime } from "./dom.js";

const COUNTERS = {
  pending: "Chờ nhận",
  inbox_pending: "Chờ xử lý",
  outbox_queued: "Chờ gửi",
  outbox_sending: "Đang gửi",
  outbox_sent: "Đã gửi",
  outbox_failed: "Không gửi được",
};
// kind: [name, what it does, the meaning of its number and its usual value]
const FAULTS = {
  delay: ["Chậm", "Trả lời muộn", "mili giây", 2000],
  drop_before: ["Mất yêu cầu", "Ngắt trước khi làm, không trả lời"],
  drop_after: ["Mất trả lời", "Làm xong rồi ngắt, không trả lời"],
  reset: ["Đứt kết nối", "Kết nối bị cắt ngang"],
  server_error: ["Máy chủ lỗi", "Trả mã lỗi 5xx, không làm gì", "mã lỗi", 502],
  too_many: ["Quá tải (429)", "Yêu cầu chờ rồi gửi lại", "giây phải chờ", 3],
  duplicate: ["Gửi trùng", "Một tin đến được giao hai lần"],
};
let clock = { now: 0, moving: false, since: 0 };

export function startControls() {
  for (const button of document.querySelectorAll("[data-move]")) {
    button.addEventListener("click", () => move(JSON.parse(button.dataset.move)));
  }
  $("#clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    move({ at: $("#clock-at").value });
  });
  $("#clock-open").addEventListener("click", () => toggleClock(!$("#bar").classList.contains("clock-shown")));
  $("#network-open").addEventListener("click", () => $("#network").showModal());
  $("#network-close").addEventListener("click", () => $("#network").close());
  $("#limits-on").addEventListener("change", (event) => post("/api/network", { limits: event.target.checked }));
  $("#faults-off").addEventListener("click", () => post("/api/network", {}));
  $("#faults").append(...Object.entries(FAULTS).map(drawFault));
  setInterval(showClock, 1000);
}

export const readClock = () => clock.now + (clock.moving ? performance.now() - clock.since : 0);

async function move(wish) {
  toggleClock(false);
  if (await post("/api/clock", wish)) clock.announce = true;
}

function toggleClock(shown) {
  $("#bar").classList.toggle("clock-shown", shown);
  $("#clock-open").setAttribute("aria-expanded", String(shown));
}

export function showControls(state) {
  const jumped = Math.abs(state.clock.now - readClock()) > 30_000;
  const { announce } = clock;
  clock = { ...state.clock, since: performance.now() };
  if (jumped) $("#clock-at").value = writeForPicker(clock.now);
  if (jumped && announce) showToast(`Bây giờ là ${writeTime(clock.now)}, ${writeDay(clock.now).toLowerCase()}`);
  showClock();
  showCounters(state.counters);
  showNetwork(state);
}

function showClock() {
  const now = readClock();
  $("#clock-now").textContent = writeTime(now);
  $("#clock-now").dateTime = `${writeForPicker(now)}+07:00`;
  $("#clock-date").textContent = writeDay(now);
}

function showCounters(counters) {
  const drawn = Object.entries(counters).map(([name, value]) =>
    el("div", { "data-counter": name, className: value ? "some" : "none" },
      el("dt", {}, COUNTERS[name] ?? name), el("dd", {}, String(value))));
  $("#counters").replaceChildren(...drawn);
}

function showNetwork({ limits, faults }) {
  $("#limits-on").checked = limits;
  $("#network-sign").hidden = faults.length === 0;
  for (const input of document.querySelectorAll("[data-fault]")) {
    input.checked = faults.some((fault) => fault.kind === input.dataset.fault);
  }
}

function drawFault([kind, [name, effect, unit, usual]]) {
  const value = unit ? el("input", { type: "number", min: 1, value: usual, "aria-label": `${name}: ${unit}` }) : null;
  const input = el("input", { type: "checkbox", "data-fault": kind });
  input.addEventListener("change", () => switchFault(kind, input.checked, value));
  return el("div", { className: "fault" },
    el("label", { className: "switch" }, input, el("span", {}, el("b", {}, name), ` ${effect}`)),
    value ? el("label", { className: "amount" }, value, ` ${unit}`) : null);
}

function switchFault(kind, on, value) {
  return post("/api/network", {
    kind, on,
    method: $("#fault-method").value || null,
    count: Number($("#fault-count").value) || null,
    value: value ? Number(value.value) || null : null,
  });
}
