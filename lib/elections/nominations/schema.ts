import { z } from "zod";
import { day, emptyAsAbsent, id, line, note, source } from "../schema";

export const CONTEST_KINDS = ["vote", "frozen", "referred", "decided", "lifted"] as const;

const count = emptyAsAbsent(
  z.coerce
    .number("elections.errors.count")
    .int("elections.errors.count")
    .min(0, "elections.errors.count")
    .max(10_000_000, "elections.errors.count"),
);
const lines = z
  .string()
  .max(20_000, "elections.errors.long")
  .transform((text) =>
    text
      .split("\n")
      .map((one) => one.split(";").map((cell) => cell.trim()))
      .filter(([first]) => first),
  );
const isCount = (text: string | undefined) =>
  text === undefined || text === "" || /^\d{1,8}$/.test(text.replace(/\s/g, ""));
const number = (text: string | undefined) => (text ? Number(text.replace(/\s/g, "")) : null);

/** One contender a line: name, then votes where they are known. */
const contenders = lines
  .refine(
    (rows) => rows.length > 0 && rows.every(([, votes]) => isCount(votes)),
    "elections.errors.contenders",
  )
  .transform((rows) => rows.map(([name = "", votes]) => ({ name, votes: number(votes) })));

/** One area a line: its code, then registered and voters. */
const turnouts = lines
  .refine((rows) => rows.every(([, ...counts]) => counts.every(isCount)), "elections.errors.turnouts")
  .transform((rows) =>
    rows.map(([code = "", registered, voters]) => ({
      code,
      registered: number(registered),
      voters: number(voters),
    })),
  );

const fact = {
  kind: z.enum(CONTEST_KINDS, "elections.errors.status"),
  date: day,
  /** The same source also gives this day. */
  otherDate: emptyAsAbsent(day),
  until: emptyAsAbsent(day),
  note,
  ...source,
};
const endsAfter = (said: { date: Date; until?: Date | undefined }) => !said.until || said.until >= said.date;
const untilOrder = { path: ["until"], message: "elections.errors.until" };

/** A party's internal vote about the ballot of a candidacy, with its first fact. */
export const contestInput = z
  .strictObject({
    candidacyId: id,
    party: line,
    isNew: z.literal("on").optional(),
    title: line,
    registered: count,
    voters: count,
    contenders,
    turnouts,
    ...fact,
  })
  .refine(endsAfter, untilOrder);
export type ContestInput = z.infer<typeof contestInput>;

export const contestEventInput = z.strictObject({ contestId: id, ...fact }).refine(endsAfter, untilOrder);
export type ContestEventInput = z.infer<typeof contestEventInput>;
