import { z } from "zod";
import { areaContents, fieldNames } from "../schema";

const id = z.uuid("importing.errors.id");

/** What a table of an election holds. */
export const listKinds = ["candidates", "results", "persons"] as const;
/** What the screen imports. */
export const planKinds = [...listKinds, "areas"] as const;
export type PlanKind = (typeof planKinds)[number];

export const planStates = ["read", "checking", "checked", "writing", "written", "abandoned"] as const;
export type PlanState = (typeof planStates)[number];

/** Bytes of one file on the screen; larger ones come by the command. */
export const LARGEST = 20 * 2 ** 20 - 2 ** 16;

export const uploadInput = z.strictObject({
  locale: z.enum(["fr", "en"]),
  kind: z.enum(listKinds, "importing.errors.kind"),
  file: z.instanceof(File).optional(),
  pasted: z.string().max(LARGEST, "importing.errors.too-large").optional(),
});
export type Upload = z.infer<typeof uploadInput>;

export const encodings = ["utf8", "win1252", "cp850", "utf16le", "utf16be"] as const;
export const separatorNames = { semicolon: ";", comma: ",", tab: "\t", bar: "|" } as const;
export type SeparatorName = keyof typeof separatorNames;

const day = z.union([z.literal(""), z.iso.date("importing.errors.day")]);
const field = z
  .string()
  .refine(
    (name) => name === "" || fieldNames.includes(name) || /^identifier:[\w-]+$/.test(name),
    "importing.errors.field",
  );

export const columnsInput = z.strictObject({
  id,
  encoding: z.enum(encodings).optional(),
  separator: z.enum(["semicolon", "comma", "tab", "bar"]).optional(),
  /** Field of each column by its number, from 0; "" for one that is not needed. */
  columns: z.record(z.string().regex(/^\d{1,4}$/), field).optional(),
  election: z.string().max(80).optional(),
  name: z.string().trim().max(200, "importing.errors.election-name").optional(),
  firstDay: day.optional(),
  secondDay: day.optional(),
  round: z.coerce.number("importing.errors.round-number").int().min(1).max(9).default(1),
  creates: z.literal("yes").optional(),
  /** Read the file anew with another encoding or separator, or go on to the dry run. */
  intent: z.enum(["reread", "check"]),
});
export type ColumnsInput = z.infer<typeof columnsInput>;

export const mendInput = z.strictObject({
  id,
  line: z.coerce.number().int().min(1),
  cells: z.record(z.string().regex(/^\d{1,4}$/), z.string().max(1000, "importing.errors.cell")).default({}),
  intent: z.enum(["mend", "leave-out", "sure", "restore"]),
});
export type Mend = z.infer<typeof mendInput>;

export const planInput = z.strictObject({ id });

const editShape = z.strictObject({
  cells: z.array(z.string()).optional(),
  isLeftOut: z.boolean().optional(),
  isSure: z.boolean().optional(),
});
export type Edit = z.infer<typeof editShape>;
export const editsShape = z.record(z.string(), editShape);

export const settingsShape = z.strictObject({
  encoding: z.enum(encodings).optional(),
  separator: z.string().max(1).optional(),
  /** By normalised header. */
  map: z.record(z.string(), z.string().nullable()).default({}),
  election: z.string().optional(),
  name: z.string().optional(),
  dates: z.array(z.string()).optional(),
  round: z.number().default(1),
  creates: z.boolean().default(false),
  /** The files of a set of areas, in the order given; the first is the plan's own. */
  files: z
    .array(z.strictObject({ name: z.string(), hash: z.string(), content: z.enum(areaContents) }))
    .default([]),
});
export type Settings = z.infer<typeof settingsShape>;

const doubtShape = z.strictObject({
  /** Where an import reads several. */
  file: z.string().optional(),
  line: z.number(),
  /** Header of the column, and its number from 0, where one is to blame. */
  column: z.string().nullable(),
  at: z.number().nullable(),
  reason: z.string(),
  cells: z.array(z.string()),
});
export type Doubt = z.infer<typeof doubtShape>;

const differenceShape = z.strictObject({
  name: z.string(),
  area: z.string().nullable(),
  fields: z.array(
    z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type Difference = z.infer<typeof differenceShape>;

/** What a dry run or an import told, kept so that the page can be read again. */
export const previewShape = z.strictObject({
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  leftOut: z.number(),
  missing: z.number(),
  substitutes: z.number(),
  merged: z.number(),
  queued: z.number(),
  seconds: z.number(),
  headers: z.array(z.string()),
  doubts: z.array(doubtShape),
  differences: z.array(differenceShape),
  gone: z.array(z.strictObject({ name: z.string(), area: z.string() })),
  /** Of an import of areas. */
  areas: z
    .strictObject({ constituencies: z.number(), split: z.number(), unassigned: z.array(z.string()) })
    .optional(),
});
export type Preview = z.infer<typeof previewShape>;

export const refusalShape = z.strictObject({
  refusal: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
