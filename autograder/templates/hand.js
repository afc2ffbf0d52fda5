// The marks: what the server holds, what is wanted, and how both are shown. hand_keys.js has the keys and the buttons.
const data = JSON.parse(document.getElementById("data").textContent);
const address = location.pathname + "/marks";
const who = document.getElementById("who");
const place = document.getElementById("place");
const POLL_MILLISECONDS = 4000;
const SILENT = "the server does not answer. Is `autograder hand` still running?";
const done = []; // what this page has changed, for undo

export const most = data.points;
export const rowPoints = data.rows;
export const cards = Array.from(document.querySelectorAll("article"), (node) => ({
  node,
  key: node.id,
  name: node.querySelector("h2").textContent,
  state: data.states[node.id],
  want: data.states[node.id].mark, // as the person at the keyboard wants it; differs until it is saved
  busy: false,
  saving: null, // settles when it is saved, or cannot be just now
  saves: 0,
}));

const sorted = (_key, value) =>
  value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
const same = (a, b) => JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
const pointsPart = ({ points, waiting, rows }) => ({ points, waiting, rows });
export const number = (value) => String(Math.round(value * 100) / 100);
export const isDirty = (card) => card.busy || !same(card.want, card.state.mark);
const inWords = (mark) =>
  (mark.points === null ? "no points" : `${number(mark.points)} of ${number(most)}`) +
  (mark.comment ? `, “${mark.comment}”` : "");
const clock = (time) => new Date(time).toLocaleString([], { dateStyle: "short", timeStyle: "short" });

export function say(text) {
  document.getElementById("said").textContent = text;
}

function note(card, text) {
  const line = card.node.querySelector(".note");
  line.hidden = !text;
  line.textContent = text;
}

function fate({ points, waiting }, untouched) {
  if (waiting) return points === null ? ["waits", "✎ to be graded"] : ["waits", "✎ handed in again"];
  return points === null && untouched ? ["untouched", "○ no answer"] : ["graded", "✓ graded"];
}

export function draw(card) {
  const { node, want, state } = card;
  const [kind, words] = fate(want, state.untouched);
  node.classList.remove("waits", "graded", "untouched");
  node.classList.add(kind);
  node.querySelector(".state").textContent = words;
  const points = want.points === null ? (state.untouched ? "0" : "–") : number(want.points);
  node.querySelector(".score").textContent =
    `${points} of ${number(most)}` + (state.extra ? ` + ${number(state.extra)} extra` : "");
  for (const [i, button] of node.querySelectorAll(".row").entries()) {
    button.setAttribute("aria-pressed", want.rows.includes(i));
  }
  const field = node.querySelector(".points");
  if (field !== document.activeElement) field.value = want.points === null ? "" : want.points;
  const comment = node.querySelector(".comment");
  if (comment !== document.activeElement) comment.value = want.comment;
  node.querySelector(".stand").hidden = !(want.waiting && want.points !== null);
  drawChanges(card);
}

function drawChanges({ node, state }) {
  const details = node.querySelector(".changes");
  const last = state.changes.at(-1);
  details.hidden = !last;
  if (!last) return;
  const holds = last.new.points === state.mark.points && last.new.comment === state.mark.comment;
  details.querySelector("summary").textContent =
    `${last.who}, ${clock(last.time)}` + (holds ? "" : "; changed since in another program");
  const lines = state.changes.map((one) => {
    const line = document.createElement("li");
    line.textContent = `${clock(one.time)}, ${one.who}: ${inWords(one.old)} → ${inWords(one.new)}`;
    return line;
  });
  details.querySelector("ol").replaceChildren(...lines);
}

function drawCount() {
  const graded = cards.filter((card) => !card.want.waiting).length;
  document.getElementById("bar").value = graded;
  document.getElementById("count").textContent = `${graded} of ${cards.length} graded`;
}

function drawAll() {
  for (const card of cards) draw(card);
  drawCount();
}

