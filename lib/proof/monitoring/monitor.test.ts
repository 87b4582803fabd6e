import { expect, test } from "vitest";
import { type Bytes, utf8 } from "../log/bytes";
import { COSIGNATURE } from "../log/note";
import { aFormLeaf, aKey, type MadeUpKey, MadeUpLog } from "../testing/made-up-log";
import { parsePolicy } from "../verify/policy";
import { lookOnce, type Reader, type Seen } from "./monitor";

const NEVER: Seen = { note: null, owed: 0 };
const NOW = 1_800_000_000;

async function aLog(key: MadeUpKey, size: number, side = "", witnesses: readonly MadeUpKey[] = []) {
  const log = new MadeUpLog(key, witnesses);
  for (let n = 0; n < size; n += 1) log.add(aFormLeaf(1, { id: `${n >= 300 ? side : ""}form-${n}` }));
  return log;
}

const filesOf = async (log: MadeUpLog): Promise<Reader> => {
  const files = await log.exported();
  return async (path) => files.get(path) ?? null;
};
const showing =
  (note: string): Reader =>
  async () =>
    utf8(note);

async function world() {
  const [key, witness] = [await aKey("test.example/log"), await aKey("w.example", COSIGNATURE)];
  const policy = await parsePolicy(
    `log ${key.vkey}\nwitness w ${witness.vkey} https://w.example\nquorum w\n`,
  );
  if (!policy) throw new Error("no policy");
  const look = async (
    log: MadeUpLog,
    over: { witness?: string; mirror?: MadeUpLog; seen?: Seen; since?: number } = {},
  ) =>
    lookOnce(
      {
        policy,
        log: await filesOf(log),
        mirrors: over.mirror ? [{ name: "m", read: await filesOf(over.mirror) }] : [],
        witness: () => showing(over.witness ?? ""),
        since: over.since ?? NOW - 86_400,
      },
      over.seen ?? NEVER,
    );
  return { key, witness, look, log: (size: number, side = "") => aLog(key, size, side, [witness]) };
}
const whats = ({ alarms }: { alarms: readonly { what: string }[] }) => alarms.map(({ what }) => what);

test("one history, seen by all, is no alarm, while it grows and while somebody is behind", async () => {
  const { look, log } = await world();
  const [small, large] = [await log(310), await log(560)];
  const first = await look(small, { witness: await small.note(), mirror: small });
  expect(first).toMatchObject({ alarms: [], size: 310 });
  const second = await look(large, { witness: await small.note(), mirror: small, seen: first.seen });
  expect(second).toMatchObject({ alarms: [], size: 560 });
  // A witness a moment ahead is normal; after a whole interval it is not.
  const ahead = await look(small, { witness: await large.note() });
  expect([ahead.alarms, ahead.seen.owed]).toEqual([[], 560]);
  const hidden = await look(small, { witness: await large.note(), mirror: small, seen: ahead.seen });
  expect(whats(hidden)).toEqual(["the log has not shown for a whole interval what witness w has of it"]);
});

test("who shows nothing that the log signed is named: nobody then says that all see the same", async () => {
  const { look, log } = await world();
  const small = await log(310);
  const note = await small.note();
  expect(await look(small, { witness: note, mirror: small })).toMatchObject({ alarms: [], silent: [] });
  const cut = await look(small, { witness: note.replace("\n310\n", "\n309\n"), mirror: small });
  expect(cut).toMatchObject({ alarms: [], silent: ["witness w"] });
});

test("bar 26: two histories under one valid key: the witness or the mirror tells within one look", async () => {
  const { look, log } = await world();
  for (const [ours, theirs] of [
    [400, 400],
    [400, 350],
    [350, 400],
    [560, 520],
  ] as const) {
    const [shown, hidden] = [await log(ours), await log(theirs, "other ")];
    const byMirror = await look(shown, { mirror: hidden });
    expect(whats(byMirror)).toEqual(["mirror m was shown another history of test.example/log"]);
    expect(byMirror.alarms[0]?.notes).toEqual([await shown.note(), await hidden.note()]);
    const byWitness = await look(shown, { witness: await hidden.note() });
    // A witness has no tiles: one that is ahead is told at the next look.
    const told =
      theirs > ours ? await look(shown, { witness: await hidden.note(), seen: byWitness.seen }) : byWitness;
    expect(told.alarms).toHaveLength(1);
  }
});

test("what the log was at the last look stays: back, another root, or rewritten is told, and remembered", async () => {
  const { look, log } = await world();
  const { seen } = await look(await log(400));
  for (const [size, side] of [
    [399, ""],
    [400, "other "],
    [560, "other "],
  ] as const) {
    const told = await look(await log(size, side), { seen });
    expect(whats(told)).toEqual(["the log does not continue what it was at the last look"]);
    expect(told.seen.note).toBe(seen.note);
  }
  expect(await look(await log(560), { seen })).toMatchObject({ alarms: [] });
});

test("an old checkpoint, a stranger's, none, or one that no witness cosigned is told", async () => {
  const { look, log, key } = await world();
  expect(whats(await look(await log(5), { since: NOW + 1 }))).toEqual(["the log's checkpoint: too-old"]);
  expect(whats(await look(await aLog(key, 5)))).toEqual(["the log's checkpoint: too-few-witnesses"]);
  const stranger = await aLog(await aKey("test.example/log"), 5);
  expect(whats(await look(stranger))).toEqual(["the log's checkpoint: not-signed-by-log"]);
  const none: Bytes | null = null;
  const { alarms } = await lookOnce(
    {
      policy: { logs: [], witnesses: [], isQuorum: () => true },
      log: async () => none,
      mirrors: [],
      witness: () => async () => none,
      since: 0,
    },
    NEVER,
  );
  expect(alarms).toHaveLength(1);
});
