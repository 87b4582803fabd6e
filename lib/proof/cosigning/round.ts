import { parseNote, parseVerifierKey } from "../log/note";
import { consistencyRanges, hashOfRange } from "../log/tree";
import { type Connection, overTiles } from "../signer/commands";
import { Refusal } from "../signer/refusal";
import { askWitness, type Offer } from "./asking";
import { keepCosignature, type Latest, latestSigned, seal } from "./commands";
import type { AskedWitness, Witnesses } from "./witnesses";

/** A log that stays quiet is cosigned again after so long, so that its checkpoint never looks like an old one. */
const AGAIN_SECONDS = 3600;

export interface Asking extends Witnesses {
  readonly logVkey: string;
  readonly say: (level: "info" | "error", message: string) => void;
}

/** Runs one after another: a connection speaks with one at a time. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  take<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(run);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

/** What is remembered from one round to the next: how much each witness has seen, and what was said of it last. */
export class Memory {
  readonly sizes = new Map<string, number>();
  readonly said = new Map<string, string>();
  /** When a witness that gave nothing may be asked again, in milliseconds since 1970. */
  readonly after = new Map<string, number>();
  /** Who has answered since this signer began: nobody is believed to be where he was. */
  readonly heard = new Set<string>();

  forget(): void {
    this.heard.clear();
    this.after.clear();
  }
}

const SHY_MS = 5000;

function isWanted({ vkey }: AskedWitness, { cosigned }: Latest, memory: Memory): boolean {
  if (Date.now() < (memory.after.get(vkey) ?? 0)) return false;
  return !memory.heard.has(vkey) || Date.now() / 1000 - (cosigned.get(vkey) ?? 0) > AGAIN_SECONDS;
}

/** What is said of a witness is said once, until it changes. */
function tell({ vkey, key }: AskedWitness, why: string, memory: Memory, { say }: Asking): void {
  if (why === (memory.said.get(vkey) ?? "")) return;
  say(why ? "error" : "info", `witness ${key.name}: ${why || "cosigns again"}`);
  memory.said.set(vkey, why);
}

/** Seals the checkpoint once enough of today's witnesses cosigned it; at once where none are asked. */
async function sealed(client: Connection, size: number, { all, quorum }: Asking): Promise<void> {
  const latest = await latestSigned(client, size);
  if (!latest || latest.isSealed) return;
  const enough = all.filter(({ vkey }) => latest.cosigned.has(vkey)).length >= quorum;
  if (enough) await seal(client, size, `${latest.note}${latest.lines.join("")}`);
}

/** The latest checkpoint as it is offered to a witness. */
async function offerOf(
  client: Connection,
  turns: Turns,
  { size, root, note }: Latest,
  logVkey: string,
): Promise<Offer> {
  const [parsed, logKey] = [parseNote(note), await parseVerifierKey(logVkey)];
  if (!parsed || !logKey) throw new Refusal("damaged");
  const read = (old: number) =>
    overTiles(client, (at) => consistencyRanges(old, size).map((range) => hashOfRange(range, at)));
  return { size, root, note: parsed, logKey, proof: (old) => turns.take(() => read(old)) };
}

/**
 * Asks one witness for the latest checkpoint, where it has not cosigned it, and seals it once it has enough. Throws a
 * refusal where the witness proves that this log signed more than it holds.
 */
export async function cosignOnce(
  client: Connection,
  turns: Turns,
  witness: AskedWitness,
  asking: Asking,
  memory: Memory,
): Promise<void> {
  const latest = await turns.take(() => latestSigned(client));
  if (!latest || !isWanted(witness, latest, memory)) return;
  const { size } = latest;
  const asked = await askWitness(witness, await offerOf(client, turns, latest, asking.logVkey), memory.sizes);
  tell(witness, asked.line === null ? asked.why : "", memory, asking);
  if (asked.line === null) {
    memory.after.set(witness.vkey, Date.now() + SHY_MS);
    if (asked.isAhead) throw new Refusal("rolled-back");
    return;
  }
  memory.heard.add(witness.vkey);
  const given = { size, vkey: witness.vkey, line: asked.line, seconds: asked.seconds };
  await turns.take(() => keepCosignature(client, given));
  await turns.take(() => sealed(client, size, asking));
}

/** Each witness once, all together; and where none is asked any more, what still waits is sealed as it is. */
export async function cosignFirst(client: Connection, asking: Asking, memory: Memory): Promise<void> {
  const turns = new Turns();
  const asked = await Promise.allSettled(
    asking.all.map((witness) => cosignOnce(client, turns, witness, asking, memory)),
  );
  const latest = await latestSigned(client);
  if (latest) await sealed(client, latest.size, asking);
  const failed = asked.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
