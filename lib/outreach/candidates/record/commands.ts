import "server-only";
import { record } from "@/lib/audit/commands";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { mayEdit } from "@/lib/organizations/rules";
import { linkFor } from "@/lib/signatures/links/commands";
import { authorsOf, languageOf } from "../../contacts/queries";
import { canonicalValue, whyNotKeepContacts } from "../../contacts/rules";
import { recordFor } from "./queries";
import { pastInstant } from "./rules";
import type { AddContactInput, ContactActInput, LogInput } from "./schema";

/** Keeps one address of a candidate, with its source; one that was stopped is written to again. */
export async function addContact(
  ctx: Ctx,
  { formId, candidacyId, role, channel, value: typed, source }: AddContactInput,
): Promise<Result<object, "not-yours" | "value" | "gone">> {
  const form = await authorsOf(formId);
  const no = whyNotKeepContacts(ctx, form?.authors ?? []);
  const organizationId = form?.authors.find((id) => mayEdit(roleIn(ctx, id)));
  if (no || !form || !organizationId) return refuse("not-yours");
  const value = canonicalValue(channel, typed);
  if (!value) return refuse("value");
  const where = { id: candidacyId, ballot: { electionId: form.electionId } };
  if ((await db().candidacy.count({ where })) === 0) return refuse("gone");
  const key = { organizationId, candidacyId, role, channel, value };
  await db().$transaction(async (tx) => {
    const { id } = await tx.contact.upsert({
      where: { organizationId_candidacyId_role_channel_value: key },
      create: { ...key, source, foundOn: ctx.now, createdAt: ctx.now },
      update: { source, foundOn: ctx.now, stoppedAt: null, stopReason: null },
      select: { id: true },
    });
    const subject = { kind: "contact", id };
    await record(tx, ctx, {
      action: "outreach.add-contact",
      subject,
      organizationId,
      after: { channel, source },
    });
  });
  return done({});
}

/** The contact, where it is held by an NGO of the form for which the actor edits. */
async function ownContact(ctx: Ctx, { formId, contactId }: ContactActInput) {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => mayEdit(roleIn(ctx, id))) ?? [];
  return db().contact.findFirst({
    where: {
      id: contactId,
      organizationId: { in: own },
      candidacy: { ballot: { election: { forms: { some: { id: formId } } } } },
    },
    select: {
      id: true,
      organizationId: true,
      candidacyId: true,
      role: true,
      channel: true,
      value: true,
      stoppedAt: true,
    },
  });
}

/** Nothing more is sent to this address, and the number is dialled no more. */
export async function stopAddress(ctx: Ctx, input: ContactActInput): Promise<Result<object, "not-yours">> {
  const form = await authorsOf(input.formId);
  const no = whyNotKeepContacts(ctx, form?.authors ?? []);
  const contact = await ownContact(ctx, input);
  if (no || !contact) return refuse("not-yours");
  const { id, organizationId } = contact;
  await db().$transaction(async (tx) => {
    await tx.contact.updateMany({
      where: { id, stoppedAt: null },
      data: { stoppedAt: ctx.now, stopReason: "officer" },
    });
    await record(tx, ctx, {
      action: "outreach.stop-address",
      subject: { kind: "contact", id },
      organizationId,
    });
  });
  return done({});
}

type LinkRefusal = "not-yours" | "closed" | "stopped" | "asked-to-stop" | "not-published";

/** Sends the personal link to one address that is held, as a service: it counts as no request. */
export async function sendLink(ctx: Ctx, input: ContactActInput): Promise<Result<object, LinkRefusal>> {
  const { formId } = input;
  const authors = await authorsOf(formId);
  const no = whyNotKeepContacts(ctx, authors?.authors ?? []);
  const contact = await ownContact(ctx, input);
  if (no || contact?.channel !== "email") return refuse("not-yours");
  const { id: contactId, organizationId, candidacyId, role, value: to } = contact;
  if (contact.stoppedAt) return refuse("stopped");
  const form = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: {
      closesAt: true,
      versions: { where: { publishedAt: { not: null } }, take: 1, select: { id: true } },
    },
  });
  if (form.versions.length === 0) return refuse("not-published");
  if (ctx.now >= form.closesAt) return refuse("closed");
  if ((await db().contactStop.count({ where: { organizationId, candidacyId, role } })) > 0)
    return refuse("asked-to-stop");
  return db().$transaction(async (tx) => {
    const link = await linkFor(tx, ctx, formId, { candidacyId, role, contactId });
    if (!link.ok) return refuse("not-yours");
    const data = { linkId: link.value };
    const locale = await languageOf(tx, { formId, candidacyId, role });
    await queueMail(tx, { template: "new-link", data, locale, to, organizationId });
    const subject = { kind: "link", id: link.value };
    await record(tx, ctx, { action: "outreach.send-link", subject, organizationId });
    return done({});
  });
}

/** Writes down a request made by hand: a letter, a meeting, a call from elsewhere. In public it counts like every other. */
export async function logContact(ctx: Ctx, input: LogInput): Promise<Result<object, "not-yours" | "past">> {
  const { formId, candidacyId, role, channel, outcome, note } = input;
  const where = { id: candidacyId };
  const row = await db().candidacy.findUnique({ where, select: { publicId: true } });
  const known = row && (await recordFor(ctx, formId, row.publicId));
  const form = await authorsOf(formId);
  // Never under an NGO where she only looks on.
  const organizationId =
    form?.authors.find((id) => mayEdit(roleIn(ctx, id))) ??
    form?.authors.find((id) => roleIn(ctx, id) === "caller");
  if (!known?.mayLog || !organizationId || ctx.actor.kind !== "member") return refuse("not-yours");
  const { userId } = ctx.actor;
  const { timeZone } = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: { timeZone: true },
  });
  const at = pastInstant(input.at, timeZone, ctx.now);
  if (!at) return refuse("past");
  await db().$transaction(async (tx) => {
    const data = {
      formId,
      candidacyId,
      role,
      organizationId,
      channel,
      at,
      outcome,
      note: note || null,
      userId,
    };
    const { id } = await tx.contactAttempt.create({ data, select: { id: true } });
    const subject = { kind: "contact-attempt", id };
    await record(tx, ctx, {
      action: "outreach.log-contact",
      subject,
      organizationId,
      after: { channel, outcome },
    });
  });
  return done({});
}
