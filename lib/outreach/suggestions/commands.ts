import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { canonicalValue } from "../contacts/rules";
import { askedTicket } from "./queries";
import { whyNotDecide, whyNotTell } from "./rules";
import type { DecideSuggestionInput, SuggestInput } from "./schema";

export type SuggestRefusal = "not-for-links" | "gone" | "value" | "nobody-asks";

/** Puts a contact before each NGO that asks on the ballot, for review; the answer is the same where it is known already. */
export async function suggestContact(ctx: Ctx, input: SuggestInput): Promise<Result<object, SuggestRefusal>> {
  const no = whyNotTell(ctx);
  if (no) return refuse(no);
  const { role, channel, source } = input;
  const ticket = await askedTicket(input.candidacy, ctx.now);
  if (!ticket || (role === "substitute" && !ticket.substitute)) return refuse("gone");
  if (ticket.organizations.length === 0) return refuse("nobody-asks");
  const value = canonicalValue(channel, input.value);
  if (!value) return refuse("value");
  const who = { candidacyId: ticket.id, role, channel, value };
  const data = ticket.organizations.map(({ id }) => ({
    ...who,
    organizationId: id,
    source,
    createdAt: ctx.now,
  }));
  await db().$transaction(async (tx) => {
    const { count } = await tx.contactSuggestion.createMany({ data, skipDuplicates: true });
    const subject = { kind: "candidacy", id: ticket.id };
    await record(tx, ctx, { action: "outreach.suggest-contact", subject, after: { channel, count } });
  });
  return done({});
}

/** Accepts a suggestion, which becomes a contact with its source, or refuses it, and the address is forgotten. */
export async function decideSuggestion(
  ctx: Ctx,
  { suggestionId, verdict }: DecideSuggestionInput,
): Promise<Result<object, "not-yours" | "decided">> {
  const select = {
    organizationId: true,
    candidacyId: true,
    role: true,
    channel: true,
    source: true,
  } as const;
  const row = await db().contactSuggestion.findUnique({ where: { id: suggestionId }, select });
  const no = whyNotDecide(ctx, row?.organizationId ?? null);
  if (no || !row) return refuse("not-yours");
  const decidedById = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  return db().$transaction(async (tx) => {
    const [held] = await tx.$queryRaw<{ value: string | null }[]>`
      SELECT value FROM contact_suggestion WHERE id = ${suggestionId}::uuid FOR UPDATE`;
    if (!held?.value) return refuse("decided");
    if (verdict === "accepted") {
      const data = [{ ...row, value: held.value, createdAt: ctx.now, foundOn: ctx.now }];
      await tx.contact.createMany({ data, skipDuplicates: true });
    }
    await tx.contactSuggestion.update({
      where: { id: suggestionId },
      data: { verdict, value: null, decidedAt: ctx.now, decidedById },
      select: { id: true },
    });
    const subject = { kind: "contact-suggestion", id: suggestionId };
    const { organizationId } = row;
    await record(tx, ctx, {
      action: "outreach.decide-suggestion",
      subject,
      organizationId,
      after: { verdict },
    });
    return done({});
  });
}
