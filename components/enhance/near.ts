import { nearby, type Outlines, type Position } from "../nearby";

/** Metres beyond which a position says too little. */
const TOO_COARSE = 20_000;
const MOST = 12;

function located(): Promise<Position> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, {
      enableHighAccuracy: true,
      timeout: 15_000,
    });
  });
}

/** "1re circonscription" with its ending raised, as pages write it. */
function raised(name: string): (string | Node)[] {
  const [, number, ending, rest] = /^(\d+)(re|e)( .*)$/.exec(name) ?? [];
  if (!number || !ending || !rest) return [name];
  const sup = document.createElement("sup");
  sup.textContent = ending;
  return [number, sup, rest];
}

/** What could not be done, by the words that say it. */
function troubleOf(error: unknown): string {
  if (!(error instanceof GeolocationPositionError)) return "offline";
  if (error.code === error.PERMISSION_DENIED) return "refused";
  return error.code === error.TIMEOUT ? "late" : "unknown";
}

/** "Near me": the position is asked for by a press alone and compared on this device; only the outlines are fetched. */
function wake(box: HTMLElement): void {
  const button = box.querySelector("button");
  const said = box.querySelector("output");
  const list = box.querySelector("ul");
  if (!button || !said || !list) return;
  const say = (word: string): void => {
    said.textContent = box.dataset[word] ?? "";
  };
  const find = async (): Promise<void> => {
    list.replaceChildren();
    say("asking");
    try {
      const at = await located();
      const response = await fetch(box.dataset.near ?? "");
      if (!response.ok) return say("offline");
      const outlines: Outlines = await response.json();
      const found = nearby(outlines, at);
      if (at.accuracy > TOO_COARSE || found.length > MOST) return say("coarse");
      say(found.length === 0 ? "nowhere" : found.length === 1 ? "one" : "several");
      list.append(
        ...found.map(({ name, href }) => {
          const [item, link] = [document.createElement("li"), document.createElement("a")];
          link.href = href;
          link.append(...raised(name));
          item.append(link);
          return item;
        }),
      );
    } catch (error) {
      say(troubleOf(error));
    }
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    await find();
    button.disabled = false;
  });
  box.hidden = false;
}

if (window.isSecureContext && "geolocation" in navigator)
  for (const box of document.querySelectorAll<HTMLElement>("[data-near]")) wake(box);
