import { hmac } from "@/lib/core/secrets";

/** The secret of a webhook as Standard Webhooks writes it; kept nowhere. */
export function secretOf({
  id,
  secretNumber,
}: {
  readonly id: string;
  readonly secretNumber: number;
}): string {
  const bytes = Buffer.from(hmac("webhook", `${id} ${secretNumber}`), "base64url");
  return `whsec_${bytes.toString("base64")}`;
}
