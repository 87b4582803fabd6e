import { z } from "zod";
import { UUID, words } from "../schema";

const name = words(120);

/** Whom the link is for, in the candidate's words, where she likes to say so. */
export const handOverInput = z.strictObject({ madeFor: name.optional() });
export type HandOverInput = z.infer<typeof handOverInput>;

export const revokeInput = z.strictObject({ linkId: z.string("signatures.errors.page").regex(UUID) });
export type RevokeInput = z.infer<typeof revokeInput>;

export const nameInput = z.strictObject({
  name: name.refine((said) => said !== "", "signatures.errors.name"),
});
export type NameInput = z.infer<typeof nameInput>;

/** The page's own language: in it the candidate is told. */
export const readyInput = z.strictObject({ locale: z.enum(["fr", "en"]) });
export type ReadyInput = z.infer<typeof readyInput>;
