import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { tokenHash } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { versionToRehearse } from "@/lib/forms/queries";
import {
  answersHash,
  type DraftAnswers,
  engagementIds,
  missingAnswers,
  readAnswers,
  whyNotLink,
} from "../rules";
import { rehearsalToken, rehearsedPerson } from "./queries";
import { FICTIONAL, whyNotRehearse } from "./rules";
import type { AcceptRehearsed, RehearsalInput, SaveRehearsed, SignRehearsed } from "./schema";

async function authorsOf(formId: string): Promise<string[]> {
  const rows = await db().formAuthor.findMany({
    where: { formId, OR: [{ isLead: true }, { consentedAt: { not: null } }] },
    select: { organizationId: true },
  });
  return rows.map(({ organizationId }) => organizationId);
}

/** Begins a form's rehearsal on fictional candidates, or does nothing where one is under way. */
export async function startRehearsal(
  ctx: Ctx,
  { formId }: RehearsalInput,
): Promise<Result<null, "not-yours" | "nothing-to-rehearse">> {
  const no = whyNotLink(ctx, await authorsOf(formId));
  if (no || ctx.actor.kind !== "member") return refuse("not-yours");
  const { userId } = ctx.actor;
  const version = await versionToRehearse(formId);
  if (!version || engagementIds(version).length === 0) return refuse("nothing-to-rehearse");
  return await db().$transaction(async (tx) => {
    const id = randomUUID();
    const made = await tx.rehearsal.createMany({
      data: [{ id, formId, userId, startedAt: ctx.now }],
      skipDuplicates: true,
    });
    if (made.count === 0) return done(null);
    const people = FICTIONAL.map((name, at) => {
      const personId = randomUUID();
      return {
        id: personId,
        rehearsalId: id,
        position: at + 1,
        name,
        tokenHash: tokenHash(rehearsalToken(personId)),
      };
    });
    await tx.rehearsalPerson.createMany({ data: people });
    await record(tx, ctx, { action: "signatures.rehearse", subject: { kind: "form", id: formId } });
    return done(null);
  });
}

/** Ends a rehearsal: its candidates, their answers and their links are gone. */
export async function endRehearsal(ctx: Ctx, { formId }: RehearsalInput): Promise<Result<null, "not-yours">> {
  const no = whyNotLink(ctx, await authorsOf(formId));
  if (no) return refuse("not-yours");
  return await db().$transaction(async (tx) => {
    const { count } = await tx.rehearsal.deleteMany({ where: { formId } });
    if (count > 0)
      await record(tx, ctx, { action: "signatures.rehearse-end", subject: { kind: "form", id: formId } });
    return done(null);
  });
}

/** Who rehearses, with the words that are answered; null where the token opens nothing any more. */
async function rehearsing(token: string) {
  const person = await rehearsedPerson(token);
  const version = person && (await versionToRehearse(person.rehearsal.formId));
  return version ? { person, version, answers: readAnswers(person.answers) } : null;
}

async function keep(id: string, answers: DraftAnswers, now: Date): Promise<void> {
  await db().rehearsalPerson.updateMany({
    where: { id },
    data: { answers: Object.fromEntries(Object.entries(answers)), savedAt: now },
  });
}

/** Keeps a fictional candidate's answers on one theme and says which is next; what it lacks is told as in truth. */
export async function saveRehearsed(
  ctx: Ctx,
  { token, theme, answers: given }: SaveRehearsed,
): Promise<Result<{ next: number | null }, "not-for-links" | "not-rehearsed" | "missing">> {
  const no = whyNotRehearse(ctx);
  if (no) return refuse(no);
  const held = await rehearsing(token);
  if (!held) return refuse("not-rehearsed");
  const { person, version } = held;
  const known = new Set(engagementIds(version));
  const added = Object.entries(given).flatMap(([id, { was: _, ...answer }]) =>
    known.has(id) && answer.value ? [[id, answer] as const] : [],
  );
  const answers = { ...held.answers, ...Object.fromEntries(added) };
  await keep(person.id, answers, ctx.now);
  const ids = version.themes[theme - 1]?.engagements.map(({ id }) => id) ?? [];
  if (missingAnswers(ids, answers).length > 0) return refuse("missing");
  return done({ next: theme < version.themes.length ? theme + 1 : null });
}

/** Yes everywhere, as a candidate may in one tap. */
export async function acceptRehearsed(
  ctx: Ctx,
  { token }: AcceptRehearsed,
): Promise<Result<null, "not-for-links" | "not-rehearsed">> {
  const no = whyNotRehearse(ctx);
  if (no) return refuse(no);
  const held = await rehearsing(token);
  if (!held) return refuse("not-rehearsed");
  const all = engagementIds(held.version).map((id) => [id, { value: "yes" }] as const);
  await keep(held.person.id, Object.fromEntries(all), ctx.now);
  return done(null);
}

/** Signs for the rehearsal alone: no signature, no leaf of the log, no receipt, no count. */
export async function signRehearsed(
  ctx: Ctx,
  { token, answersHash: shown }: SignRehearsed,
): Promise<Result<null, "not-for-links" | "not-rehearsed" | "incomplete" | "answers-changed">> {
  const no = whyNotRehearse(ctx);
  if (no) return refuse(no);
  const held = await rehearsing(token);
  if (!held) return refuse("not-rehearsed");
  const { person, version, answers } = held;
  const ids = engagementIds(version);
  if (missingAnswers(ids, answers).length > 0) return refuse("incomplete");
  if (answersHash(ids, answers) !== shown) return refuse("answers-changed");
  await db().rehearsalPerson.updateMany({
    where: { id: person.id },
    data: { signed: Object.fromEntries(Object.entries(answers)), signedAt: ctx.now },
  });
  return done(null);
}
