import { z } from "zod";

export const day = z.iso.date("elections.errors.date").transform((text) => new Date(`${text}T00:00:00Z`));
const closingTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "elections.errors.closing-time")
  .default("20:00");
const zones = new Set(Intl.supportedValuesOf("timeZone")).add("UTC");
const timeZone = z.string().refine((zone) => zones.has(zone), "elections.errors.time-zone");
export const id = z.uuid("elections.errors.id");
export const line = z.string().trim().min(1, "elections.errors.empty").max(200, "elections.errors.long");
export const emptyAsAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** A round: its day, the local time at which polls close, and the areas that vote otherwise. */
const round = z.strictObject({
  pollingDate: day,
  closesAt: closingTime,
  exceptions: z
    .array(z.strictObject({ areaId: id, pollingDate: day, closesAt: closingTime, timeZone }))
    .default([]),
});

export const createElectionInput = z.strictObject({
  name: z.strictObject({ fr: line, en: line }),
  kind: z.enum(["general", "primary", "by_election"]).default("general"),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/, "elections.errors.country"),
  areaScheme: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "elections.errors.area-scheme"),
  timeZone,
  /** The general election of a primary. */
  parentId: emptyAsAbsent(id),
  rounds: z
    .array(round)
    .min(1, "elections.errors.rounds")
    .max(9, "elections.errors.rounds")
    .refine(
      (rounds) => rounds.every((one, at) => at === 0 || (rounds[at - 1]?.pollingDate ?? 0) < one.pollingDate),
      "elections.errors.round-order",
    ),
});
export type CreateElection = z.infer<typeof createElectionInput>;

/** Where a dated fact comes from. */
export const source = {
  sourceTitle: line,
  sourceUrl: emptyAsAbsent(z.url({ protocol: /^https?$/, error: "elections.errors.url" })),
};
export const note = emptyAsAbsent(z.string().trim().max(1000, "elections.errors.long"));

export const NOMINATION_STATUSES = ["announced", "frozen", "disputed", "confirmed", "withdrawn"] as const;

const fact = {
  status: z.enum(NOMINATION_STATUSES, "elections.errors.status"),
  date: day,
  /** Until when a frozen nomination is frozen, where the source says so. */
  until: emptyAsAbsent(day),
  ...source,
  note,
};
const endsAfter = (said: { date: Date; until?: Date | undefined }) => !said.until || said.until >= said.date;
const untilOrder = { path: ["until"], message: "elections.errors.until" };

export const addNominationInput = z
  .strictObject({
    candidacyId: id,
    organizationId: id,
    kind: z.enum(["nomination", "support"]).default("nomination"),
    ...fact,
  })
  .refine(endsAfter, untilOrder);

/** The same by the party's name; one that is not known yet is made where `isNew` says so. */
export const nominateByNameInput = z
  .strictObject({
    candidacyId: id,
    party: line,
    isNew: z.literal("on").optional(),
    kind: z.enum(["nomination", "support"]).default("nomination"),
    ...fact,
  })
  .refine(endsAfter, untilOrder);
export type NominateByName = z.infer<typeof nominateByNameInput>;
export type AddNomination = z.infer<typeof addNominationInput>;

export const addNominationEventInput = z
  .strictObject({ nominationId: id, ...fact })
  .refine(endsAfter, untilOrder);
export type AddNominationEvent = z.infer<typeof addNominationEventInput>;
