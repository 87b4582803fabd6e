import { timingSafeEqual } from "node:crypto";
import { hmac } from "@/lib/core/secrets";

const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

// 22 base64url characters are 132 bits, and keep the Message-ID short enough for every relay.
const sealOf = (invitationId: string) => hmac("bounce", invitationId).slice(0, 22);

/** An invitation's name in its mail's headers, which a bounce brings back: its id, and a seal that nobody else can make. */
export function referenceOf(invitationId: string): string {
  return `${invitationId}.${sealOf(invitationId)}`;
}

const REFERENCE = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{22})/gi;

/** The invitation that a text names, by the first reference in it whose seal is ours; null where there is none. */
export function invitationIn(text: string): string | null {
  for (const [, id = "", seal = ""] of text.matchAll(REFERENCE))
    if (isSame(sealOf(id.toLowerCase()), seal)) return id.toLowerCase();
  return null;
}

/** The last part of the address to which a provider posts bounces: of one NGO, or ("") of the whole instance. */
export function bouncesToken(organizationId: string): string {
  return hmac("bounces", organizationId || "instance");
}

/** Which of these NGOs ("" for the instance) a token was made for; null for none. */
export function holderOf(token: string, organizationIds: readonly string[]): string | null {
  return ["", ...organizationIds].find((id) => isSame(bouncesToken(id), token)) ?? null;
}
