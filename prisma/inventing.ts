import { randomBytes } from "node:crypto";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/prisma/client/client";

/** What a factory leaves to its caller to change; everything else has a fictional default. */
export type Over<Input> = { [K in keyof Input]?: Exclude<Input[K], typeof Prisma.skip> };

const DAY = 86_400_000;
const SYLLABLES = "ba vel tri nou ké lan dor mi sau pré gui fan zo ter lu rem".split(" ");

// Starts elsewhere in each process, so that stories running side by side never share a name.
let drawn = randomBytes(3).readUIntBE(0, 3) * 4096;

/** A number that no other call in any test gets. */
export function unique(): number {
  drawn += 1;
  return drawn;
}

/** A pronounceable word made from a number, different for each, e.g. "Dorkézonou". */
export function invented(n: number): string {
  let word = "";
  for (let rest = n; rest > 0 || word === ""; rest = Math.floor(rest / 16))
    word += SYLLABLES[rest % 16] ?? "";
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The database's clock, as rules see it. */
export async function clock(db: Tx): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT signataires_now() AS now`;
  if (!row) throw new Error("the database told no time");
  return row.now;
}

/** A day without time, so many days from the database's today. */
export async function dayFromNow(db: Tx, days: number): Promise<Date> {
  const at = new Date((await clock(db)).getTime() + days * DAY);
  return new Date(at.toISOString().slice(0, 10));
}
