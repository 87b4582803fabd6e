import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sameBytes } from "../log/bytes";
import { signersOf } from "../log/checkpoint";
import { formatNote, parseNote, parseVerifierKey } from "../log/note";
import { type WitnessKey, witnessKey } from "../signer/key";
import { killWitness } from "../testing/kill-witness";
import { History, LogInHand } from "../testing/witnessed";
import { formatAsked, parseAsked } from "./protocol";
import { headOf } from "./state";
import { type Answer, witness } from "./witness";

const folder = mkdtempSync(join(tmpdir(), "signataires-witness-"));
let [key, log]: [WitnessKey | null, LogInHand | null] = [null, null];
beforeAll(async () => {
  key = await witnessKey(join(folder, "key"), "w.example/w1");
  log = await LogInHand.made("test.example/log");
});

/** A witness with a state of its own that has cosigned so many leaves of a history. */
async function aWitness(cosigned = 0) {
  if (!key || !log) throw new Error("no key");
  const state = join(mkdtempSync(join(folder, "w-")), "state.json");
  const alarms: string[] = [];
  const logs = [{ origin: log.key.name, keys: [log.key] }];
  const options = {
    key,
    logs,
    state,
    now: () => 1_800_000_000,
    alarm: (note: string) => void alarms.push(note),
  };
  const history = new History(Array.from({ length: cosigned }, (_, n) => n));
  const ask = witness(options);
  if (cosigned > 0) expect(await ask(log.ask(history, 0))).toMatchObject({ status: 200 });
  return { ask, state, alarms, history, log, key };
}
const status = ({ status }: Answer) => status;

test("cosigns what continues the log, from nothing and step by step, and says what the witness signed", async () => {
  const { ask, history, log, key, state } = await aWitness();
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 4],
    [4, 9],
  ] as const) {
    while (history.size < size) history.add(history.size);
    const { status, body } = await ask(log.ask(history, old));
    expect(status).toBe(200);
    const vkey = await parseVerifierKey(key.vkey);
    const note = parseNote(`${formatNote(log.note(size, history.root()))}${body}`);
    if (!note || !vkey) throw new Error("no note");
    expect(await signersOf(note, [vkey, log.key])).toEqual([log.key, vkey]);
    expect(headOf(state, log.key.name)).toMatchObject({ size, root: history.root() });
  }
});

test("refuses as C2SP tlog-witness says, and changes nothing", async () => {
  const { ask, history, log, state, alarms } = await aWitness(7);
  const before = readFileSync(state, "utf8");
  const stranger = await LogInHand.made("other.example/log");
  const thief = await LogInHand.made("test.example/log");
  const forked = new History([0, 1, 2, "x", 4, 5, 6, 7, 8]);
  const longer = new History([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(status(await ask(stranger.ask(longer, 7)))).toBe(404);
  expect(status(await ask(thief.ask(longer, 7)))).toBe(403);
  const forged = log.note(8, longer.root());
  const [line] = forged.signatures;
  if (!line) throw new Error("no line");
  const broken = {
    ...forged,
    signatures: [{ ...line, signature: line.signature.with(3, 255 - (line.signature[3] ?? 0)) }],
  };
  expect(status(await ask(formatAsked({ old: 7, proof: longer.consistency(7, 8), note: broken })))).toBe(403);
  // Fork: a proof of the other history, of the true one, or none.
  expect(status(await ask(log.ask(forked, 7)))).toBe(422);
  for (const proof of [longer.consistency(7, 8), []])
    expect(status(await ask(formatAsked({ old: 7, proof, note: log.note(8, forked.root(8)) })))).toBe(422);
  expect(alarms).toHaveLength(3);
  // The same size under another root.
  expect(status(await ask(formatAsked({ old: 7, proof: [], note: log.note(7, forked.root(7)) })))).toBe(422);
  // Back: smaller than what was cosigned, in either spelling; and what the witness has meanwhile left behind.
  expect(status(await ask(formatAsked({ old: 7, proof: [], note: log.note(5, history.root(5)) })))).toBe(400);
  expect(await ask(log.ask(history, 4, 5))).toEqual({ status: 409, body: "7\n", type: "text/x.tlog.size" });
  expect(await ask(log.ask(longer, 0))).toMatchObject({ status: 409, body: "7\n" });
  const good = log.ask(longer, 7);
  for (const bad of [
    "",
    "old 7\n\n",
    good.replace("old 7", "old 07"),
    good.replace("old 7", "old -1"),
    good.slice(0, -1),
    `\n${good}`,
  ])
    expect([bad, status(await ask(bad))]).toEqual([bad, 400]);
  expect(readFileSync(state, "utf8")).toBe(before);
  expect(status(await ask(good))).toBe(200);
  expect(parseAsked(good)?.proof).toEqual(longer.consistency(7, 8));
});

test("of two that race from one size at most one is cosigned", async () => {
  const { ask, log, history, state } = await aWitness(20);
  for (let round = 0; round < 50; round += 1) {
    const [one, other] = ["a", "b"].map((side) => {
      const leaves = Array.from({ length: history.size }, (_, n) => n);
      return new History([...leaves, `${side}${round}`]);
    });
    if (!one || !other) throw new Error("two");
    const answers = await Promise.all([one, other].map((each) => ask(log.ask(each, 20))));
    expect(answers.map(status).filter((said) => said === 200).length).toBe(round === 0 ? 1 : 0);
  }
  expect(headOf(state, log.key.name).size).toBe(21);
});

test(
  "bar 17: 2,000 rewrites of the past, each signed by the log itself, are refused",
  { timeout: 60_000 },
  async () => {
    const { ask, log, alarms } = await aWitness(40);
    let refused = 0;
    for (let trial = 0; trial < 2000; trial += 1) {
      const [touched, size] = [Math.floor(Math.random() * 40), 40 + Math.floor(Math.random() * 25)];
      const leaves = Array.from({ length: size }, (_, n) => (n === touched ? `x${trial}` : n));
      const rewritten = new History(trial % 3 === 0 ? leaves.toSpliced(touched, 1) : leaves);
      const whole = new History(Array.from({ length: rewritten.size }, (_, n) => n));
      const proof = (trial % 2 === 0 ? rewritten : whole).consistency(40, rewritten.size);
      const answer = await ask(
        formatAsked({ old: 40, proof, note: log.note(rewritten.size, rewritten.root()) }),
      );
      if ([400, 422].includes(answer.status) && !answer.body.includes("—")) refused += 1;
    }
    expect(refused).toBe(2000);
    expect(alarms.length).toBeGreaterThan(1900);
  },
);

test("a damaged file: it cosigns nothing", async () => {
  const { ask, log, history, state } = await aWitness(3);
  history.add(3);
  const text = readFileSync(state, "utf8");
  for (const damage of [
    text.slice(0, 60),
    "{",
    text.replace("test.example/log\\n3", "test.example/log\\nx"),
  ]) {
    writeFileSync(state, damage);
    await expect(ask(log.ask(history, 3))).rejects.toThrow();
  }
  writeFileSync(state, text);
  expect(sameBytes(headOf(state, log.key.name).root, history.root(3))).toBe(true);
  expect(await ask(log.ask(history, 3))).toMatchObject({ status: 200 });
});

test(
  "killed five times among racing requests, it stands by what it cosigned",
  { timeout: 60_000 },
  async () => {
    expect(await killWitness(5)).toMatchObject({ kills: 5, inconsistent: 0 });
  },
);
