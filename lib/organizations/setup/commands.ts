import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { slugOf } from "@/lib/core/slug";
import { makeLoginLink } from "../login/commands";
import { whyNotSetUp } from "./rules";
import type { SetupInput } from "./schema";

// Locks the one row of the installation, so that of two first visitors the second sees the first.
async function instanceFacts(tx: Tx): Promise<{ isLive: boolean; users: number }> {
  const rows = await tx.$queryRaw<
    { mode: string }[]
  >`SELECT mode::text FROM instance WHERE id = 1 FOR UPDATE`;
  return { isLive: rows[0]?.mode === "live", users: await tx.user.count() };
}

async function firstOwner(tx: Tx, ctx: Ctx, input: SetupInput): Promise<string> {
  const { email, locale } = input;
  const user = await tx.user.create({
    data: { email, locale, name: input.name, isOperator: true, createdAt: ctx.now },
    select: { id: true },
  });
  const organization = await tx.organization.create({
    data: {
      kind: "ngo",
      slug: slugOf(input.organization),
      name: input.organization,
      replyTo: input.replyTo,
      approvedAt: ctx.now,
      ...(input.website ? { website: input.website } : {}),
    },
    select: { id: true },
  });
  const membership = { userId: user.id, organizationId: organization.id, role: "owner" } as const;
  await tx.membership.create({ data: membership, select: { userId: true } });
  return organization.id;
}

/**
 * The first visit of an empty live instance: makes the operator, her NGO of which she is owner, and her login link.
 * Returns the secret that binds the link to her browser.
 */
export async function setUp(
  ctx: Ctx,
  input: SetupInput,
): Promise<Result<{ browser: string }, "already-set-up">> {
  return db().$transaction(async (tx) => {
    const no = whyNotSetUp(await instanceFacts(tx));
    if (no) return refuse(no);
    const organizationId = await firstOwner(tx, ctx, input);
    const subject = { kind: "organization", id: organizationId };
    await record(tx, ctx, { action: "organizations.set-up", subject, organizationId });
    return done({ browser: await makeLoginLink(tx, ctx, input) });
  });
}
