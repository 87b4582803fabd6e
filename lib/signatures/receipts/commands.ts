import "server-only";
import { randomUUID } from "node:crypto";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import type { Tx } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { holder, whyNotLink } from "../rules";

/** In words of the NGO where the signer's address came from, and the address, which goes into the outbox alone. */
export interface Address {
  readonly value: string;
  readonly source: string;
  readonly organizationId: string;
}

type Whose = Pick<LinkHolder, "formId" | "candidacyId" | "role">;

interface ToSend {
  readonly whose: Whose;
  readonly signatureId: string;
  readonly locale: Locale;
  readonly address: Address | null;
  /** The link of an earlier receipt. */
  readonly manageLinkId: string | null;
}

/** The link of the receipt: made once, changes or withdraws. */
async function makeManageLink(tx: Tx, ctx: Ctx, { formId, candidacyId, role }: Whose): Promise<string> {
  const id = randomUUID();
  const who = { formId, candidacyId, role, createdAt: ctx.now };
  const data = { id, kind: "manage", ...who, tokenHash: tokenHash(linkToken(id)) } as const;
  await tx.link.create({ data, select: { id: true } });
  return id;
}

/** Puts the receipt of a signature into the outbox, where an address is held; inside the transaction that writes it. */
export async function queueReceipt(tx: Tx, ctx: Ctx, sent: ToSend): Promise<Result<object, "not-yours">> {
  const { whose, signatureId, locale, address, manageLinkId } = sent;
  if (!holder(ctx, whose.formId)) {
    const where = { formId: whose.formId };
    const authors = await tx.formAuthor.findMany({ where, select: { organizationId: true } });
    const ids = authors.map(({ organizationId }) => organizationId);
    if (whyNotLink(ctx, ids)) return refuse("not-yours");
  }
  if (!address) return done({});
  const { value: to, organizationId } = address;
  const linkId = manageLinkId ?? (await makeManageLink(tx, ctx, whose));
  await queueMail(tx, { template: "receipt", data: { signatureId, linkId }, locale, to, organizationId });
  return done({});
}
