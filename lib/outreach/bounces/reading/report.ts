import { createHash } from "node:crypto";
import { kindOfStatus, type Notice } from "../rules";
import { allParts, fieldsOf, type Part, readMail } from "./mime";

/** Our mails have one recipient each; a report of thousands is none of ours, or hostile. */
const MOST = 20;

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** Where the returned mail is named: the envelope's own name, then the headers that came back. */
function referenceIn(parts: readonly Part[], fields: ReadonlyMap<string, string>): string {
  const returned = parts.filter(({ type }) => type === "message/rfc822" || type === "text/rfc822-headers");
  return [fields.get("original-envelope-id") ?? "", ...returned.map(({ body }) => body)].join("\n");
}

/** The first block of a delivery status tells of the mail, each other one of a recipient (RFC 3464, 2.1). */
function deliveryNotices(parts: readonly Part[], status: Part): Notice[] {
  const [message = "", ...recipients] = status.body.trim().split(/\n{2,}/);
  const reference = referenceIn(parts, fieldsOf(message));
  return recipients.slice(0, MOST).flatMap((block) => {
    const fields = fieldsOf(block);
    // "delayed" is no bounce: the relay goes on trying; "delivered", "relayed" and "expanded" are none either.
    if (fields.get("action")?.toLowerCase() !== "failed") return [];
    const code = fields.get("status") ?? "";
    const diagnostic = `${code} ${fields.get("diagnostic-code") ?? ""}`;
    return [
      {
        kind: kindOfStatus(code),
        reference,
        diagnostic,
        key: digest(`dsn ${reference}\n${message}\n${block}`),
      },
    ];
  });
}

/** What a raw mail reports: a delivery status (RFC 3464) or a complaint (RFC 5965). Empty for any other mail. */
export function noticesIn(raw: string): readonly Notice[] {
  const parts = allParts(readMail(raw));
  const status = parts.find(({ type }) => type === "message/delivery-status");
  if (status) return deliveryNotices(parts, status);
  const feedback = parts.find(({ type }) => type === "message/feedback-report");
  const fields = feedback && fieldsOf(feedback.body);
  if (!fields || fields.get("feedback-type") === "not-spam") return [];
  const reference = referenceIn(parts, fields);
  const said = fields.get("feedback-type") ?? "abuse";
  return [{ kind: "complaint", reference, diagnostic: said, key: digest(`arf ${reference}\n${said}`) }];
}
