import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { type CurrentVersion, keptAnswers, signingFacts } from "../queries";
import {
  answersHash,
  type DraftAnswers,
  linkOf,
  missingAnswers,
  type WhyNotSign,
  whyNotSign,
} from "../rules";
import type { SignInput } from "../schema";

export type SignRefusal = WhyNotSign | "incomplete" | "answers-changed" | "other-request";
type Signed = Result<{ publicId: string }, SignRefusal>;

function requestHash(link: LinkHolder, { hash, answersHash, revision }: SignInput): string {
  const said = [link.formId, link.candidacyId, link.role, hash, answersHash, revision];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

function requestKey(link: LinkHolder, { key }: SignInput): string {
  return `sign:${link.candidacyId}:${link.role}:${key}`;
}

/** The answer that this request was given before, where it was; the same key with other words is refused. */
async function givenBefore(tx: Tx, link: LinkHolder, input: SignInput): Promise<Signed | null> {
  const before = await tx.idempotentRequest.findUnique({
    where: { key: requestKey(link, input) },
    select: { requestHash: true, location: true },
  });
  if (!before) return null;
  return before.requestHash === requestHash(link, input)
    ? done({ publicId: before.location ?? "" })
    : refuse("other-request");
}

/** In words of the NGO where the signer's address came from; never the address. */
async function addressOf(
  tx: Tx,
  link: LinkHolder,
): Promise<{ value: string; source: string; organizationId: string } | null> {
  const { formId, candidacyId, role } = link;
  const select = { value: true, source: true, organizationId: true } as const;
  const invited = await tx.invitation.findFirst({
    where: { formId, candidacyId, role },
    select: { contact: { select } },
  });
  if (invited) return invited.contact;
  return tx.contact.findFirst({
    where: {
      candidacyId,
      role,
      channel: "email",
      stoppedAt: null,
      organization: { authorships: { some: { formId } } },
    },
    orderBy: { createdAt: "asc" },
    select,
  });
}

/** The link of the receipt: made once, changes or withdraws. */
async function manageLink(tx: Tx, ctx: Ctx, { formId, candidacyId, role }: LinkHolder): Promise<string> {
  const where = { kind: "manage", formId, candidacyId, role, revokedAt: null } as const;
  const held = await tx.link.findFirst({ where, select: { id: true } });
  if (held) return held.id;
  const id = randomUUID();
  const data = {
    id,
    kind: "manage",
    formId,
    candidacyId,
    role,
    tokenHash: tokenHash(linkToken(id)),
    createdAt: ctx.now,
  } as const;
  await tx.link.create({ data, select: { id: true } });
  return id;
}

interface ToSign {
  readonly link: LinkHolder;
  readonly version: CurrentVersion;
  readonly answers: DraftAnswers;
  readonly input: SignInput;
}

async function signerOf(tx: Tx, { candidacyId, role }: LinkHolder): Promise<string | null> {
  const ticket = await tx.candidacy.findUnique({
    where: { id: candidacyId },
    select: { personId: true, substituteId: true },
  });
  return (role === "candidate" ? ticket?.personId : ticket?.substituteId) ?? null;
}

/** Writes the signature, its answers, its idempotency, its receipt and its audit: all of them or none. */
async function write(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  { link, version, answers, input }: ToSign,
): Promise<string> {
  const { formId, candidacyId, role, linkId } = link;
  const address = await addressOf(tx, link);
  const signature = await tx.signature.create({
    data: {
      formId,
      versionId: version.id,
      candidacyId,
      personId,
      role,
      linkId,
      revision: input.revision,
      evidence: address?.source ?? "",
      locale: input.locale,
      signedAt: ctx.now,
    },
    select: { id: true, publicId: true },
  });
  const rows = version.engagementIds.flatMap((engagementId) => {
    const { value, comment } = answers[engagementId] ?? {};
    return value ? [{ signatureId: signature.id, engagementId, value, ...(comment ? { comment } : {}) }] : [];
  });
  await tx.answer.createMany({ data: rows });
  await tx.idempotentRequest.create({
    data: {
      key: requestKey(link, input),
      requestHash: requestHash(link, input),
      status: 303,
      location: signature.publicId,
      createdAt: ctx.now,
    },
    select: { key: true },
  });
  await record(tx, ctx, {
    action: "signatures.sign",
    subject: { kind: "signature", id: signature.id },
    after: { formId, candidacyId, role, version: version.number, revision: input.revision },
  });
  if (address) {
    const data = { signatureId: signature.id, linkId: await manageLink(tx, ctx, link) };
    await queueMail(tx, {
      template: "receipt",
      data,
      locale: input.locale,
      to: address.value,
      organizationId: address.organizationId,
    });
  }
  return signature.publicId;
}

async function trySign(tx: Tx, ctx: Ctx, link: LinkHolder, input: SignInput): Promise<Signed> {
  const before = await givenBefore(tx, link, input);
  if (before) return before;
  const { facts, version, signature } = await signingFacts(link, tx);
  const no = whyNotSign(ctx, facts, input);
  if (no || !version) return refuse(no ?? "not-published");
  const { answers } = await keptAnswers(link, version, signature, tx);
  const ids = version.engagementIds;
  if (missingAnswers(ids, answers).length > 0) return refuse("incomplete");
  if (answersHash(ids, answers) !== input.answersHash) return refuse("answers-changed");
  const personId = await signerOf(tx, link);
  if (!personId) return refuse("not-yours");
  return done({ publicId: await write(tx, ctx, personId, { link, version, answers, input }) });
}

/**
 * Signs the version that was shown with the answers that were shown. Acknowledged after commit only.
 * Two requests at once: the unique key (form, candidacy, role, revision) lets one through, the other hears "already-signed",
 * or the same answer where it carried the same idempotency key.
 */
export async function sign(ctx: Ctx, input: SignInput): Promise<Signed> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  try {
    return await db().$transaction((tx) => trySign(tx, ctx, link, input));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return (await givenBefore(db(), link, input)) ?? refuse("already-signed");
  }
}
