import { paint, type Text } from "@/lib/core/picture/paint";
import type { Chance } from "./chance";

const [WIDTH, HEIGHT] = [1000, 1414];
const INK = "#2b2b2b";
const PEN = "#22408c";

const line = (words: string, top: number, over: Partial<Text> = {}): Text => ({
  ...{ words, face: "sans", size: 24, weight: 400, colour: INK },
  ...{ left: 90, top, width: 820, height: 34 },
  ...over,
});

/** A tick as a pen makes it: never twice alike. */
function tick(chance: Chance, x: number, y: number): string {
  const off = () => chance.between(-4, 4);
  return `<path fill="none" stroke="${PEN}" stroke-width="4" stroke-linecap="round" d="M${x + 2 + off()} ${y + 14}q6 ${10 + off()} 9 12q4-20 ${26 + off()}-36"/>`;
}

const BOXES = ["oui", "oui, avec réserve", "non"] as const;

export interface PaperRow {
  readonly position: number;
  readonly title: string;
  /** Which of the three boxes is ticked. */
  readonly box: 0 | 1 | 2;
}

function rowsOf(chance: Chance, rows: readonly PaperRow[], top: number) {
  const [texts, shapes]: [Text[], string[]] = [[], []];
  for (const [at, { position, title, box }] of rows.entries()) {
    const y = top + at * 150;
    texts.push(line(`${position}. ${title}`, y, { weight: 600, height: 66 }));
    for (const [index, label] of BOXES.entries()) {
      const x = 90 + index * 270;
      shapes.push(
        `<rect x="${x}" y="${y + 80}" width="26" height="26" fill="none" stroke="${INK}" stroke-width="2"/>`,
      );
      texts.push(line(label, y + 76, { left: x + 42, width: 210, size: 22 }));
      if (index === box) shapes.push(tick(chance, x, y + 80));
    }
  }
  return { texts, shapes };
}

/** Where the address and the signature stand on the last page, in hundredths of it: what the officer blacks out. */
export const HIDDEN = [
  { x: 30, y: 62, width: 62, height: 5 },
  { x: 30, y: 72, width: 50, height: 15 },
] as const;

const SIGNATURE = `<path fill="none" stroke="${PEN}" stroke-width="4" stroke-linecap="round"
  d="M340 1140q40-90 70-60t-50 90q70-10 90-60t-20 60q30 10 60-40t10 50q50-30 70-50t40 40q60-60 100-30M330 1200q200-40 420-50"/>`;

/**
 * A page of a signed paper as a scanner gives it, in the demonstration's own hand: words from the look's faces, ticks and a
 * flourish by pen. It says that it is fictional.
 */
export async function scannedPage(
  chance: Chance,
  said: {
    readonly title: string;
    readonly name: string;
    readonly rows: readonly PaperRow[];
    readonly isLast: boolean;
  },
): Promise<{ readonly bytes: Buffer; readonly width: number; readonly height: number }> {
  const { texts, shapes } = rowsOf(chance, said.rows, said.isLast ? 120 : 330);
  const head = [
    line(said.title, 110, { face: "serif", size: 40, weight: 500, height: 100 }),
    line(said.name, 240, { face: "serif", size: 34, weight: 500, colour: PEN, height: 46 }),
  ];
  const foot = [
    line("Adresse", 890, { size: 20 }),
    line("3 bis, allée des Exemples, 00000 Fictionville", 890, {
      left: 320,
      width: 590,
      colour: PEN,
      face: "serif",
    }),
    line("Signature", 1040, { size: 20 }),
  ];
  const drawn = await paint({
    width: WIDTH,
    height: HEIGHT,
    shapes: `<rect width="${WIDTH}" height="${HEIGHT}" fill="#f6f3ea"/><path d="M0 0h14v${HEIGHT}H0z" fill="#e3dfd2"/>${shapes.join("")}${said.isLast ? SIGNATURE : ""}`,
    texts: [
      ...(said.isLast ? foot : head),
      ...texts,
      line("Papier de démonstration : rien ici n’est vrai.", 1350, { size: 18 }),
    ],
  });
  const { default: sharp } = await import("sharp");
  const bytes = await sharp(drawn).jpeg({ quality: 74 }).toBuffer();
  return { bytes, width: WIDTH, height: HEIGHT };
}
