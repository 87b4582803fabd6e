import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { sealEndLeaf, sealLeaf } from "../seal/seal-leaf";
import { aFormLeaf, aStatement } from "../testing/made-up-log";
import { erasureLeaf, leafOf, plainLeafOf } from "./leaf";
import { canonicalStatement, type EventStatement, type Statement } from "./statement";

const HASH = /^sha256:[0-9a-f]{64}$/;
/** Which keys a leaf may hold, and what may stand there: hashes, a day, a level, a kind. Nothing that anybody typed. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  signature: { form: HASH, commit: HASH, day: /^\d{4}-\d\d-\d\d$/, level: /^A[1-5]$/ },
  ...Object.fromEntries(
    ["withdrawal", "dispute", "resolution", "lapse", "attestation"].map((type) => [
      type,
      { ref: HASH, commit: HASH },
    ]),
  ),
  erasure: { ref: HASH, reason: /^(art17|identity-fraud|court-order)$/ },
  seal: { key: HASH, ended: /^true$/ },
};

/** What in a leaf is not on the list. */
function strange(leaf: string): string[] {
  const { v, type, ...rest }: Record<string, unknown> = JSON.parse(leaf);
  const allowed = ALLOWED[String(type)] ?? {};
  const found = Object.entries(rest).filter(([key, value]) => !allowed[key]?.test(String(value)));
  return [...(v === 1 && ALLOWED[String(type)] ? [] : [`v${v} ${type}`]), ...found.map(([key]) => key)];
}

const ref = `sha256:${"a".repeat(64)}`;
const typed = "Camille Essai, camille@essai.example";
const said = { at: "2027-06-02T08:00:00.000Z", reason: typed, by: [typed], entered: "2027-06-03" };

async function statements(): Promise<Statement[]> {
  const signature = await aStatement(aFormLeaf());
  const worded = { ...signature, evidence: typed, candidate: { ...signature.candidate, name: typed } };
  const types = ["withdrawal", "dispute", "resolution", "lapse", "attestation"] as const;
  return [worded, ...types.map((type): EventStatement => ({ v: 1, type, ref, ...said }))];
}

test("bar 57: leaves hold only what is on the list, whatever was typed", async () => {
  const salt = new Uint8Array(randomBytes(32));
  const leaves = [erasureLeaf(ref, "art17"), await sealLeaf(salt), await sealEndLeaf(salt)];
  for (const statement of await statements()) {
    const leaf = await leafOf(statement, canonicalStatement(statement), salt);
    const { commit }: { commit: string } = JSON.parse(leaf);
    expect(plainLeafOf(statement, commit)).toBe(leaf);
    leaves.push(leaf);
  }
  for (const leaf of leaves) expect(strange(leaf), leaf).toEqual([]);
  expect(leaves.join()).not.toContain("Camille");
});

test("planted: a name, an address in a field that is allowed, a kind that nobody knows", () => {
  const leaf = { v: 1, type: "withdrawal", ref, commit: ref };
  expect(strange(JSON.stringify({ ...leaf, name: typed }))).toEqual(["name"]);
  expect(strange(JSON.stringify({ ...leaf, ref: typed }))).toEqual(["ref"]);
  expect(strange(JSON.stringify({ ...leaf, type: "note" }))).toEqual(["v1 note", "ref", "commit"]);
});
