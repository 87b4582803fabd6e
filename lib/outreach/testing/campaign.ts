import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor, systemActor } from "@/lib/core/testing/actors";
import { aBallot, aCandidacy, aContact, aForm, anElection, anOrganization, aUser } from "@/prisma/factories";
import { startMailing, writeMessage } from "../mailings/commands";

export const MESSAGE = {
  subject: { fr: "{{name}}, vos engagements", en: "{{name}}, your commitments" },
  body: {
    fr: "Bonjour {{name}}, de {{constituency}}.\n\n{{link}}\n\nJusqu’au {{closing}}, {{ngo}}, « {{form}} ».",
    en: "Dear {{name}}, of {{constituency}}.\n\n{{link}}\n\nUntil {{closing}}, {{ngo}}, “{{form}}”.",
  },
} as const;

export interface Campaign {
  readonly formId: string;
  readonly organizationId: string;
  readonly ballotId: string;
  readonly candidacyIds: readonly string[];
  readonly addresses: readonly string[];
  readonly officer: Ctx;
}

/** A published form, an officer, and candidacies with an address each. */
export async function aCampaign(count: number): Promise<Campaign> {
  const election = await anElection(db());
  const { id: ballotId } = await aBallot(db(), { electionId: election.id });
  const { id: organizationId } = await anOrganization(db());
  const form = await aForm(db(), { electionId: election.id, organizationId });
  const candidacyIds: string[] = [];
  const addresses: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id: candidacyId } = await aCandidacy(db(), { ballotId });
    candidacyIds.push(candidacyId);
    addresses.push((await aContact(db(), { organizationId, candidacyId })).value);
  }
  const { id: userId } = await aUser(db());
  const officer = ctxOf(memberActor({ userId, organizationId, role: "editor" }), await databaseNow());
  return { formId: form.id, organizationId, ballotId, candidacyIds, addresses, officer };
}

/** Writes the message and starts it for so many. Returns the mailing's id. */
export async function started({ formId, officer }: Campaign, count: number): Promise<string> {
  const written = await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  if (!written.ok) throw new Error(written.refusal);
  const begun = await startMailing(officer, { formId, count });
  if (!begun.ok) throw new Error(begun.refusal);
  const { id } = await db().mailing.findFirstOrThrow({
    where: { formId, status: "running" },
    select: { id: true },
  });
  return id;
}

export async function worker(): Promise<Ctx> {
  return ctxOf(systemActor(), await databaseNow());
}

/** Addresses by the state of their invitation. */
export async function states(formId: string): Promise<Record<string, number>> {
  const rows = await db().invitation.groupBy({ by: ["status"], where: { formId }, _count: { _all: true } });
  return Object.fromEntries(rows.map(({ status, _count }) => [status, _count._all]));
}
