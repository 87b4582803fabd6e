import { Webhook } from "standardwebhooks";
import { configuredOrigin } from "@/lib/core/origin";
import type { Entry } from "../webhooks/queries";

/** What is sent: its body, and the headers of Standard Webhooks, by which who receives it knows that it comes from here. */
export interface Message {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An entry as JSON. The same entry always has the same body, so that one sent twice is known by its id. */
export function bodyOf({ index, type, at, form, candidacy, signature, ...rest }: Entry): string {
  const origin = configuredOrigin();
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: {
      index: Number(index),
      form,
      form_url: `${origin}/fr/forms/${form}`,
      ...rest,
      signature,
      candidacy,
      candidacy_url: candidacy && `${origin}/fr/candidacies/${candidacy}`,
    },
  });
}

/** The message about an entry, signed with a webhook's secret for this instant. */
export function messageOf(
  hook: { readonly id: string; readonly secret: string },
  entry: Entry,
  at: Date,
): Message {
  const body = bodyOf(entry);
  // The log's index, which no other entry has; two webhooks never share an id.
  const id = `msg_${hook.id.replaceAll("-", "").slice(0, 12)}_${entry.index}`;
  return {
    body,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(hook.secret).sign(id, at, body),
    },
  };
}
