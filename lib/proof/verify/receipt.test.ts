import { describe, expect, test } from "vitest";
import { jcs } from "../canonical/jcs";
import { type Bytes, utf8 } from "../log/bytes";
import { COSIGNATURE } from "../log/note";
import { writeReceipt } from "../receipt/receipt";
import { aFormLeaf, aKey, aReceipt, aStatement, MadeUpLog } from "../testing/made-up-log";
import { parsePolicy } from "./policy";
import { verifyReceipt } from "./receipt";
import { wordsOf } from "./words";

const problemOf = async (bytes: Bytes) => {
  const verdict = await verifyReceipt(bytes);
  return verdict.verdict === "valid" ? "valid" : verdict.problem;
};

test("a receipt is valid by itself, and the words say what is proven and what is not", async () => {
  const { zip } = await aReceipt();
  const verdict = await verifyReceipt(zip);
  expect(verdict).toMatchObject({ verdict: "valid", index: 6, size: 7, isKeyGiven: false, witnesses: [] });
  const said = wordsOf(verdict, "fr");
  expect(said.title).toBe("Valide\u00a0: signé par Łucja Œuvrard le 3 mai 2032.");
  expect(said.proven.join("\n")).toMatch(/2 engagements sur 3.*niveau A1.*Entrée|entrée 6/s);
  expect(said.unproven.join("\n")).toMatch(/comparez-la.*témoin.*inventer/s);
  expect(wordsOf(verdict, "en").title).toBe("Valid: signed by Łucja Œuvrard on 3 May 2032.");
});

test("one letter of the words, the name, the day, one answer, the level or the evidence: invalid, and why", async () => {
  const { receipt } = await aReceipt();
  const statement = (from: string, to: string) => ({
    ...receipt,
    statement: receipt.statement.replace(from, to),
  });
  const cases = {
    "other-form": { ...receipt, form: receipt.form.replace("cœur", "coeur") },
    "not-in-log": statement("Łucja", "Lucja"),
    day: statement("2032-05-03T09", "2032-05-04T09"),
    hour: statement("T09:10:11", "T09:10:12"),
    answer: statement('"engagement":2,"value":"yes"', '"engagement":2,"value":"no"'),
    level: statement('"level":"A1"', '"level":"A4"'),
    evidence: statement("Site de campagne", "Site du parti"),
    comment: statement("Sauf urgence.", "Sauf urgence !"),
  };
  const found = await Promise.all(
    Object.entries(cases).map(async ([name, changed]) => [name, await problemOf(writeReceipt(changed))]),
  );
  expect(Object.fromEntries(found)).toEqual({
    ...Object.fromEntries(Object.keys(cases).map((name) => [name, "not-in-log"])),
    "other-form": "other-form",
  });
});

test("what does not fit together, is spelled otherwise or says more than is read: refused", async () => {
  const form = aFormLeaf();
  const log = new MadeUpLog(await aKey("test.example/log"));
  const good = await log.receipt(form, await aStatement(form));
  const spelled = (said: string) => writeReceipt({ ...good, statement: said });
  expect(await problemOf(spelled(good.statement.replace("{", "{ ")))).toBe("statement");
  expect(await problemOf(spelled(good.statement.replace('"v":1', '"v":1,"v":1')))).toBe("statement");
  expect(await problemOf(spelled(good.statement.replace('"v":1', '"v":2')))).toBe("statement");
  expect(await problemOf(spelled(jcs({ ...JSON.parse(good.statement), more: "x" })))).toBe("statement");
  const salt = `${good.salt.startsWith("0") ? "1" : "0"}${good.salt.slice(1)}`;
  expect(await problemOf(writeReceipt({ ...good, salt }))).toBe("not-in-log");
  expect(await problemOf(writeReceipt({ ...good, keys: [(await aKey("test.example/log")).vkey] }))).toBe(
    "not-signed-by-log",
  );
  expect(await problemOf(writeReceipt({ ...good, keys: ["test.example/log+00000000+AQ=="] }))).toBe("keys");
  const other = await log.receipt(form, await aStatement(form, { revision: 2 }));
  expect(await problemOf(writeReceipt({ ...good, proof: other.proof }))).toBe("not-in-log");
  const few = (await aStatement(form)).answers.slice(1);
  expect(
    await problemOf(writeReceipt(await log.receipt(form, await aStatement(form, { answers: few })))),
  ).toBe("answers");
  expect(
    await problemOf(writeReceipt(await log.receipt(form, await aStatement(form, { language: "xx" })))),
  ).toBe("language");
  expect(await problemOf(utf8("hello"))).toBe("no-receipt");
});

