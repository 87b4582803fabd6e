import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db, type Tx } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { secondsToWait } from "@/lib/core/limits";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import type { CandidacyRole } from "@/prisma/client/enums";
import { formsAsking } from "../inbox/queries";
import { addressHeld } from "../preparing/queries";
import { linkOf, whyNotLink, whyNotReach, whyNotRenew } from "../rules";
import type { ReachInput, RenewInput } from "./schema";

export interface WantedLink {
  readonly candidacyId: string;
  readonly role: CandidacyRole;
}

/**
 * Makes the personal links that are missing and gives all of them, keyed "candidacyId:role" → link id; set-wise, inside the
 * caller's transaction. The token follows from the id (`linkToken`).
 */
export async function createLinks(
  tx: Tx,
  ctx: Ctx,
  formId: string,
  wanted: readonly WantedLink[],
): Promise<Result<ReadonlyMap<string, string>, "not-yours">> {
  const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  const no = whyNotLink(
    ctx,
    authors.map(({ organizationId }) => organizationId),
  );
  if (no) return refuse(no);
  return done(await makeLinks(tx, ctx, formId, wanted));
}

async function makeLinks(tx: Tx, ctx: Ctx, formId: string, wanted: readonly WantedLink[]) {
  const rows = wanted.map(({ candidacyId, role }) => {
    const id = randomUUID();
    return { id, candidacy_id: candidacyId, role, token_hash: tokenHash(linkToken(id)) };
  });
  await tx.$executeRaw`
    INSERT INTO link (id, kind, form_id, candidacy_id, role, token_hash, created_at)
    SELECT id, 'personal', ${formId}::uuid, candidacy_id, role, token_hash, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, candidacy_id uuid, role candidacy_role, token_hash text)
    ON CONFLICT DO NOTHING`;
  const links = await tx.$queryRaw<{ key: string; id: string }[]>`
    SELECT candidacy_id || ':' || role AS key, id::text FROM link
    WHERE form_id = ${formId}::uuid AND kind = 'personal' AND revoked_at IS NULL`;
  const asked = new Set(wanted.map(({ candidacyId, role }) => `${candidacyId}:${role}`));
  return new Map(links.filter(({ key }) => asked.has(key)).map(({ key, id }) => [key, id]));
}

/**
 * The personal link of one person for one address: made where it is missing, and anew where the present one went elsewhere,
 * so that what a signature says of its holder is true (law 4). Inside the caller's transaction; returns the link's id.
 */
export async function linkFor(
  tx: Tx,
  ctx: Ctx,
  formId: string,
  who: LinkAt,
): Promise<Result<string, "not-yours">> {
  const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  const no = whyNotLink(
    ctx,
    authors.map(({ organizationId }) => organizationId),
  );
  return no ? refuse(no) : done(await linkAt(tx, ctx, formId, who));
}

interface LinkAt extends WantedLink {
  readonly contactId: string;
}

async function linkAt(tx: Tx, ctx: Ctx, formId: string, { candidacyId, role, contactId }: LinkAt) {
  await tx.$executeRaw`
    UPDATE link l SET revoked_at = ${ctx.now}
    WHERE l.form_id = ${formId}::uuid AND l.candidacy_id = ${candidacyId}::uuid AND l.role = ${role}::candidacy_role
      AND l.kind = 'personal' AND l.revoked_at IS NULL AND (l.contact_id <> ${contactId}::uuid
        OR EXISTS (SELECT FROM invitation i WHERE i.link_id = l.id AND i.contact_id <> ${contactId}::uuid))`;
  const linkId = (await makeLinks(tx, ctx, formId, [{ candidacyId, role }])).get(`${candidacyId}:${role}`);
  if (!linkId) throw new Error("a link was neither found nor made");
  await tx.link.update({ where: { id: linkId }, data: { contactId }, select: { id: true } });
  return linkId;
}

// One person asks again a few times at most.
const RENEWING = { name: "renew", points: 3, seconds: 3600 };

/** Asked before the transaction: a second connection taken inside one may wait for ever on those who hold the first. */
async function isTooOften(formId: string, { candidacyId, role }: WantedLink): Promise<boolean> {
  return (await secondsToWait(RENEWING, `${formId}:${candidacyId}:${role}`)) !== null;
}

/**
 * Sends the personal link of one person on one form to the address that an author of the form holds, where one does and she
 * did not ask to be written to no more. Whether one does is nobody's to know: the answer is the same.
 */
async function sendOwnLink(tx: Tx, ctx: Ctx, formId: string, who: WantedLink, locale: Locale) {
  const whose = { formId, ...who };
  const address = await addressHeld(whose, tx);
  if (!address) return;
  const { candidacyId, role } = who;
  const stopped = { organizationId: address.organizationId, candidacyId, role };
  if ((await tx.contactStop.count({ where: stopped })) > 0) return;
  const linkId = await linkAt(tx, ctx, formId, { ...who, contactId: address.id });
  const { value: to, organizationId } = address;
  await queueMail(tx, { template: "new-link", data: { linkId }, locale, to, organizationId });
  await record(tx, ctx, { action: "signatures.send-link", subject: { kind: "link", id: linkId } });
}

/**
 * Opens, from the page of one form, another one that asks the same person: by her own link where the same address is held for
 * both, which proves as much as that form's mail would; else that link goes by mail to the address held for it. Returns the
 * link that opens it, or null where it was sent.
 */
export async function reachForm(
  ctx: Ctx,
  { formId, locale }: ReachInput,
): Promise<Result<{ linkId: string | null }, NonNullable<ReturnType<typeof whyNotReach>>>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  const { candidacyId, role } = link;
  const opened = await db().$transaction(async (tx) => {
    const asking = (await formsAsking(link, tx)).find((one) => one.formId === formId);
    const no = whyNotReach(ctx, asking ?? null);
    if (no) return refuse(no);
    if (asking?.isSameAddress) {
      const linkId = (await makeLinks(tx, ctx, formId, [{ candidacyId, role }])).get(
        `${candidacyId}:${role}`,
      );
      return linkId ? done({ linkId }) : refuse("not-asked");
    }
    return done({ linkId: null });
  });
  if (opened.ok && opened.value.linkId === null && !(await isTooOften(formId, { candidacyId, role })))
    await db().$transaction((tx) => sendOwnLink(tx, ctx, formId, { candidacyId, role }, locale));
  return opened;
}

/** Who comes with a link that was taken back asks for a new one; it goes to the known address alone. */
export async function renewLink(
  ctx: Ctx,
  { token, locale }: RenewInput,
): Promise<Result<object, "not-for-links">> {
  const no = whyNotRenew(ctx);
  if (no) return refuse(no);
  const link = await db().link.findUnique({
    where: { tokenHash: tokenHash(token), NOT: [{ revokedAt: null }, { kind: "prepare" }] },
    select: { formId: true, candidacyId: true, role: true, form: { select: { closesAt: true } } },
  });
  if (!link || ctx.now >= link.form.closesAt || (await isTooOften(link.formId, link))) return done({});
  const { formId, candidacyId, role } = link;
  await db().$transaction((tx) => sendOwnLink(tx, ctx, formId, { candidacyId, role }, locale));
  return done({});
}
