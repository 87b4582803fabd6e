import { z } from "zod";
import { LISTED_STATUSES } from "../forms/schema";

export const PUBLIC_STATUSES = [...LISTED_STATUSES, "no-public-answer", "not-asked"] as const;

const day = (description: string) => z.iso.datetime().nullable().meta({ description });
const word = (description: string) => z.string().meta({ description });
const maybe = (description: string) => z.string().nullable().meta({ description });
const count = (description: string) => z.int().min(0).nullable().meta({ description });

/**
 * What is publicly known of one candidate on one form: the columns of every table, in their order. CSV, spreadsheet, JSON, Table
 * Schema and the API are made from this.
 */
export const dataRow = z
  .strictObject({
    election: word("Slug of the election"),
    form: word("Slug of the form"),
    constituency: word("Code of the constituency, as the ministry writes it"),
    constituency_name: word("Name of the constituency"),
    department: maybe("Code of the department or country group"),
    department_name: maybe("Name of the department"),
    candidacy: word("Public id of the candidacy, for good"),
    person: word("Public id of the person, the same over elections"),
    family_name: word("Family name, as on the ballot"),
    given_name: word("Given name, as on the ballot"),
    sex: maybe("f or m, as the official list says"),
    parties: word("Parties that nominate or support, joined by “ / ”; else the official label"),
    candidacy_state: z
      .enum(["announced", "standing", "withdrawn", "invalidated"])
      .meta({ description: "Whether the candidacy stands" }),
    status: z.enum(PUBLIC_STATUSES).meta({ description: "What is publicly known; silence is not a refusal" }),
    version: count("Number of the version of the form that was signed"),
    agreed: count("Unreserved yeses"),
    engagements: count("Engagements of the version signed"),
    level: maybe("How the signer was recognised, A1 to A5"),
    signature: maybe("Public id of the signature"),
    signed_at: day("When it was signed"),
    log_index: count("Entry of the public log"),
    requests: count("How often the NGOs asked"),
    first_asked: day("First request on record"),
    last_asked: day("Last request on record"),
    url: z.url().meta({ description: "The candidate’s page" }),
  })
  .meta({ id: "Standing", description: "What is publicly known of one candidate on one form." });
export type DataRow = z.infer<typeof dataRow>;

const code = z.string().trim().max(60).catch("");

/** The state of the table, from its address; what is not known is left aside. */
export const dataQuery = z.object({
  election: code,
  form: code,
  department: code,
  constituency: code,
  party: code,
  sex: z.enum(["f", "m"]).or(z.literal("")).catch(""),
  status: z.enum(PUBLIC_STATUSES).or(z.literal("")).catch(""),
  theme: code,
  level: z.enum(["A1", "A2", "A3", "A4", "A5"]).or(z.literal("")).catch(""),
  order: z.enum(["constituency", "name"]).catch("constituency"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type DataQuery = z.infer<typeof dataQuery>;
