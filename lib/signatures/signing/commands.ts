import "server-only";
import { createHash } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { type Entry, entryOf, loggedWith } from "@/lib/proof/commands";
import type { Kept } from "@/lib/proof/statement/statement";
import { Prisma } from "@/prisma/client/client";
import { unseenOf } from "../preparing/rules";
import { type CurrentVersion, keptAnswers, latestSignature } from "../queries";
import { queueReceipt } from "../receipts/commands";
import {
  answersHash,
  type DraftAnswers,
  linkOf,
  missingAnswers,
  type WhyNotSign,
  whyNotSign,
} from "../rules";
import type { SignInput } from "../schema";
import { statementOf } from "../stating/rules";
import { type ReadyToSign, readyToSign } from "./queries";

export type SignRefusal = WhyNotSign | "incomplete" | "not-looked" | "answers-changed" | "other-request";
type Signed = Result<{ publicId: string }, SignRefusal>;

function requestHash(link: LinkHolder, { hash, answersHash, revision, delegate }: SignInput): string {
  const by = delegate ? [delegate.name, delegate.function] : [];
  const said = [link.formId, link.candidacyId, link.role, hash, answersHash, revision, ...by];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

function requestKey(link: LinkHolder, { key }: SignInput): string {
  return `sign:${link.candidacyId}:${link.role}:${key}`;
}

/** The answer that this request was given before, where it was; the same key with other words is refused. */
function givenBefore(link: LinkHolder, input: SignInput, before: ReadyToSign["before"]): Signed | null {
  if (!before) return null;
  return before.requestHash === requestHash(link, input)
    ? done({ publicId: before.publicId })
    : refuse("other-request");
}

interface ToSign {
  readonly link: LinkHolder;
  readonly input: SignInput;
  readonly version: CurrentVersion;
  readonly answers: DraftAnswers;
  readonly personId: string;
  readonly ready: ReadyToSign;
}

/** What goes into the log: null where the words themselves wait for their leaf, and then both enter later. */
async function toLog(ctx: Ctx, act: ToSign): Promise<Entry | null> {
  const { input, version, ready } = act;
  const { leaf, stated, address } = ready;
  if (!leaf || !stated) return null;
  const answers = version.engagementIds.flatMap((id) => {
    const { value, comment } = act.answers[id] ?? {};
    return value ? [{ value, ...(comment ? { comment } : {}) }] : [];
  });
  const how = { method: "personal_link", level: "A1", evidence: address?.source ?? "" } as const;
  const said = { leaf, stated, answers, revision: input.revision, locale: input.locale, signedAt: ctx.now };
  return entryOf(statementOf({ ...said, ...how, proof: delegationOf(input) }));
}

/** A delegate of the campaign signs as what he declares himself, and never as the person. */
function delegationOf({ delegate }: SignInput): Kept | null {
  return delegate ? { kind: "delegate", ...delegate } : null;
}

/**
 * The signature under its unique key, its leaf and statement, an answer to each engagement, and the idempotency that gives the same answer again:
 * one statement, so that a thousand at once wait for one round trip of each other.
 */
async function insert(tx: Tx, ctx: Ctx, act: ToSign) {
  const { link, input, version, answers, personId, ready } = act;
  const { formId, candidacyId, role, linkId } = link;
  const evidence = ready.address?.source ?? "";
  const rows = version.engagementIds.map((id) => ({ id, comment: null, ...answers[id] }));
  const entry = await toLog(ctx, act);
  const kept = delegationOf(input);
  const [signature] = await tx.$queryRaw<{ id: string; publicId: string }[]>`
    WITH fact AS (
      INSERT INTO signature (form_id, version_id, candidacy_id, person_id, role, revision, evidence, proof, locale, signed_at, link_id)
      VALUES (${formId}::uuid, ${version.id}::uuid, ${candidacyId}::uuid, ${personId}::uuid, ${role}::candidacy_role,
        ${input.revision}, ${evidence}, ${kept ? JSON.stringify(kept) : null}::jsonb, ${input.locale}, ${ctx.now}, ${linkId}::uuid)
      RETURNING id, public_id
    ), answered AS (
      INSERT INTO answer (signature_id, engagement_id, value, comment)
      SELECT fact.id, a.id, a.value, a.comment
      FROM fact, json_to_recordset(${JSON.stringify(rows)}::json) AS a (id uuid, value answer_value, comment text)
    ), requested AS (
      INSERT INTO idempotent_request (key, request_hash, status, location, created_at)
      SELECT ${requestKey(link, input)}, ${requestHash(link, input)}, 303, public_id, ${ctx.now} FROM fact
    ) ${entry ? Prisma.sql`, ${loggedWith(entry, "signature_id")}` : Prisma.empty}
    SELECT id, public_id AS "publicId" FROM fact`;
  if (!signature) throw new Error("a signature was neither written nor refused");
  return signature;
}

/** Writes the signature, its answers, its idempotency, its receipt and its audit: all of them or none. */
async function write(tx: Tx, ctx: Ctx, act: ToSign): Promise<string> {
  const { link, input, version } = act;
  const { formId, candidacyId, role } = link;
  const { id, publicId } = await insert(tx, ctx, act);
  await record(tx, ctx, {
    action: "signatures.sign",
    subject: { kind: "signature", id },
    after: {
      ...{ formId, candidacyId, role, version: version.number, revision: input.revision },
      ...(input.delegate ? { isDelegated: true } : {}),
    },
  });
  const { address, manageLinkId } = act.ready;
  const whose = { formId, candidacyId, role };
  await queueReceipt(tx, ctx, { whose, signatureId: id, locale: input.locale, address, manageLinkId });
  return publicId;
}

async function trySign(tx: Tx, ctx: Ctx, link: LinkHolder, input: SignInput): Promise<Signed> {
  const ready = await readyToSign(tx, link, requestKey(link, input));
  if (!ready) return refuse("not-yours");
  const before = givenBefore(link, input, ready.before);
  if (before) return before;
  const { facts, version, personId } = ready;
  const no = whyNotSign(ctx, facts, input);
  if (no || !version) return refuse(no ?? "not-published");
  const signature = facts.latest && (await latestSignature(link, tx));
  const { answers, marks } = await keptAnswers(link, version, signature, tx);
  if (missingAnswers(version.engagementIds, answers).length > 0) return refuse("incomplete");
  if (unseenOf(marks).length > 0) return refuse("not-looked");
  if (answersHash(version.engagementIds, answers) !== input.answersHash) return refuse("answers-changed");
  if (!personId) return refuse("not-yours");
  return done({ publicId: await write(tx, ctx, { link, input, version, answers, personId, ready }) });
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
    const ready = await readyToSign(db(), link, requestKey(link, input));
    return givenBefore(link, input, ready?.before ?? null) ?? refuse("already-signed");
  }
}
