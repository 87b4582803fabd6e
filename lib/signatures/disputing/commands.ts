import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { contestToken, tokenHash } from "@/lib/core/auth/link";
import { db, type Tx } from "@/lib/core/db";
import { isLocale, type Locale } from "@/lib/core/i18n/locale";
import { secondsToWait } from "@/lib/core/limits";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { logEvent } from "@/lib/proof/commands";
import { latestSignature } from "../queries";
import { linkOf } from "../rules";
import {
  addressesOf,
  type ContestedSignature,
  contestedSignature,
  contestLink,
  type KnownAddress,
  ownersOf,
  publicContested,
  signaturesToTell,
} from "./queries";
import { type WhyNotDispute, whyNotAsk, whyNotByLink, whyNotDispute, whyNotRecord } from "./rules";
import type { AskContestInput, ContestInput, ContestOwnInput, Ground, RecordDisputeInput } from "./schema";

const AT_ONCE = 200;

/** Makes a link that contests for each address, and the mail that carries it: once rendered, always the same. */
async function sendContestLinks(
  tx: Tx,
  ctx: Ctx,
  template: "notice" | "contest-link",
  addresses: readonly KnownAddress[],
  localeOf: (signatureId: string) => Locale,
): Promise<void> {
  const links = addresses.map((address) => ({ ...address, id: randomUUID() }));
  await tx.contestLink.createMany({
    data: links.map(({ id, signatureId }) => ({
      id,
      signatureId,
      tokenHash: tokenHash(contestToken(id)),
      createdAt: ctx.now,
    })),
  });
  for (const { id, signatureId, value: to, organizationId } of links) {
    const data = { contestId: id, signatureId };
    await queueMail(tx, { template, data, locale: localeOf(signatureId), to, organizationId });
  }
}

async function tellSome(tx: Tx, ctx: Ctx): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('tell of signatures', 0))`;
  const signatures = await signaturesToTell(tx, AT_ONCE);
  const locales = new Map(signatures.map(({ id, locale }) => [id, isLocale(locale) ? locale : "fr"]));
  const addresses = await addressesOf(tx, [...locales.keys()]);
  await sendContestLinks(tx, ctx, "notice", addresses, (id) => locales.get(id) ?? "fr");
  const countOf = (id: string) => addresses.filter(({ signatureId }) => signatureId === id).length;
  await tx.signatureNotice.createMany({
    data: signatures.map(({ id }) => ({ signatureId: id, at: ctx.now, addresses: countOf(id) })),
  });
  for (const { id } of signatures) {
    const subject = { kind: "signature", id };
    await record(tx, ctx, { action: "signatures.notify", subject, after: { number: countOf(id) } });
  }
  return signatures.length;
}

/**
 * Tells every known contact of a candidacy that a signature was written in its name, by whatever method, with a link that
 * contests it: each signature once, and each mail at least once under its one Message-ID.
 */
export async function tellOfSignatures(ctx: Ctx): Promise<Result<{ count: number }, "not-yours">> {
  if (ctx.actor.kind !== "system") return refuse("not-yours");
  let count = 0;
  for (;;) {
    const some = await db().$transaction((tx) => tellSome(tx, ctx));
    if (some === 0) return done({ count });
    count += some;
  }
}

interface Said {
  readonly ground: Ground;
  readonly reason?: string | undefined;
  /** The NGOs that say so in her name. */
  readonly by?: readonly string[];
}

/** What was contested or decided is told to everybody who was told of the signature. */
async function tellContacts(tx: Tx, signature: ContestedSignature, eventId: string): Promise<void> {
  const locale = isLocale(signature.locale) ? signature.locale : "fr";
  for (const { value: to, organizationId } of await addressesOf(tx, [signature.id]))
    await queueMail(tx, { template: "dispute-told", data: { eventId }, locale, to, organizationId });
}

async function addDispute(
  tx: Tx,
  ctx: Ctx,
  signature: ContestedSignature,
  { ground, reason, by }: Said,
): Promise<void> {
  const { id: signatureId } = signature;
  const linkId = ctx.actor.kind === "link" ? ctx.actor.linkId : null;
  const why = reason ? { reason } : {};
  const said = { ground, ...(by ? { by } : {}) };
  const data = { signatureId, kind: "disputed" as const, at: ctx.now, linkId, ...why };
  const event = await tx.signatureEvent.create({
    data: { ...data, said: { ground, ...(by ? { by: [...by] } : {}) } },
    select: { id: true, signatureId: true },
  });
  await logEvent(tx, event, { type: "dispute", at: ctx.now.toISOString(), ...why, ...said });
  const subject = { kind: "signature", id: signatureId };
  await record(tx, ctx, { action: "signatures.dispute", subject, after: { reason: ground } });
  await tellContacts(tx, signature, event.id);
  for (const { email, locale, userId } of await ownersOf(tx, signatureId)) {
    const mail = { template: "dispute-to-decide", data: { eventId: event.id, userId } };
    await queueMail(tx, { ...mail, locale: isLocale(locale) ? locale : "fr", to: email });
  }
}

/** One at a time about one signature, so that the same button pressed twice contests once. */
async function lock(tx: Tx, signatureId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('dispute:' || ${signatureId}, 0))`;
}

