import { endedSeals, laterOf } from "../verify/later";
import type { Policy } from "../verify/policy";
import { parsePolicy } from "../verify/policy";
import type { Verdict } from "../verify/receipt";
import { verifyFile } from "../verify/sealed";
import { type Language, lastBlow } from "../verify/since";
import { wordsOf } from "../verify/words";

// What makes the page of verification work: the verifier of the command, fed by a file field or a drop.

const MARKS = {
  valid: ["signed", "s-signed"],
  invalid: ["declined", "s-declined"],
  unknown: ["unasked", "s-unreached"],
  over: ["withdrawn", "s-ink"],
} as const;
const SVG = "http://www.w3.org/2000/svg";

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function mark(verdict: keyof typeof MARKS): SVGElement {
  const [symbol, tone] = MARKS[verdict];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `mark ${tone}`);
  svg.setAttribute("viewBox", "0 0 84 84");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#m-${symbol}`);
  svg.append(use);
  return svg;
}

/** The verdict as the proof line of the public pages: mark, sentence, what is proven, what is not. */
function shown(verdict: Verdict, language: Language, later: unknown): HTMLElement {
  const since =
    verdict.verdict === "valid" ? laterOf(later, { origin: verdict.log.name, leaf: verdict.leaf }) : null;
  const { title, proven, unproven } = wordsOf(verdict, language, since);
  const line = element("div", "proof");
  const detail = element("div", "small");
  for (const [className, words] of [
    ["", proven],
    ["quiet", unproven],
  ] as const)
    for (const said of words) detail.append(element("p", className, said));
  line.append(mark(lastBlow(since) ? "over" : verdict.verdict), element("h2", "h2", title));
  if (detail.childElementCount > 0) line.append(detail);
  line.dataset.verdict = verdict.verdict;
  return line;
}

function start(
  zone: HTMLElement,
  receipt: HTMLInputElement,
  policy: HTMLInputElement,
  out: HTMLElement,
): void {
  const language = document.documentElement.lang === "en" ? "en" : "fr";
  const later: unknown = JSON.parse(out.dataset.later ?? "null");
  const policyOf = async (): Promise<Policy | undefined | null> => {
    const file = policy.files?.[0];
    return file ? parsePolicy(await file.text()) : undefined;
  };
  const check = async (file: File) => {
    out.replaceChildren(element("p", "quiet", zone.dataset.reading));
    const [given, bytes] = [await policyOf(), new Uint8Array(await file.arrayBuffer())];
    const verdict: Verdict =
      given === null
        ? { verdict: "unknown", problem: "policy" }
        : await verifyFile(bytes, given, endedSeals(later));
    out.replaceChildren(shown(verdict, language, later));
    out.focus();
  };
  const again = () => {
    const file = receipt.files?.[0];
    if (file) void check(file);
  };
  receipt.addEventListener("change", again);
  policy.addEventListener("change", again);
  // Dropped anywhere in the page: nobody aims well, and a browser would leave the page to show the file.
  for (const name of ["dragover", "drop"])
    addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
    });
  addEventListener("dragleave", () => zone.classList.remove("over"));
  addEventListener("drop", ({ dataTransfer }) => {
    const file = dataTransfer?.files[0];
    if (!dataTransfer || !file) return;
    receipt.files = dataTransfer.files;
    void check(file);
  });
  zone.hidden = false;
}

const zone = document.querySelector<HTMLElement>("[data-verify]");
const receipt = document.querySelector<HTMLInputElement>("[name=receipt]");
const policy = document.querySelector<HTMLInputElement>("[name=policy]");
const out = document.querySelector<HTMLElement>("#verdict");
if (zone && receipt && policy && out) {
  if ("subtle" in crypto) start(zone, receipt, policy, out);
  else out.replaceChildren(element("p", "notice", zone.dataset.insecure));
}
