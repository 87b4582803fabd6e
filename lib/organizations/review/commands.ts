import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { slugOf } from "@/lib/core/slug";
import { standingOf, whyNotDecide, whyNotReview } from "./rules";
import type { NewOrganizationInput, ReviewInput } from "./schema";

/** The operator lets an NGO publish on this site, or does not, with a note that its members read. */
export async function reviewOrganization(
  ctx: Ctx,
  { organizationId, decision, note }: ReviewInput,
): Promise<Result<null, "not-operator" | "no-note" | "gone">> {
  const no = whyNotReview(ctx);
  if (no) return refuse(no);
  const unsaid = whyNotDecide(decision, note);
  if (unsaid) return refuse(unsaid);
  return db().$transaction(async (tx) => {
    const ngo = await tx.organization.findFirst({
      where: { id: organizationId, kind: "ngo" },
      select: { approvedAt: true, refusedAt: true },
    });
    if (!ngo) return refuse("gone");
    const dates =
      decision === "approve"
        ? { approvedAt: ctx.now, refusedAt: null }
        : { approvedAt: null, refusedAt: ctx.now };
    const data = { ...dates, reviewNote: note || null };
    await tx.organization.update({ where: { id: organizationId }, data, select: { id: true } });
    const subject = { kind: "organization", id: organizationId };
    const [before, after] = [{ standing: standingOf(ngo) }, { standing: standingOf(dates), note }];
    await record(tx, ctx, { action: "organizations.review", subject, organizationId, before, after });
    return done(null);
  });
}

async function freeSlug(tx: Tx, name: string): Promise<string> {
  const slug = slugOf(name);
  const rows = await tx.organization.findMany({
    where: { slug: { startsWith: slug } },
    select: { slug: true },
  });
  const taken = new Set(rows.map((row) => row.slug));
  let free = slug;
  for (let n = 2; taken.has(free); n += 1) free = `${slug}-${n}`;
  return free;
}

/** The operator invites an NGO: it has its first owner, who is written to, and writes drafts until it is approved. */
export async function inviteOrganization(
  ctx: Ctx,
  input: NewOrganizationInput,
): Promise<Result<{ organizationId: string }, "not-operator" | "name-taken">> {
  const no = whyNotReview(ctx);
  if (no) return refuse(no);
  const { email, organization, website, name } = input;
  try {
    return await db().$transaction(async (tx) => {
      const user = await tx.user.upsert({
        where: { email },
        create: { email, name, createdAt: ctx.now },
        update: {},
        select: { id: true, locale: true },
      });
      const slug = await freeSlug(tx, organization);
      const data = {
        kind: "ngo",
        name: organization,
        slug,
        replyTo: email,
        website: website || null,
      } as const;
      const { id: organizationId } = await tx.organization.create({ data, select: { id: true } });
      const membership = { userId: user.id, organizationId, role: "owner" } as const;
      await tx.membership.create({ data: membership, select: { userId: true } });
      const locale = user.locale === "en" ? "en" : "fr";
      await queueMail(tx, {
        template: "member",
        data: { userId: user.id, organizationId },
        locale,
        to: email,
      });
      const subject = { kind: "organization", id: organizationId };
      await record(tx, ctx, { action: "organizations.invite-ngo", subject, organizationId });
      return done({ organizationId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("name-taken");
    throw error;
  }
}