/** Contests under lock, where that is possible now. */
async function disputeNow(
  tx: Tx,
  ctx: Ctx,
  signatureId: string,
  said: Said,
): Promise<Result<object, WhyNotDispute>> {
  await lock(tx, signatureId);
  const signature = await contestedSignature(signatureId, tx);
  const no = whyNotDispute(signature);
  if (no || !signature) return refuse(no ?? "gone");
  await addDispute(tx, ctx, signature, said);
  return done({});
}

/**
 * "This was not me", from the link of a notice, without an account: public and in the log from this transaction on. Pressed
 * again, it hears that it is contested already.
 */
export async function contest(
  ctx: Ctx,
  { token, ground, reason }: ContestInput,
): Promise<Result<object, WhyNotDispute | "not-for-links" | "expired">> {
  return db().$transaction(async (tx) => {
    const link = await contestLink(token, tx);
    const no = whyNotByLink(ctx, link);
    if (no || !link) return refuse(no ?? "gone");
    return disputeNow(tx, ctx, link.signatureId, { ground, reason });
  });
}

/** The same from the signer's own links, at any time. */
export async function contestOwn(
  ctx: Ctx,
  { revision, ground, reason }: ContestOwnInput,
): Promise<Result<object, WhyNotDispute | "not-yours" | "changed">> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const signature = await latestSignature(link, tx);
    if (!signature) return refuse("gone");
    if (signature.revision !== revision) return refuse("changed");
    return disputeNow(tx, ctx, signature.id, { ground, reason });
  });
}

/** What the candidate told the NGO on the telephone or on paper, recorded by a member and shown as that. */
export async function recordDispute(
  ctx: Ctx,
  { signature: publicId, ground, reason }: RecordDisputeInput,
): Promise<Result<object, WhyNotDispute | "not-yours">> {
  return db().$transaction(async (tx) => {
    const signature = await publicContested(publicId, tx);
    const authors = signature?.authors ?? [];
    const no = whyNotRecord(
      ctx,
      authors.map(({ id }) => id),
    );
    if (no || !signature) return refuse(no ?? "gone");
    return disputeNow(tx, ctx, signature.id, { ground, reason, by: authors.map(({ name }) => name) });
  });
}

// A stranger may press the button as well: the addresses known are not to be flooded.
const ASKING = { name: "contest", points: 3, seconds: 24 * 3600 };

/**
 * "I never signed this", from who has no link: one goes to each address known. A stranger thus contests nothing, and learns
 * nothing: whether addresses are known is nobody's to know.
 */
export async function askContest(
  ctx: Ctx,
  { signature: publicId, locale }: AskContestInput,
): Promise<Result<object, "not-for-links">> {
  const no = whyNotAsk(ctx);
  if (no) return refuse(no);
  const signature = await publicContested(publicId);
  if (!signature || whyNotDispute(signature) || (await secondsToWait(ASKING, signature.id)) !== null)
    return done({});
  await db().$transaction(async (tx) => {
    const addresses = await addressesOf(tx, [signature.id]);
    await sendContestLinks(tx, ctx, "contest-link", addresses, () => locale);
    const subject = { kind: "signature", id: signature.id };
    const after = { number: addresses.length };
    await record(tx, ctx, { action: "signatures.ask-contest", subject, after });
  });
  return done({});
}
