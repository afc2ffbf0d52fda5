// Keys, buttons, and moving from answer to answer.
import { cards, change, draw, isDirty, most, number, rowPoints, say, start, undo } from "./hand.js";

const top = document.querySelector(".top");
const dialog = document.getElementById("comments");
const MOST_COMMENTS = 50;
let current = -1;

function mark(i) {
  cards[current]?.node.classList.remove("current");
  current = i;
  cards[i].node.classList.add("current");
}

function select(i) {
  if (i < 0 || i >= cards.length) return;
  mark(i);
  cards[i].node.focus({ preventScroll: true });
  cards[i].node.scrollIntoView({ block: "start" });
}

function findUngraded(step) {
  const count = cards.length;
  for (let far = 1; far <= count; far += 1) {
    const i = (((current + step * far) % count) + count) % count;
    if (cards[i].want.waiting) return select(i);
  }
  return say("All answers are graded.");
}

// An arrow shows the rest of an answer that is longer than the window, then goes on.
function arrow(step) {
  const box = cards[current].node.getBoundingClientRect();
  const hidden = step > 0 ? box.bottom > innerHeight : box.top < top.offsetHeight;
  if (hidden) scrollBy(0, step * 0.7 * innerHeight);
  else select(current + step);
}

function toggle(card, row) {
  if (row >= rowPoints.length) return;
  const given = new Set(card.want.rows);
  if (!given.delete(row)) given.add(row);
  const rows = [...given].sort((a, b) => a - b);
  const total = rows.reduce((sum, one) => sum + rowPoints[one], 0);
  change(card, { rows, points: Math.min(most, Math.round(total * 1e6) / 1e6), waiting: false });
}

const giveAll = (card) => change(card, { rows: [...rowPoints.keys()], points: most, waiting: false });
const giveNone = (card) => change(card, { rows: [], points: 0, waiting: false });
const stand = (card) => card.want.points !== null && change(card, { waiting: false });

function typePoints(card, field) {
  const points = field.value.trim() === "" ? null : Number(field.value);
  if (points === card.want.points) return;
  if (points === null || !(points >= 0 && points <= most)) {
    say(`Points are from 0 to ${number(most)}.`);
    field.value = card.want.points ?? "";
  } else {
    change(card, { rows: [], points, waiting: false });
  }
}

async function takeBack() {
  const card = await undo();
  if (card) select(cards.indexOf(card));
  else say("There is nothing to undo.");
}

function earlierComments() {
  const counts = new Map();
  for (const { state } of cards) {
    const said = new Set([state.mark.comment, ...state.changes.map((one) => one.new.comment)]);
    for (const text of said) if (text) counts.set(text, (counts.get(text) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, MOST_COMMENTS).map(([text]) => text);
}

function addComment(card, text) {
  const { comment } = card.want;
  dialog.close();
  if (!comment.split("\n").includes(text)) change(card, { comment: comment ? `${comment}\n${text}` : text });
}

function showComments(card) {
  const lines = earlierComments().map((text, i) => {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = (i < 9 ? `${i + 1}  ` : "") + text;
    button.addEventListener("click", () => addComment(card, text));
    line.append(button);
    return line;
  });
  const empty = document.createElement("li");
  empty.textContent = "There is none yet: write one with c.";
  dialog.querySelector("ol").replaceChildren(...(lines.length ? lines : [empty]));
  dialog.showModal();
}

const KEYS = {
  n: () => findUngraded(1),
  N: () => findUngraded(-1),
  j: () => select(current + 1),
  k: () => select(current - 1),
  ArrowDown: () => arrow(1),
  ArrowUp: () => arrow(-1),
  u: takeBack,
  a: () => giveAll(cards[current]),
  0: () => giveNone(cards[current]),
  y: () => stand(cards[current]),
  c: () => cards[current].node.querySelector(".comment").focus(),
  p: () => cards[current].node.querySelector(".points").select(),
  r: () => showComments(cards[current]),
  "?": () => document.getElementById("help").toggleAttribute("open"),
};

function inField(event) {
  const field = event.target;
  const leaves = event.key === "Escape" || (event.key === "Enter" && field.matches(".points"));
  if (leaves && field.closest("article")) {
    event.preventDefault();
    field.blur(); // which saves
    select(current);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.matches("textarea, input:not([type=checkbox])")) return inField(event);
  if (dialog.open) {
    if (/^[1-9]$/.test(event.key)) dialog.querySelectorAll("li button")[event.key - 1]?.click();
    return;
  }
  if (!document.getElementById("keys").checked || !cards.length) return;
  const act = /^[1-9]$/.test(event.key) ? () => toggle(cards[current], event.key - 1) : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const [i, card] of cards.entries()) {
  const { node } = card;
  const on = (selector, act) => node.querySelector(selector).addEventListener("click", () => act(card));
  node.addEventListener("focusin", () => mark(i));
  for (const [row, button] of node.querySelectorAll(".row").entries()) button.addEventListener("click", () => toggle(card, row));
  on(".all", giveAll);
  on(".none", giveNone);
  on(".stand", stand);
  on(".again", showComments);
  node.querySelector(".points").addEventListener("change", (event) => typePoints(card, event.target));
  const comment = node.querySelector(".comment");
  comment.addEventListener("blur", () => {
    if (comment.value.trim() !== card.want.comment) change(card, { comment: comment.value.trim() });
    else draw(card);
  });
}
document.getElementById("next").addEventListener("click", () => findUngraded(1));
document.getElementById("undo").addEventListener("click", takeBack);
dialog.addEventListener("close", () => cards[current]?.node.focus({ preventScroll: true }));
addEventListener("beforeunload", (event) => {
  const field = document.activeElement;
  const typed = field.matches?.(".comment") && field.value.trim() !== cards[current].want.comment;
  if (typed || cards.some(isDirty)) event.preventDefault();
});

start();
if (matchMedia("(max-width: 62rem)").matches) document.getElementById("asked").open = false;
else document.getElementById("help").open = true;
findUngraded(1);
if (current < 0 && cards.length) select(0);
