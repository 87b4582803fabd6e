import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type AuditVerdict, auditLog } from "@/lib/proof/verify/audit";
import { laterInLog } from "@/lib/proof/verify/later-in-log";
import { type Policy, parsePolicy } from "@/lib/proof/verify/policy";
import type { Verdict } from "@/lib/proof/verify/receipt";
import { verifyFile } from "@/lib/proof/verify/sealed";
import type { Language, Since } from "@/lib/proof/verify/since";
import { auditWords, wordsOf } from "@/lib/proof/verify/words";

// The verifier as one file: no dependency, no network; 0 valid, 1 invalid, 2 cannot tell.

const USAGE = `node verify.mjs FILE… [--policy FILE] [--log DIR] [--max-age HOURS] [--lang fr|en] [--json]

Checks receipts of signatures, and with --log a whole export of the log, without a network; both together tell what the log
says of each receipt since.
Exit code: 0 all valid, 1 one is invalid, 2 one cannot be told.
`;

/** What cannot be read, or is no policy: the verifier cannot tell. */
class CannotTell extends Error {}

const digest = (...parts: readonly Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
const hasher = {
  leaf: (data: Uint8Array) => digest(Uint8Array.of(0), data),
  node: (left: Uint8Array, right: Uint8Array) => digest(Uint8Array.of(1), left, right),
  empty: () => digest(),
  hex: (hash: Uint8Array) => Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString("hex"),
};

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    throw new CannotTell(`${path}: cannot be read`);
  }
}

async function policyOf(path: string | undefined): Promise<Policy | undefined> {
  if (path === undefined) return undefined;
  const policy = await parsePolicy(new TextDecoder().decode(bytesOf(path)));
  if (!policy) throw new CannotTell(`${path}: not a policy file (log, witness, group and quorum lines)`);
  return policy;
}

const reading = (folder: string) => (path: string) => {
  try {
    return new Uint8Array(readFileSync(join(folder, path)));
  } catch {
    return null;
  }
};

async function auditOf(folder: string, policy: Policy | undefined, hours: string | undefined) {
  if (!policy) throw new CannotTell("--log wants --policy FILE with a line `log <key>`: whose log is it?");
  const since = hours === undefined ? undefined : Math.floor(Date.now() / 1000) - Number(hours) * 3600;
  return auditLog({ read: reading(folder), hasher }, policy, since);
}

/** What a log that was found whole says of a receipt, and of the keys of the seal. */
function knownFrom(folder: string | undefined, audit: AuditVerdict | undefined) {
  if (!folder || audit?.verdict !== "valid") return null;
  const { origin, size } = audit;
  const { facts, seals } = laterInLog(reading(folder), size);
  const sinceOf = (verdict: Verdict): Since =>
    verdict.verdict === "valid" && verdict.log.name === origin && verdict.index < size
      ? { size, facts: facts.get(verdict.leaf) ?? [] }
      : null;
  return { ended: { origin, at: seals }, sinceOf };
}

const EXIT = { valid: 0, invalid: 1, unknown: 2 } as const;

function show(path: string, verdict: Verdict, language: Language, since: Since): void {
  const { title, proven, unproven } = wordsOf(verdict, language, since);
  console.log(`${path}: ${title}`);
  for (const line of proven) console.log(`  ✓ ${line}`);
  for (const line of unproven) console.log(`  · ${line}`);
}

function told(verdict: Verdict | AuditVerdict): object {
  if (verdict.verdict !== "valid" || !("statement" in verdict)) return verdict;
  const { form, log, ...rest } = verdict;
  return { ...rest, form: { id: form.id, version: form.version, by: form.by }, log: log.name };
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      policy: { type: "string" },
      log: { type: "string" },
      "max-age": { type: "string" },
      lang: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help || (positionals.length === 0 && !values.log)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const spoken = values.lang ?? process.env.LC_ALL ?? process.env.LANG ?? "";
  const language = spoken.startsWith("en") ? "en" : "fr";
  const policy = await policyOf(values.policy);
  const results: { file: string; verdict: Verdict | AuditVerdict; since?: Since }[] = [];
  const audit = values.log ? await auditOf(values.log, policy, values["max-age"]) : undefined;
  const known = knownFrom(values.log, audit);
  for (const file of positionals) {
    const verdict = await verifyFile(bytesOf(file), policy, known?.ended);
    const since = known?.sinceOf(verdict) ?? null;
    results.push({ file, verdict, since });
    if (!values.json) show(file, verdict, language, since);
  }
  if (values.log && audit) {
    results.push({ file: values.log, verdict: audit });
    if (!values.json) console.log(`${values.log}: ${auditWords(audit, language)}`);
  }
  if (values.json) {
    const said = results.map(({ file, verdict, since }) => {
      return { file, ...told(verdict), ...(since ? { since: since.facts } : {}) };
    });
    console.log(JSON.stringify(said, null, 2));
  }
  const codes = results.map(({ verdict }) => EXIT[verdict.verdict]);
  return codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0;
}

// Node 20 still calls Ed25519 in WebCrypto experimental; a reader of a verdict need not know.
process.removeAllListeners("warning");
run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
