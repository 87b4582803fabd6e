import { z } from "zod";

const file = z.instanceof(File);

export const areasInput = z.strictObject({
  locale: z.enum(["fr", "en"]),
  /** Of the import that they join, where one is prepared. */
  id: z.uuid("importing.errors.id").optional(),
  /** What an empty field of a browser sends is no file. */
  files: z
    .union([file, z.array(file)])
    .default([])
    .transform((given) => [given].flat().filter(({ size, name }) => size > 0 || name !== "")),
});
export type AreasInput = z.infer<typeof areasInput>;

/** Files of one set of areas. */
export const MOST_FILES = 20;
