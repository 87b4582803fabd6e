import { fromDecimal } from "../log/bytes";
import { parseVerifierKey, type VerifierKey } from "../log/note";

/** A log's key; `until` is the greatest size that it signed where another took over: it counts for nothing above. */
export interface PolicyKey extends VerifierKey {
  readonly until?: number;
}

export interface PolicyWitness {
  readonly name: string;
  readonly key: VerifierKey;
  readonly url?: string;
}

/** Who must have signed a checkpoint: the log itself, and as many witnesses as the quorum says. */
export interface Policy {
  readonly logs: readonly PolicyKey[];
  readonly witnesses: readonly PolicyWitness[];
  /** Whether these witnesses are enough. */
  readonly isQuorum: (names: ReadonlySet<string>) => boolean;
}

type Enough = (names: ReadonlySet<string>) => boolean;

function enough(kind: string, members: readonly Enough[]): Enough | null {
  const needed =
    kind === "any" ? 1 : kind === "all" ? members.length : /^[1-9]\d?$/.test(kind) ? Number(kind) : 0;
  if (needed === 0 || needed > members.length) return null;
  return (names) => members.filter((member) => member(names)).length >= needed;
}

/**
 * A policy file (C2SP tlog-policy): lines `log <key>`, `witness <name> <key>`, `group <name> <k|any|all> <members…>` and
 * one `quorum <name|none>`; `#` begins a comment, and the one of a log's line may be `until <size>`. Null where a line is none of these or names what was not said before.
 */
export async function parsePolicy(file: string): Promise<Policy | null> {
  const logs: PolicyKey[] = [];
  const witnesses: PolicyWitness[] = [];
  const known = new Map<string, Enough>();
  let quorum: Enough | null = null;
  for (const line of file.split("\n")) {
    const [word, first = "", ...rest] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (!word) continue;
    if (quorum) return null;
    if (word === "log") {
      const key = await parseVerifierKey(first);
      if (!key || rest.length > 1) return null;
      const until = fromDecimal(/# until (\d+)$/.exec(line)?.[1] ?? "");
      logs.push(until === null ? key : { ...key, until });
    } else if (word === "witness") {
      const key = await parseVerifierKey(rest[0] ?? "");
      if (!key || known.has(first) || first === "none" || rest.length > 2) return null;
      witnesses.push({ name: first, key, ...(rest[1] ? { url: rest[1] } : {}) });
      known.set(first, (names) => names.has(first));
    } else if (word === "group") {
      const [kind = "", ...members] = rest;
      const each = members.flatMap((name) => known.get(name) ?? []);
      const group = each.length === members.length ? enough(kind, each) : null;
      if (!group || known.has(first) || first === "none") return null;
      known.set(first, group);
    } else if (word === "quorum") {
      quorum = first === "none" ? () => true : (known.get(first) ?? null);
      if (!quorum || rest.length > 0) return null;
    } else return null;
  }
  return quorum && logs.length > 0 ? { logs, witnesses, isQuorum: quorum } : null;
}