/** Where one flipped bit of these bytes is accepted; a few hundred at once, since hashing waits for threads of its own. */
async function acceptedOf(bytes: Bytes, made: (flipped: Bytes) => Bytes): Promise<number[]> {
  const accepted: number[] = [];
  for (let first = 0; first < bytes.length * 8; first += 256) {
    const bits = Array.from({ length: Math.min(256, bytes.length * 8 - first) }, (_, at) => first + at);
    const verdicts = await Promise.all(
      bits.map((bit) => {
        const copy = bytes.slice();
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return verifyReceipt(made(copy));
      }),
    );
    accepted.push(...bits.filter((_, at) => verdicts[at]?.verdict === "valid"));
  }
  return accepted;
}

const told = new TextDecoder();

describe("bar 12: not one flipped bit is accepted", { timeout: 60_000 }, () => {
  test("of the archive", async () => {
    const { zip } = await aReceipt();
    expect(await acceptedOf(zip, (flipped) => flipped)).toEqual([]);
  });

  test.each([
    "statement",
    "salt",
    "proof",
    "form",
  ] as const)("of its %s, in an archive made anew", async (name) => {
    const { receipt } = await aReceipt();
    const made = (flipped: Bytes) => writeReceipt({ ...receipt, [name]: told.decode(flipped) });
    expect(await acceptedOf(utf8(receipt[name]), made)).toEqual([]);
  });

  test("of the log's key", async () => {
    const { receipt } = await aReceipt();
    const made = (flipped: Bytes) => writeReceipt({ ...receipt, keys: [told.decode(flipped)] });
    expect(await acceptedOf(utf8(receipt.keys[0] ?? ""), made)).toEqual([]);
  });
});

test("bar 19: two of three witnesses, none unknown, none of another log", async () => {
  const witnesses = await Promise.all(["w1", "w2", "w3"].map((name) => aKey(`${name}.example`, COSIGNATURE)));
  const policyOf = async (log: string) => {
    const lines = witnesses.map(({ vkey }, at) => `witness w${at + 1} ${vkey}`);
    const policy = await parsePolicy(
      [`log ${log}`, ...lines, "group all3 2 w1 w2 w3", "quorum all3", ""].join("\n"),
    );
    if (!policy) throw new Error("no policy");
    return policy;
  };
  for (const count of [0, 1, 2, 3]) {
    const { log, zip } = await aReceipt({ witnesses: witnesses.slice(0, count) });
    const verdict = await verifyReceipt(zip, await policyOf(log.key.vkey));
    expect(verdict).toMatchObject(
      count < 2 ? { problem: "too-few-witnesses" } : { verdict: "valid", isKeyGiven: true },
    );
  }
  const strangers = await Promise.all(["a", "b"].map((name) => aKey(`${name}.example`, COSIGNATURE)));
  const { log, zip } = await aReceipt({ witnesses: strangers });
  expect(await verifyReceipt(zip, await policyOf(log.key.vkey))).toMatchObject({
    problem: "too-few-witnesses",
  });
  const foreign = await policyOf((await aKey("test.example/log")).vkey);
  expect(await verifyReceipt(zip, foreign)).toMatchObject({ problem: "not-signed-by-log" });
});

test.each([
  "",
  "log nonsense\nquorum none",
  "quorum none",
  "log KEY\nquorum w1",
  "log KEY\ngroup g 1 w1\nquorum g",
  "log KEY\ngroup g 2 g\nquorum g",
  "log KEY\nquorum none\nquorum none",
  "log KEY\nquestion none",
])("a policy that is none is refused: %j", async (file) => {
  expect(await parsePolicy(file.replace("KEY", (await aKey("test.example/log")).vkey))).toBeNull();
});
