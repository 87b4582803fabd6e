/** One answer that waits on this device until the server has it. */
interface Waiting {
  value?: string;
  comment?: string;
  was: string;
}
type Queue = Record<string, Waiting>;
type Kept = { value?: string; comment?: string; was: string; isOther: boolean };
interface Reply {
  answers?: Record<string, Kept>;
  replaced?: string[];
}

const state = document.querySelector<HTMLElement>("[data-to]");
const form = document.querySelector<HTMLFormElement>("form[data-answers]");
const key = `keep:${state?.dataset.key}`;
let isSending = false;
let pause = 1000;
let timer = 0;

/** Private browsing may refuse storage; then answers wait in the page alone. */
const memory: { held?: string | null } = {};
function read(): Queue {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}");
  } catch {
    return JSON.parse(memory.held ?? "{}");
  }
}
function write(queue: Queue): void {
  const held = Object.keys(queue).length ? JSON.stringify(queue) : null;
  memory.held = held;
  try {
    if (held) localStorage.setItem(key, held);
    else localStorage.removeItem(key);
  } catch {
    // What is in memory is sent from there.
  }
}

function say(what: string, more = ""): void {
  const words = (state?.dataset[what] ?? "") + more;
  if (state && state.textContent !== words) state.textContent = words;
  state?.setAttribute("data-state", what);
}

const field = (id: string, rest: string) => form?.elements.namedItem(`answers.${id}.${rest}`) ?? null;

/** The answer that the page shows, as its button would send it. */
function shown(id: string): Waiting {
  const value = field(id, "value");
  const was = field(id, "was");
  const taken = value instanceof RadioNodeList ? value.value : "";
  const comment = taken ? field(id, `comments.${taken}`) : null;
  const typed = comment instanceof HTMLTextAreaElement ? comment.value.trim() : "";
  return {
    ...(taken ? { value: taken } : {}),
    ...(typed ? { comment: typed } : {}),
    was: was instanceof HTMLInputElement ? was.value : "",
  };
}

function show(id: string, { value, comment, was }: Waiting): void {
  const radios = field(id, "value");
  const digest = field(id, "was");
  if (radios instanceof RadioNodeList && value) radios.value = value;
  const words = value ? field(id, `comments.${value}`) : null;
  if (words instanceof HTMLTextAreaElement) {
    words.value = comment ?? "";
    const folded = words.closest("details");
    if (folded && comment) folded.open = true;
  }
  if (digest instanceof HTMLInputElement) digest.value = was;
}

function ids(): string[] {
  const names = [...(form?.elements ?? [])].map((one) => one.getAttribute("name") ?? "");
  return names.flatMap((name) => /^answers\.(.+)\.was$/.exec(name)?.[1] ?? []);
}

const numbers = (of: string[]) =>
  of.flatMap((id) => form?.querySelector(`[data-id="${id}"]`)?.getAttribute("data-number") ?? []).join(", ");

/** Takes what the server keeps; an answer given elsewhere meanwhile is shown and told, unless one of ours still waits. */
function take({ answers = {}, replaced = [] }: Reply, sent: Queue): void {
  const queue = read();
  const others: string[] = [];
  for (const [id, kept] of Object.entries(answers)) {
    const waiting = queue[id];
    const mine = sent[id];
    if (waiting && mine && waiting.value === mine.value && waiting.comment === mine.comment) delete queue[id];
    else if (waiting) waiting.was = kept.was;
    if (queue[id] || !ids().includes(id)) continue;
    const now = shown(id);
    if (now.value !== kept.value || (now.comment ?? "") !== (kept.comment ?? "")) {
      if (document.activeElement?.getAttribute("name")?.includes(id) && mine) continue;
      others.push(id);
    }
    show(id, kept);
  }
  write(queue);
  if (others.length) say("other", ` ${numbers(others)}`);
  else if (replaced.length) say("replaced", ` ${numbers(replaced)}`);
  else say(Object.keys(queue).length ? "saving" : "kept");
}

/** Sends what waits, and asks what changed elsewhere; `isAsking` where nothing need wait. */
async function send(isAsking = false): Promise<void> {
  const queue = read();
  if (isSending || !state?.dataset.to || (!isAsking && !Object.keys(queue).length)) return;
  if (!navigator.onLine) return say("offline");
  isSending = true;
  clearTimeout(timer);
  const body = new URLSearchParams();
  for (const [id, { value, comment, was }] of Object.entries(queue)) {
    if (value) body.set(`answers.${id}.value`, value);
    if (value && comment) body.set(`answers.${id}.comments.${value}`, comment);
    body.set(`answers.${id}.was`, was);
  }
  for (const id of ids()) if (!queue[id]) body.set(`known.${id}`, shown(id).was);
  let isAgain = false;
  try {
    const reply = await fetch(state.dataset.to, { method: "POST", body, keepalive: true, cache: "no-store" });
    if (reply.ok) {
      take(await reply.json(), queue);
      pause = 1000;
      isAgain = Object.keys(read()).length > 0;
      // A page of all answers shows none of those that it just sent.
      if (!form && Object.keys(queue).length) location.reload();
    } else if (reply.status === 429 || reply.status >= 500) {
      say("offline");
      isAgain = true;
    } else say("refused");
  } catch {
    say("offline");
    isAgain = true;
  }
  isSending = false;
  if (isAgain) {
    timer = window.setTimeout(send, pause);
    pause = Math.min(pause * 2, 30_000);
  }
}

let typing = 0;
function changed({ target }: Pick<Event, "target">): void {
  const name = target instanceof Element ? (target.getAttribute("name") ?? "") : "";
  const id = /^answers\.([^.]+)\./.exec(name)?.[1];
  if (!id) return;
  const { was, ...answer } = shown(id);
  if (!answer.value) return;
  // What is still to be sent goes against the answer that the page first showed.
  write({ ...read(), [id]: { ...answer, was: read()[id]?.was ?? was } });
  say(navigator.onLine ? "saving" : "offline");
  clearTimeout(typing);
  typing = window.setTimeout(send, target instanceof HTMLTextAreaElement ? 700 : 0);
}

for (const [id, waiting] of Object.entries(read()))
  if (ids().includes(id)) show(id, { ...waiting, was: shown(id).was });
form?.addEventListener("input", changed);
// What was ticked while this script was on its way.
for (const target of form?.querySelectorAll<HTMLInputElement>("input[type=radio]:checked") ?? [])
  if (!target.defaultChecked) changed({ target });
form?.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  say("waits");
});
addEventListener("online", () => send(true));
addEventListener("offline", () => say("offline"));
addEventListener("pagehide", () => send());
document.addEventListener("visibilitychange", () => send(document.visibilityState === "visible" && !!form));
send();

export {};
