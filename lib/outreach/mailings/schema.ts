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

const kind = z.enum(["invitation", "reminder"]).optional();

/** Subject and body in both languages, with merge fields like {{name}}. */
export const messageInput = z.strictObject({
  formId: id,
  kind,
  subject: inBoth(line),
  body: inBoth(words(5000)),
  locale,
});
export type MessageInput = z.infer<typeof messageInput>;

const bound = (max: number) =>
  z
    .string("outreach.errors.pace")
    .trim()
    .regex(/^\d{0,6}$/, "outreach.errors.pace")
    .transform((typed) => (typed === "" ? null : Number(typed)))
    .refine((value) => value === null || value <= max, "outreach.errors.pace");
const limit = bound(999_999).refine((value) => value !== 0, "outreach.errors.pace");
const pace = { dailyLimit: limit.optional(), fromHour: bound(23).optional(), toHour: bound(24).optional() };

interface Hours {
  readonly fromHour?: number | null | undefined;
  readonly toHour?: number | null | undefined;
}

/** Both hours or none, the first before the second. */
function areHours({ fromHour = null, toHour = null }: Hours): boolean {
  return fromHour === null || toHour === null ? fromHour === toHour : fromHour < toHour;
}
const HOURS = { message: "outreach.errors.hours", path: ["fromHour"] };

/** The number of recipients, typed by hand: the second step before anything leaves; and how fast it may go. */
export const startInput = z
  .strictObject({
    formId: id,
    kind,
    count: z
      .string("outreach.errors.count")
      .trim()
      .regex(/^\d{1,7}$/, "outreach.errors.count")
      .transform(Number),
    ...pace,
  })
  .refine(areHours, HOURS);
export type StartInput = z.infer<typeof startInput>;

export const steerInput = z.strictObject({ mailingId: id, act: z.enum(["pause", "resume", "cancel"]) });
export type SteerInput = z.infer<typeof steerInput>;

/** Another pace for a mailing under way. */
export const paceInput = z.strictObject({ mailingId: id, ...pace }).refine(areHours, HOURS);
export type PaceInput = z.infer<typeof paceInput>;

/** What an officer makes of mails that were perhaps sent: one, or all of a mailing. */
export const doubtInput = z.strictObject({
  mailingId: id,
  invitationId: id.optional(),
  as: z.enum(["sent", "again"]),
});
export type DoubtInput = z.infer<typeof doubtInput>;
