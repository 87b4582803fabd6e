import { randomBytes, randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { keepFile } from "@/lib/core/files";
import {
  aBallot,
  aCandidacy,
  aContact,
  aForm,
  aLink,
  aMembership,
  anAttempt,
  aPerson,
  aUser,
} from "@/prisma/factories";
import type { Server } from "./server";
import { onSite } from "./world";

const word = () => `mot${randomUUID().replaceAll("-", "")}`;

/**
 * What belongs to one person alone, each in a word that stands nowhere else. Not among them is what stays: her name and candidacy,
 * which the official list publishes, and that something was signed and erased, with dates and reason (GDPR 17(3)).
 */
export function identifiers() {
  const names = [
    ...(["comment", "email", "phone", "source", "assistant", "attempt"] as const),
    ...(["received", "transcribed", "quoted", "snapshot", "passkey", "suggested"] as const),
  ];
  return Object.fromEntries(names.map((name) => [name, word()])) as Record<(typeof names)[number], string>;
}

type Identifiers = ReturnType<typeof identifiers>;
interface Ticket {
  readonly organizationId: string;
  readonly formId: string;
  readonly versionId: string;
  readonly candidacyId: string;
}

/** What the NGO holds of her beside the signature: addresses, a call, a paper read once, a quotation, a passkey, a suggestion. */
async function heldOf({ organizationId, formId, versionId, candidacyId }: Ticket, of: Identifiers) {
  const who = { organizationId, candidacyId, role: "candidate" as const };
  await aContact(db(), { ...who, channel: "phone", value: of.phone, source: "Tract" });
  await anAttempt(db(), {
    ...{ formId, organizationId, candidacyId },
    channel: "phone",
    outcome: "no-answer",
    note: of.attempt,
  });
  const { id: userId } = await aUser(db());
  const kept = { ...who, formId, versionId, locale: "fr" };
  const file = await keepFile(Buffer.from(of.snapshot));
  const paper = await db().paper.create({
    data: { ...kept, createdById: userId, received: of.received },
    select: { id: true },
  });
  const read = { paperId: paper.id, userId, turn: 1, signedOn: new Date(), answers: { x: of.transcribed } };
  await db().transcription.create({ data: read, select: { id: true } });
  await db().paperPage.create({
    data: { paperId: paper.id, position: 1, kind: "pdf", hash: file },
    select: { hash: true },
  });
  const said = { url: "https://essai.example/", quote: of.quoted, channel: "Son site", saidOn: new Date() };
  const snapshot = { snapshotKind: "text", snapshotHash: file, answers: {}, recordedById: userId };
  await db().quotedStatement.create({ data: { ...kept, ...said, ...snapshot }, select: { id: true } });
  const key = { credential: of.passkey, publicKey: new Uint8Array(randomBytes(65)) };
  await db().passkey.create({ data: { candidacyId, role: "candidate", ...key }, select: { id: true } });
  await db().contactSuggestion.create({
    data: { ...who, channel: "page", value: of.suggested, source: "Affiche" },
    select: { id: true },
  });
  const { id: linkId } = await aLink(db(), { formId, candidacyId, kind: "prepare" });
  await db().preparation.create({ data: { linkId, madeFor: of.assistant }, select: { linkId: true } });
  return file;
}

/** A form of an NGO with two owners that asks two people: the one to be erased, and one who stays. */
export async function aCampaign(site: Server, of: Identifiers) {
  return onSite(site, async () => {
    const { id: ballotId, electionId } = await aBallot(db());
    const form = await aForm(db(), { electionId });
    const { organizationId } = form;
    const asked = async (familyName: string, email: string, source: string) => {
      const { id: personId } = await aPerson(db(), { givenName: "Maïwenn", familyName, gender: "f" });
      const { id: candidacyId, publicId } = await aCandidacy(db(), {
        ballotId,
        personId,
        substituteId: null,
      });
      const { id: contactId } = await aContact(db(), { organizationId, candidacyId, value: email, source });
      const { token } = await aLink(db(), { formId: form.id, candidacyId, contactId });
      return { candidacyId, publicId, token, email };
    };
    const she = await asked("Effacée", `${of.email}@essai.example`, of.source);
    const other = await asked("Restante", "restante@essai.example", "Profession de foi");
    const ticket = { organizationId, formId: form.id, versionId: form.version.id };
    const file = await heldOf({ ...ticket, candidacyId: she.candidacyId }, of);
    const owners = [];
    for (let at = 0; at < 2; at += 1) {
      const { id: userId, email } = await aUser(db());
      await aMembership(db(), { userId, organizationId, role: "owner" });
      owners.push(email);
    }
    return { formId: form.id, she, other, owners, file };
  });
}

export type Campaign = Awaited<ReturnType<typeof aCampaign>>;
