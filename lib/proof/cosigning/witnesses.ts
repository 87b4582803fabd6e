import { COSIGNATURE, parseVerifierKey, type VerifierKey } from "../log/note";

/** A witness that the log asks. */
export interface AskedWitness {
  readonly vkey: string;
  readonly key: VerifierKey;
  /** Where it answers, without a slash at the end. */
  readonly url: string;
}

/** Whom the log asks, and how many of them are enough. */
export interface Witnesses {
  readonly all: readonly AskedWitness[];
  readonly quorum: number;
}

/** Why the list is refused, as a sentence. */
export class BadWitnesses extends Error {}

async function witnessOf(line: string): Promise<AskedWitness> {
  const [vkey = "", url = "", ...rest] = line.split(/\s+/);
  const key = await parseVerifierKey(vkey);
  if (key?.type !== COSIGNATURE) throw new BadWitnesses(`not a witness's key: "${vkey}"`);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url) || rest.length > 0)
    throw new BadWitnesses(`a line is KEY ADDRESS: "${line}"`);
  return { vkey, key, url: url.replace(/\/+$/, "") };
}

/**
 * The witnesses of a list: a line `KEY ADDRESS` for each and, where more or fewer than most of them are to be enough,
 * `quorum N`; `#` begins a comment. Throws on any other line.
 */
export async function parseWitnesses(list: string): Promise<Witnesses> {
  const lines = list.split(/[\n;]/).map((line) => line.replace(/#.*/, "").trim());
  const quorums = lines.filter((line) => /^quorum /.test(line)).map((line) => Number(line.slice(7)));
  const all = await Promise.all(lines.filter((line) => line && !/^quorum /.test(line)).map(witnessOf));
  const names = new Set(all.map(({ key }) => key.name));
  if (names.size < all.length) throw new BadWitnesses("two witnesses have one name");
  const quorum = quorums[0] ?? (all.length === 0 ? 0 : Math.floor(all.length / 2) + 1);
  const isQuorum = Number.isInteger(quorum) && quorum <= all.length && (quorum > 0 || all.length === 0);
  if (quorums.length > 1 || !isQuorum) throw new BadWitnesses(`quorum is one number from 1 to ${all.length}`);
  return { all, quorum };
}

/** The lines of a C2SP policy that name these witnesses; the log's own lines stand before them. */
export function policyLines({ all, quorum }: Witnesses): string {
  if (all.length === 0) return "quorum none\n";
  const lines = all.map(({ key, vkey, url }) => `witness ${key.name} ${vkey} ${url}\n`);
  const group = `group witnesses ${quorum} ${all.map(({ key }) => key.name).join(" ")}\n`;
  return `${lines.join("")}${group}quorum witnesses\n`;
}
