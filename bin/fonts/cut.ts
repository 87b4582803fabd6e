import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const packages = fileURLToPath(new URL("../../node_modules/@fontsource-variable", import.meta.url));

interface Cut {
  /** File of the font package; latin only, which holds œ and the French quotes. */
  readonly file: string;
  /** What is left of its axes. */
  readonly axes: Readonly<Record<string, number | { min: number; max: number }>>;
  /** Kerning pairs are half of a cut font: the titles keep them. */
  readonly isKerned: boolean;
}

const serif = { file: "newsreader/files/newsreader-latin-opsz-normal.woff2", isKerned: true };
const sans = { file: "schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2", isKerned: false };
const upright = { wght: { min: 400, max: 600 } };
/** The name in the CSS (`/assets/@name.woff2`) → how the font is cut, to the letters that its rule there names. */
const fonts: Readonly<Record<string, Cut>> = {
  newsreader: { ...serif, axes: { ...upright, opsz: 28 } },
  "newsreader-more": { ...serif, axes: { ...upright, opsz: 28 } },
  "newsreader-italic": {
    file: "newsreader/files/newsreader-latin-opsz-italic.woff2",
    isKerned: true,
    axes: { wght: 400, opsz: 20 },
  },
  "schibsted-grotesk": { ...sans, axes: upright },
  "schibsted-grotesk-more": { ...sans, axes: upright },
};
const FEATURES = ["kern", "liga", "tnum", "ccmp", "locl", "mark", "mkmk"];

/** The letters of each font, from the `unicode-range` of its rule. */
function lettersOf(css: string): ReadonlyMap<string, string> {
  const rules = css.matchAll(/@([\w-]+)\.woff2[^}]*?unicode-range:([^;]+);/g);
  return new Map([...rules].map(([, name = "", range = ""]) => [name, rangeText(range)]));
}

function rangeText(range: string): string {
  return [...range.matchAll(/U\+([\dA-F]+)(?:-([\dA-F]+))?/gi)]
    .flatMap(([, from = "", to = from]) => {
      const first = Number.parseInt(from, 16);
      const count = Number.parseInt(to, 16) - first + 1;
      return Array.from({ length: count }, (_, at) => String.fromCodePoint(first + at));
    })
    .join("");
}

async function font({ file, axes, isKerned }: Cut, letters: string): Promise<Buffer> {
  const whole = await readFile(join(packages, file));
  const dropTables = isKerned ? [] : ["GPOS"];
  return subsetFont(whole, letters, {
    targetFormat: "woff2",
    variationAxes: axes,
    keepFeatures: FEATURES,
    dropTables,
  });
}

/** The fonts of the style sheet, each cut to the letters of its rule and to the axes in use; name → WOFF2. */
export async function cutFonts(css: string): Promise<readonly (readonly [string, Buffer])[]> {
  const letters = lettersOf(css);
  const cut = Object.entries(fonts).map(
    async ([name, one]) => [name, await font(one, letters.get(name) ?? "")] as const,
  );
  return Promise.all(cut);
}
