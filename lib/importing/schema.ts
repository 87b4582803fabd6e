import { z } from "zod";
import {
  areaFields,
  candidateFields,
  type Field,
  normalised,
  personFields,
  resultFields,
  turnoutFields,
} from "./ministry/headers";

export const importKinds = ["areas", "candidates", "results", "persons"] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a file of areas can hold: INSEE's communes, the Assemblée's names, countries abroad, any country's areas, outlines. */
export const areaContents = ["composition", "names", "abroad", "plain", "shapes"] as const;
export type AreaContent = (typeof areaContents)[number];

/** The names that a column can be given by hand, besides `identifier:SCHEME`. */
export const fieldNames: readonly string[] = [
  ...areaFields,
  ...candidateFields,
  ...resultFields,
  ...turnoutFields,
  ...personFields.map((name) => `substitute.${name}`),
];

const fields = new Set(fieldNames);

export function isField(name: string): name is Field {
  return fields.has(name) || /^identifier:[\w-]+$/.test(name);
}

const day = z.iso.date("importing.errors.date");

/** "Header=field" pairs of a file whose headers nobody has seen. */
const headerMap = z.array(z.string()).transform((pairs, context) => {
  const map = new Map<string, Field>();
  for (const pair of pairs) {
    const at = pair.lastIndexOf("=");
    const field = pair.slice(at + 1).trim();
    if (at > 0 && isField(field)) map.set(normalised(pair.slice(0, at)), field);
    else context.addIssue({ code: "custom", message: "importing.errors.map", params: { pair } });
  }
  return map;
});

export const importOptions = z.strictObject({
  files: z.array(z.string().min(1)).max(20),
  election: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,79}$/, "importing.errors.slug")
    .optional(),
  name: z.string().trim().min(3, "importing.errors.name").max(200, "importing.errors.name").optional(),
  dates: z
    .array(day)
    .min(1, "importing.errors.date")
    .max(9, "importing.errors.date")
    .refine((days) => days.every((one, i) => i === 0 || one > (days[i - 1] ?? "")), "importing.errors.order")
    .optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "importing.errors.country")
    .default("FR"),
  round: z.coerce
    .number("importing.errors.round")
    .int("importing.errors.round")
    .min(1, "importing.errors.round")
    .max(9, "importing.errors.round")
    .default(1),
  creates: z.boolean().default(false),
  isDryRun: z.boolean().default(false),
  map: headerMap.default(new Map()),
  idProperty: z.string().min(1).default("ID"),
});
export type ImportOptions = z.infer<typeof importOptions>;
