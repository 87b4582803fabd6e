import { createHash } from "node:crypto";
import { z } from "zod";
import type { BounceKind } from "@/prisma/client/enums";
import { kindOfStatus, type Notice } from "./rules";

// Providers add fields from one year to the next: what is not named here is dropped, never kept and never refused.
const text = z.union([z.string(), z.number().transform(String)]).optional();
const words = (...said: readonly (string | undefined)[]) => said.filter(Boolean).join(" ");

interface Told {
  readonly kind: BounceKind;
  readonly reference: string;
  readonly id: string | undefined;
  readonly diagnostic: string;
}

/** Our own shape, for a provider not known here: `{ "reference": "…", "type": "hard", "reason": "…" }`. */
const generic = z
  .object({ reference: z.string(), type: z.enum(["hard", "soft", "complaint"]), id: text, reason: text })
  .transform(({ reference, type, id, reason }): Told[] => [
    { kind: type, reference, id, diagnostic: words(reason) },
  ]);

const SOFT_POSTMARK = ["SoftBounce", "Transient", "DnsError", "AutoResponder"];
const postmark = z
  .object({
    RecordType: z.enum(["Bounce", "SpamComplaint"]),
    Type: text,
    ID: text,
    Description: text,
    Details: text,
    Metadata: z.object({ invitation: z.string() }),
  })
  .transform(({ RecordType, Type = "", ID, Description, Details, Metadata }): Told[] => {
    const kind =
      RecordType === "SpamComplaint" || Type === "SpamComplaint"
        ? "complaint"
        : SOFT_POSTMARK.includes(Type)
          ? "soft"
          : "hard";
    return [{ kind, reference: Metadata.invitation, id: ID, diagnostic: words(Description, Details) }];
  });

const mailgun = z
  .object({
    "event-data": z.object({
      event: z.enum(["failed", "complained"]),
      severity: text,
      id: text,
      reason: text,
      "delivery-status": z.object({ description: text, message: text }).optional(),
      message: z.object({ headers: z.object({ "message-id": z.string() }) }),
    }),
  })
  .transform(({ "event-data": { event, severity, id, reason, message, ...data } }): Told[] => {
    const kind = event === "complained" ? "complaint" : severity === "temporary" ? "soft" : "hard";
    const said = words(reason, data["delivery-status"]?.description, data["delivery-status"]?.message);
    return [{ kind, reference: message.headers["message-id"], id, diagnostic: said }];
  });

const sesEvent = z
  .object({
    notificationType: z.enum(["Bounce", "Complaint"]).optional(),
    eventType: z.enum(["Bounce", "Complaint"]).optional(),
    bounce: z
      .object({
        bounceType: z.string(),
        feedbackId: text,
        bouncedRecipients: z.array(z.object({ diagnosticCode: text })).optional(),
      })
      .optional(),
    complaint: z.object({ feedbackId: text, complaintFeedbackType: text }).optional(),
    mail: z.object({
      messageId: text,
      headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
      commonHeaders: z.object({ messageId: text }).optional(),
    }),
  })
  .refine(({ bounce, complaint }) => bounce !== undefined || complaint !== undefined)
  .transform(({ bounce, complaint, mail }): Told[] => {
    const headers = (mail.headers ?? []).map(({ name, value }) => `${name}: ${value}`);
    const reference = [...headers, mail.commonHeaders?.messageId ?? ""].join("\n");
    const kind = !bounce ? "complaint" : bounce.bounceType === "Transient" ? "soft" : "hard";
    const diagnostic = words(
      bounce?.bouncedRecipients?.[0]?.diagnosticCode,
      complaint?.complaintFeedbackType,
    );
    return [{ kind, reference, id: bounce?.feedbackId ?? complaint?.feedbackId, diagnostic }];
  });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
/** Amazon's notices come bare, or as the text of an SNS message. */
const ses = z.union([
  sesEvent,
  z
    .object({ Type: z.literal("Notification"), Message: z.string() })
    .transform(({ Message }) => parsed(Message))
    .pipe(sesEvent),
]);

const sendgrid = z
  .object({
    event: z.enum(["bounce", "dropped", "spamreport"]),
    "smtp-id": z.string(),
    type: text,
    status: text,
    reason: text,
    sg_event_id: text,
  })
  .transform(({ event, type, status, reason, ...data }): Told[] => {
    const kind =
      event === "spamreport" ? "complaint" : type === "blocked" ? "soft" : kindOfStatus(status ?? "5");
    return [{ kind, reference: data["smtp-id"], id: data.sg_event_id, diagnostic: words(status, reason) }];
  });

const mailjet = z
  .object({
    event: z.enum(["bounce", "blocked", "spam"]),
    CustomID: z.string(),
    hard_bounce: z.union([z.boolean(), z.number()]).optional(),
    MessageID: text,
    time: text,
    error: text,
    comment: text,
  })
  .transform(({ event, CustomID, hard_bounce, MessageID, time, error, comment }): Told[] => {
    const kind = event === "spam" ? "complaint" : hard_bounce ? "hard" : "soft";
    return [{ kind, reference: CustomID, id: words(MessageID, time), diagnostic: words(error, comment) }];
  });

const brevo = z
  .object({
    event: z.enum(["hard_bounce", "soft_bounce", "invalid_email", "blocked", "spam", "complaint"]),
    "X-Mailin-custom": z.string(),
    ts_event: text,
    reason: text,
  })
  .transform(({ event, reason, ts_event, ...data }): Told[] => {
    const isComplaint = event === "spam" || event === "complaint";
    const isHard = event === "hard_bounce" || event === "invalid_email";
    const kind = isComplaint ? "complaint" : isHard ? "hard" : "soft";
    return [{ kind, reference: data["X-Mailin-custom"], id: ts_event, diagnostic: words(reason) }];
  });

const one = z.union([generic, postmark, mailgun, ses, sendgrid, mailjet, brevo]);

/** The notices of a provider's JSON, alone or in a list; what tells of something else than a bounce is left out. */
export const providerNotices = z.unknown().transform((json): Notice[] =>
  (Array.isArray(json) ? json : [json]).slice(0, 1000).flatMap((entry) => {
    const known = one.safeParse(entry);
    return known.success ? known.data.map(noticeOf) : [];
  }),
);

function noticeOf({ id, ...told }: Told): Notice {
  const same = id ?? `${told.kind} ${told.reference} ${told.diagnostic}`;
  return { ...told, key: createHash("sha256").update(same).digest("hex") };
}
