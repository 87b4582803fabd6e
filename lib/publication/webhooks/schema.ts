import { z } from "zod";

const id = z.uuid("publication.errors.gone");

const isWebAddress = (typed: string) =>
  URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol) && new URL(typed).username === "";

export const webhookInput = z.strictObject({
  organizationId: id,
  url: z
    .string("publication.errors.url")
    .trim()
    .max(500, "publication.errors.url")
    .refine(isWebAddress, "publication.errors.url"),
});
export type WebhookInput = z.infer<typeof webhookInput>;

export const webhookIdInput = z.strictObject({ id });
export type WebhookIdInput = z.infer<typeof webhookIdInput>;

export const replayInput = z.strictObject({
  id,
  index: z.coerce
    .number("publication.errors.index")
    .int("publication.errors.index")
    .min(0, "publication.errors.index"),
});
export type ReplayInput = z.infer<typeof replayInput>;
