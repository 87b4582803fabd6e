import { z } from "zod";
import { hasUnseen } from "@/lib/proof/canonical/jcs";

const id = z.uuid("outreach.errors.gone");
const locale = z.enum(["fr", "en"]);

const words = (max: number) =>
  z
    .string("outreach.errors.text")
    .transform((typed) => typed.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, "outreach.errors.no-words")
        .max(max, "outreach.errors.long")
        .refine((text) => !hasUnseen(text), "outreach.errors.unseen"),
    );
const line = words(150).refine((text) => !/[\r\n]/.test(text), "outreach.errors.one-line");
const inBoth = <T extends z.ZodType>(text: T) => z.strictObject({ fr: text, en: text });

/** Subject and body in both languages, with merge fields like {{name}}. */
export const messageInput = z.strictObject({
  formId: id,
  subject: inBoth(line),
  body: inBoth(words(5000)),
  locale,
});
export type MessageInput = z.infer<typeof messageInput>;

/** The number of recipients, typed by hand: the second step before anything leaves. */
export const startInput = z.strictObject({
  formId: id,
  count: z
    .string("outreach.errors.count")
    .trim()
    .regex(/^\d{1,7}$/, "outreach.errors.count")
    .transform(Number),
});
export type StartInput = z.infer<typeof startInput>;

export const steerInput = z.strictObject({ mailingId: id, act: z.enum(["pause", "resume", "cancel"]) });
export type SteerInput = z.infer<typeof steerInput>;
