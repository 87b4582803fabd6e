import { randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { ACCOUNTS, AUTHORS, type Rows, TEXT } from "@/lib/core/testing/permissions";
import type { World } from "@/lib/core/testing/world";
import * as bounces from "@/lib/outreach/bounces/commands";
import * as assigning from "@/lib/outreach/calls/assigning/commands";
import * as calls from "@/lib/outreach/calls/commands";
import * as recording from "@/lib/outreach/calls/recording/commands";
import * as candidacy from "@/lib/outreach/candidates/record/commands";
import * as claims from "@/lib/outreach/claims/commands";
import * as contacts from "@/lib/outreach/contacts/commands";
import * as limits from "@/lib/outreach/limits/commands";
import * as mailings from "@/lib/outreach/mailings/commands";
import * as trial from "@/lib/outreach/mailings/trial/commands";
import * as post from "@/lib/outreach/post/commands";
import * as rehearsal from "@/lib/outreach/rehearsal/commands";
import * as sending from "@/lib/outreach/sending/commands";
import * as waves from "@/lib/outreach/sending/waves/commands";
import * as suggestions from "@/lib/outreach/suggestions/commands";
import { aContact } from "@/prisma/factories";

const CALLERS = ["caller", ...AUTHORS] as const;

/** A call that the members of the world's NGO, who share one account, have in hand. */
async function aCall({ formId, candidacyId, organizationId, actors }: World): Promise<string> {
  await db().phoneCall.deleteMany({ where: { formId, outcome: null } });
  const { id: contactId } = await aContact(db(), { candidacyId, organizationId });
  const userId = actors.owner.kind === "member" ? actors.owner.userId : "";
  const expiresAt = new Date("2099-01-01");
  const data = {
    formId,
    candidacyId,
    role: "candidate" as const,
    contactId,
    organizationId,
    userId,
    expiresAt,
  };
  return (await db().phoneCall.create({ data, select: { id: true } })).id;
}

/** Who may give each command of this room. */
export const rows: Rows<
  typeof contacts &
    typeof limits &
    typeof mailings &
    typeof post &
    typeof sending &
    typeof waves &
    typeof bounces &
    typeof trial &
    typeof claims &
    typeof candidacy &
    typeof calls &
    typeof assigning &
    typeof recording &
    typeof rehearsal &
    typeof suggestions
> = {
  mailRehearsal: {
    may: AUTHORS,
    run: (ctx, { formId }) => rehearsal.mailRehearsal(ctx, { formId, locale: "fr" }),
  },
  keepContacts: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      contacts.keepContacts(ctx, { formId, text: "", file: undefined, source: "", intent: "check" }),
  },
  writeMessage: {
    may: AUTHORS,
    run: (ctx, { formId }) => mailings.writeMessage(ctx, { formId, subject: TEXT, body: TEXT, locale: "fr" }),
  },
  startMailing: { may: AUTHORS, run: (ctx, { formId }) => mailings.startMailing(ctx, { formId, count: 0 }) },
  steerMailing: {
    may: AUTHORS,
    run: (ctx, { mailingId }) => mailings.steerMailing(ctx, { mailingId, act: "pause" }),
  },
  setLimits: {
    may: AUTHORS,
    run: (ctx, { formId }) => limits.setLimits(ctx, { formId, reminders: 1, mailsPerWeek: 2 }),
  },
  paceMailing: { may: AUTHORS, run: (ctx, { mailingId }) => mailings.paceMailing(ctx, { mailingId }) },
  resolveDoubt: {
    may: AUTHORS,
    run: (ctx, { mailingId }) => mailings.resolveDoubt(ctx, { mailingId, as: "sent" }),
  },
  sendMailing: { may: ["system"], run: (ctx, { mailingId }) => sending.sendMailing(ctx, { mailingId }) },
  claim: {
    may: ["system"],
    run: (ctx, { mailingId }) =>
      waves.claim(ctx, {
        mailingId,
        standing: { now: ctx.now, hold: null, room: 0, silent: new Map(), mailsPerWeek: 3 },
      }),
  },
  sendTrial: { may: AUTHORS, run: (ctx, { formId }) => trial.sendTrial(ctx, { formId }) },
  takeNotices: {
    may: ["system"],
    run: (ctx) => bounces.takeNotices(ctx, { notices: [], organizationId: "" }),
  },
  deliver: { may: ["system"], run: (ctx) => post.deliver(ctx, { mailId: randomUUID() }) },
  takeUpAgain: { may: ["system"], run: (ctx) => post.takeUpAgain(ctx) },
  suggestContact: {
    may: ACCOUNTS,
    run: (ctx) =>
      suggestions.suggestContact(ctx, {
        candidacy: "x",
        role: "candidate",
        channel: "email",
        value: "a@b.example",
        source: "Tract",
      }),
  },
  decideSuggestion: {
    may: AUTHORS,
    run: async (ctx, { organizationId, candidacyId }) => {
      const value = `${randomUUID()}@b.example`;
      const data = {
        organizationId,
        candidacyId,
        role: "candidate" as const,
        channel: "email",
        value,
        source: "Tract",
      };
      const { id: suggestionId } = await db().contactSuggestion.create({ data, select: { id: true } });
      return suggestions.decideSuggestion(ctx, { suggestionId, verdict: "accepted" });
    },
  },
  claimCandidacy: {
    may: ACCOUNTS,
    run: (ctx) =>
      claims.claimCandidacy(ctx, {
        candidacy: "x",
        role: "candidate",
        proof: "party",
        channel: "",
        phone: "",
        email: "a@b.example",
        locale: "fr",
      }),
  },
  decideClaim: {
    may: AUTHORS,
    run: async (ctx, { organizationId, candidacyId }) => {
      const who = { organizationId, candidacyId, role: "candidate" as const, code: randomUUID() };
      const data = { ...who, proof: "party", detail: "", email: `${randomUUID()}@b.example`, locale: "fr" };
      const { id: claimId } = await db().candidacyClaim.create({ data, select: { id: true } });
      return claims.decideClaim(ctx, { claimId, verdict: "refused", note: "Essai." });
    },
  },
  nextCall: { may: CALLERS, run: (ctx, { formId }) => calls.nextCall(ctx, { formId }) },
  settleCall: {
    may: CALLERS,
    run: async (ctx, world) =>
      calls.settleCall(ctx, { callId: await aCall(world), outcome: "no-answer", note: "", callBackAt: "" }),
  },
  releaseCall: {
    may: CALLERS,
    run: async (ctx, world) => calls.releaseCall(ctx, { callId: await aCall(world) }),
  },
  undoCall: { may: CALLERS, run: async (ctx, world) => calls.undoCall(ctx, { callId: await aCall(world) }) },
  recordCall: { may: ["system"], run: (ctx) => recording.recordCall(ctx, { callId: randomUUID() }) },
  assignCalls: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      assigning.assignCalls(ctx, { formId, userId: randomUUID(), areas: [], candidacies: [] }),
  },
  unassignCalls: {
    may: AUTHORS,
    run: async (ctx, { formId, candidacyId, actors }) => {
      await db().callerAssignment.deleteMany({ where: { formId } });
      const userId = actors.owner.kind === "member" ? actors.owner.userId : "";
      const data = { formId, candidacyId, userId };
      const { id: assignmentId } = await db().callerAssignment.create({ data, select: { id: true } });
      return assigning.unassignCalls(ctx, { assignmentId });
    },
  },
  addContact: {
    may: AUTHORS,
    run: (ctx, { formId, candidacyId }) =>
      candidacy.addContact(ctx, {
        formId,
        candidacyId,
        role: "candidate",
        channel: "email",
        value: "a@b.example",
        source: "Tract",
      }),
  },
  stopAddress: {
    may: [],
    run: (ctx, { formId }) => candidacy.stopAddress(ctx, { formId, contactId: randomUUID() }),
  },
  sendLink: {
    may: [],
    run: (ctx, { formId }) => candidacy.sendLink(ctx, { formId, contactId: randomUUID() }),
  },
  logContact: {
    may: [],
    run: (ctx, { formId, candidacyId }) =>
      candidacy.logContact(ctx, {
        formId,
        candidacyId,
        role: "candidate",
        channel: "post",
        outcome: "sent",
        at: "",
        note: "",
      }),
  },
};