// Take what the server holds; what was changed here since it was sent stays as it is wanted.
function take(card, state, sent) {
  const { want } = card;
  const points = same(pointsPart(want), pointsPart(sent)) ? state.mark : want;
  const comment = want.comment === sent.comment ? state.mark.comment : want.comment;
  card.state = { ...state, digest: card.state.digest }; // the text on the page is the one that was loaded
  card.want = { points: points.points, waiting: points.waiting, comment, rows: points.rows };
  draw(card);
  drawCount();
}

async function put(card, wanted, seen, undo) {
  const body = { new: wanted, seen, digest: card.state.digest, who: who.value.trim(), undo };
  const headers = { "Content-Type": "application/json", "X-Hand-Token": data.token };
  const answer = await fetch(`${address}/${card.key}`, { method: "PUT", headers, body: JSON.stringify(body) });
  const isJson = (answer.headers.get("Content-Type") || "").includes("json");
  return { status: answer.status, ...(isJson ? await answer.json() : { problem: await answer.text() }) };
}

async function send(card, wanted, seen, undo = false) {
  const answer = await put(card, wanted, seen, undo).catch(() => ({ status: 500, problem: SILENT }));
  if (answer.status >= 500) {
    note(card, undo ? `Not undone: ${answer.problem}` : `Not saved yet: ${answer.problem} This page goes on trying.`);
    return false;
  }
  note(card, answer.problem || "");
  if (answer.problem) {
    card.want = wanted; // what cannot be had is no longer wanted
    take(card, answer.state || card.state, wanted);
    return true;
  }
  if (!undo) done.push({ card, before: answer.before.mark, after: answer.state.mark });
  take(card, answer.state, undo ? card.want : wanted);
  if (answer.replaced) {
    const other = answer.before.changes.at(-1);
    const whose = other && other.new.points === answer.before.mark.points ? `${other.who}, ${clock(other.time)}` : "Somebody";
    note(card, `${whose}: ${inWords(answer.before.mark)}. Your change has replaced this; u takes your change back.`);
  }
  say(`${card.name}: ${inWords(card.state.mark)}`);
  return true;
}

// One request at a time for each answer; what was changed meanwhile goes with the next.
function save(card) {
  if (!card.busy) card.saving = saveAll(card);
  return card.saving;
}

async function saveAll(card) {
  card.busy = true;
  card.saves += 1;
  let reached = true;
  while (reached && !same(card.want, card.state.mark)) reached = await send(card, card.want, card.state.mark);
  card.busy = false;
}

export function change(card, parts) {
  const { points, waiting, comment, rows } = { ...card.want, ...parts };
  card.want = { points, waiting, comment, rows };
  draw(card);
  drawCount();
  return save(card);
}

// Take back this page's last change, once all is saved and earlier ones are taken back; returns its answer.
let undoing = Promise.resolve(null);
export function undo() {
  undoing = undoing.then(undoLast);
  return undoing;
}

async function undoLast() {
  await Promise.all(cards.map((card) => card.saving));
  const last = cards.some(isDirty) ? undefined : done.pop();
  if (!last) return null;
  const { card } = last;
  card.busy = true;
  card.saves += 1;
  if (!(await send(card, last.before, last.after, true))) done.push(last);
  card.busy = false;
  return card;
}

// See what others have done; try again what could not be saved.
async function poll() {
  if (document.hidden) return;
  const saves = new Map(cards.map((card) => [card, card.saves]));
  let states;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return;
    states = await answer.json();
  } catch {
    return;
  }
  for (const card of cards) {
    const state = states[card.key];
    if (state && state.digest !== card.state.digest) note(card, "This answer was handed in again: load the page anew to read it.");
    if (isDirty(card)) save(card);
    else if (state && saves.get(card) === card.saves && !same({ ...state, digest: card.state.digest }, card.state)) {
      take(card, state, card.want);
    }
  }
  const more = Object.keys(states).length - cards.filter((card) => states[card.key]).length;
  if (more) place.textContent = `${more} more answers were graded since: load the page anew.`;
}

export function start() {
  const key = "grading as";
  who.value = sessionStorage.getItem(key) || who.value;
  who.addEventListener("change", () => sessionStorage.setItem(key, who.value));
  drawAll();
  setInterval(poll, POLL_MILLISECONDS);
}
