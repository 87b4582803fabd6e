import "server-only";
import { randomInt } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { isLocale, type Locale } from "@/lib/core/i18n/locale";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { formatDate } from "@/lib/core/time";
import { linkFor } from "@/lib/signatures/links/commands";
import type { CandidacyRole } from "@/prisma/client/enums";
import { askedTicket } from "../suggestions/queries";
import { whyNotDecide, whyNotTell } from "../suggestions/rules";
import { detailOf, evidenceOf } from "./rules";
import { type ClaimInput, type DecideClaimInput, PROOFS } from "./schema";

export type ClaimRefusal = "not-for-links" | "gone" | "proof-detail" | "nobody-asks";

// Read aloud on the phone and typed on a page: no letter or digit that passes for another.
const LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ346789";

function newCode(): string {
  return Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** The code that the very same claim got within the hour: a page loaded again asks nothing new. */
async function codeToldBefore(ctx: Ctx, candidacyId: string, input: ClaimInput, detail: string) {
  const { role, proof, email } = input;
  const since = new Date(ctx.now.getTime() - 3600_000);
  const same = { candidacyId, role, proof, detail, email, verdict: null, createdAt: { gt: since } };
  return (await db().candidacyClaim.findFirst({ where: same, select: { code: true } }))?.code;
}

/**
 * Puts "I am this candidate" before each NGO that asks on the ballot. Nothing is looked up about the address: whatever is known
 * of it, the answer is the same, with the code that the proof carries.
 */
export async function claimCandidacy(
  ctx: Ctx,
  input: ClaimInput,
): Promise<Result<{ code: string }, ClaimRefusal>> {
  const no = whyNotTell(ctx);
  if (no) return refuse(no);
  const { role, proof, email, locale } = input;
  const ticket = await askedTicket(input.candidacy, ctx.now);
  if (!ticket || (role === "substitute" && !ticket.substitute)) return refuse("gone");
  if (ticket.organizations.length === 0) return refuse("nobody-asks");
  const detail = detailOf(input);
  if (detail === null) return refuse("proof-detail");
  const code = (await codeToldBefore(ctx, ticket.id, input, detail)) ?? newCode();
  const who = { candidacyId: ticket.id, role, code, proof, detail, email, locale, createdAt: ctx.now };
  const data = ticket.organizations.map(({ id }) => ({ ...who, organizationId: id }));
  await db().$transaction(async (tx) => {
    await tx.candidacyClaim.createMany({ data, skipDuplicates: true });
    const subject = { kind: "candidacy", id: ticket.id };
    await record(tx, ctx, { action: "outreach.claim-candidacy", subject, after: { code, proof, role } });
  });
  return done({ code });
}

interface Waiting {
  readonly organizationId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly proof: string;
  readonly detail: string;
  readonly email: string;
  readonly locale: string;
  readonly ngo: string;
  readonly timeZone: string;
}

/** The claim under lock, so that two officers decide it once; null where it is decided. */
async function waitingClaim(tx: Tx, claimId: string): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT m.organization_id AS "organizationId", m.candidacy_id AS "candidacyId", m.role, m.proof, m.detail, m.email, m.locale,
      o.name AS ngo, e.time_zone AS "timeZone"
    FROM candidacy_claim m JOIN organization o ON o.id = m.organization_id JOIN candidacy c ON c.id = m.candidacy_id
    JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id
    WHERE m.id = ${claimId}::uuid AND m.verdict IS NULL FOR UPDATE OF m`;
  return row ?? null;
}

/** The address as a contact with the claim as its source; one held already takes it too, and is written to again. */
async function keepAddress(tx: Tx, ctx: Ctx, claim: Waiting, locale: Locale): Promise<string> {
  const { organizationId, candidacyId, role, email: value, detail, ngo } = claim;
  const proof = PROOFS.find((one) => one === claim.proof) ?? "party";
  const source = evidenceOf(
    { proof, detail, date: formatDate(ctx.now, locale, claim.timeZone) },
    ngo,
    locale,
  );
  const key = { organizationId, candidacyId, role, channel: "email", value };
  const { id } = await tx.contact.upsert({
    where: { organizationId_candidacyId_role_channel_value: key },
    create: { ...key, source, foundOn: ctx.now, createdAt: ctx.now },
    update: { source, foundOn: ctx.now, stoppedAt: null, stopReason: null },
    select: { id: true },
  });
  return id;
}

/** A personal link on each open form of the NGO for this ballot, each in a mail of its own. Returns how many. */
async function sendLinks(
  tx: Tx,
  ctx: Ctx,
  claim: Waiting,
  claimId: string,
  contactId: string,
): Promise<number> {
  const { organizationId, candidacyId, role, email: to } = claim;
  const locale = isLocale(claim.locale) ? claim.locale : "fr";
  const forms = await tx.form.findMany({
    where: {
      authors: { some: { organizationId } },
      closesAt: { gt: ctx.now },
      versions: { some: { publishedAt: { not: null } } },
      election: { ballots: { some: { candidacies: { some: { id: candidacyId } } } } },
    },
    select: { id: true },
  });
  for (const { id: formId } of forms) {
    const link = await linkFor(tx, ctx, formId, { candidacyId, role, contactId });
    if (!link.ok) throw new Error("who decides a claim may make links");
    const data = { claimId, linkId: link.value };
    await queueMail(tx, { template: "claim-accepted", data, locale, to, organizationId });
  }
  return forms.length;
}

async function accept(tx: Tx, ctx: Ctx, claim: Waiting, claimId: string): Promise<string> {
  const contactId = await keepAddress(tx, ctx, claim, isLocale(claim.locale) ? claim.locale : "fr");
  // She asks herself to be written to: an earlier "no more" no longer stands.
  const { organizationId, candidacyId, role } = claim;
  await tx.contactStop.deleteMany({ where: { organizationId, candidacyId, role } });
  await sendLinks(tx, ctx, claim, claimId, contactId);
  return contactId;
}

async function turnDown(tx: Tx, claim: Waiting, claimId: string): Promise<void> {
  const { organizationId, email: to } = claim;
  const locale = isLocale(claim.locale) ? claim.locale : "fr";
  await queueMail(tx, { template: "claim-refused", data: { claimId }, locale, to, organizationId });
}

/**
 * Accepts a claim: the address becomes a contact, and a personal link goes there; or refuses it, and a mail says why. What was
 * offered as proof is forgotten either way; an accepted page stays in the words of the source.
 */
export async function decideClaim(
  ctx: Ctx,
  { claimId, verdict, note }: DecideClaimInput,
): Promise<Result<object, "not-yours" | "decided">> {
  const row = await db().candidacyClaim.findUnique({
    where: { id: claimId },
    select: { organizationId: true },
  });
  const no = whyNotDecide(ctx, row?.organizationId ?? null);
  if (no || !row) return refuse("not-yours");
  const decidedById = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  return db().$transaction(async (tx) => {
    const claim = await waitingClaim(tx, claimId);
    if (!claim) return refuse("decided");
    const contactId = verdict === "accepted" ? await accept(tx, ctx, claim, claimId) : null;
    if (verdict === "refused") await turnDown(tx, claim, claimId);
    await tx.candidacyClaim.update({
      where: { id: claimId },
      data: { verdict, note, contactId, email: null, detail: null, decidedAt: ctx.now, decidedById },
      select: { id: true },
    });
    const subject = { kind: "candidacy-claim", id: claimId };
    const { organizationId } = row;
    await record(tx, ctx, {
      action: "outreach.decide-claim",
      subject,
      organizationId,
      after: { verdict, note },
    });
    return done({});
  });
}
