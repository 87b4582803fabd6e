import { z } from "zod";
import { type SaveInput, saveInput, UUID } from "../schema";

const fields = z.looseObject({
  value: z.string().optional(),
  comments: z.record(z.string(), z.string()).optional(),
});

// Each answer of an engagement has a comment field of its own beneath it; only that of the taken answer is meant.
function ofTaken(field: unknown): unknown {
  const read = fields.safeParse(field);
  if (!read.success) return field;
  const { comments, ...rest } = read.data;
  const comment = rest.value ? comments?.[rest.value] : undefined;
  return comment ? { ...rest, comment } : rest;
}

/** The fields of a page of answers as the schema wants them. */
export function themeFields(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("answers" in input)) return input;
  const { answers } = input;
  if (typeof answers !== "object" || answers === null) return input;
  const read = Object.entries(answers).map(([id, field]: [string, unknown]) => [id, ofTaken(field)]);
  return { ...input, answers: Object.fromEntries(read) };
}

/** The fields of one theme: `answers.<id>.value`, and `answers.<id>.comments.<value>` for the comment beneath each answer. */
export const themeInput: z.ZodType<SaveInput> = z.preprocess(themeFields, saveInput);

/** One tap, kept at once; `known` says which answers the page shows, by their digests. */
export const keepInput = z.preprocess(
  themeFields,
  saveInput.omit({ theme: true }).extend({
    known: z
      .record(
        z.string().regex(UUID),
        z
          .string()
          .max(12)
          .regex(/^[0-9a-f]*$/),
      )
      .default({}),
  }),
);
