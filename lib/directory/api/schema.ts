import { z } from "zod";
import { dataRow } from "../data/schema";

const text = z.record(z.enum(["fr", "en"]), z.string().optional()).meta({
  description: "A text in each of its languages",
});
const id = z.string().meta({ description: "Public id, for good" });
const url = z.url().meta({ description: "The page of the site" });
const instant = z.iso.datetime();
const day = z.iso.date();
const named = z.strictObject({ id, name: z.string() });

export const electionRow = z
  .strictObject({
    id,
    name: text,
    kind: z.enum(["general", "primary", "by_election"]),
    rounds: z.array(z.strictObject({ number: z.int(), date: day })),
    url,
  })
  .meta({ id: "Election" });

export const organizationRow = z
  .strictObject({ id, name: z.string(), kind: z.enum(["ngo", "party"]), website: z.string().nullable(), url })
  .meta({ id: "Organization" });

export const formRow = z
  .strictObject({
    id,
    election: id,
    title: text,
    version: z.int(),
    engagements: z.int(),
    published_at: instant,
    closes_at: instant,
    authors: z.array(named),
    url,
  })
  .meta({ id: "Form" });

export const constituencyRow = z
  .strictObject({
    id: z.string().meta({ description: "election:code", examples: ["legislatives-2022:78-07"] }),
    election: id,
    code: z.string(),
    name: z.string(),
    department: z.string().nullable(),
    seats: z.int(),
    candidacies: z.int(),
    url,
  })
  .meta({ id: "Constituency" });

export const candidacyRow = z
  .strictObject({
    id,
    election: id,
    constituency: z.string(),
    person: id,
    family_name: z.string(),
    given_name: z.string(),
    sex: z.enum(["f", "m"]).nullable(),
    state: z.enum(["announced", "standing", "withdrawn", "invalidated"]),
    label: z.string().nullable().meta({ description: "Official label" }),
    parties: z.array(named),
    substitute: id.nullable(),
    url,
  })
  .meta({ id: "Candidacy" });

export const personRow = z
  .strictObject({
    id,
    family_name: z.string(),
    given_name: z.string(),
    candidacies: z.array(id),
    url,
  })
  .meta({ id: "Person" });

export const signatureRow = z
  .strictObject({
    id,
    form: id,
    version: z.int(),
    candidacy: id,
    role: z.enum(["candidate", "substitute"]),
    revision: z.int(),
    level: z.string(),
    signed_at: instant,
    log_index: z.int().nullable(),
    events: z
      .array(z.strictObject({ kind: z.string(), at: instant }))
      .meta({ description: "What happened since: withdrawn, disputed, resolved, attested…" }),
  })
  .meta({ id: "Signature" });

export const standingRow = dataRow;

/** What every list takes. */
export const listQuery = z.strictObject({
  lang: z
    .enum(["fr", "en"], "directory.api.lang")
    .default("fr")
    .meta({ description: "Language of names and pages" }),
  limit: z.coerce
    .number("directory.api.limit")
    .int("directory.api.limit")
    .min(1, "directory.api.limit")
    .max(100, "directory.api.limit")
    .default(50)
    .meta({ description: "Rows of a page" }),
  cursor: z
    .string()
    .regex(/^[\w-]{1,200}$/, "directory.api.cursor")
    .optional()
    .meta({ description: "`next` of the page before" }),
});

/** A slug, a code or a public id, as filters take it. */
export const filterWord = z
  .string()
  .regex(/^[\p{L}\p{N}_.:-]{1,120}$/u, "directory.api.filter")
  .optional();
// No year 0, which Postgres has not.
export const filterInstant = z.iso
  .datetime({ offset: true, error: "directory.api.since" })
  .regex(/^[12]\d{3}/, "directory.api.since")
  .optional();
export const filterStatus = dataRow.shape.status.optional();

export const problemBody = z
  .strictObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .meta({ id: "Problem", description: "RFC 9457" });
