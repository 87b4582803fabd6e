import { randomUUID } from "node:crypto";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import type { Tx } from "@/lib/core/db";
import { slugOf } from "@/lib/core/slug";
import type { Prisma } from "@/prisma/client/client";
import type { AnswerValue } from "@/prisma/client/enums";
import { clock, dayFromNow, invented, type Over, unique } from "@/prisma/inventing";
import { publishAsIs, writeText } from "@/prisma/version-text";

const GIVEN = ["Maëlle", "Anaïs", "Yaël", "Bogdan", "Inès", "Thibault", "Ngoc", "Wilfried", "Salomé", "Ewen"];

export async function aPerson(db: Tx, over: Over<Prisma.PersonUncheckedCreateInput> = {}) {
  const n = unique();
  const data = { givenName: GIVEN[n % GIVEN.length] ?? "Maëlle", familyName: invented(n), ...over };
  const select = { id: true, publicId: true, givenName: true, familyName: true } as const;
  return db.person.create({ data, select });
}

export async function anArea(db: Tx, over: Over<Prisma.AreaUncheckedCreateInput> = {}) {
  const n = unique();
  const defaults = {
    scheme: "fr-constituency",
    code: `T${n}-01`,
    level: "constituency",
    country: "FR",
    name: invented(n),
  };
  const select = { id: true, scheme: true, code: true, name: true } as const;
  return db.area.create({ data: { ...defaults, ...over }, select });
}

/** An election with two rounds, in 40 and 47 days unless `rounds` says otherwise (days from now). */
export async function anElection(
  db: Tx,
  over: Over<Prisma.ElectionUncheckedCreateInput> & { roundDays?: readonly number[] } = {},
) {
  const { roundDays = [40, 47], ...rest } = over;
  const name = `Scrutin ${invented(unique())}`;
  const defaults = {
    slug: slugOf(name),
    name: { fr: name, en: `Ballot ${name.slice(8)}` },
    country: "FR",
    areaScheme: "fr-constituency",
    timeZone: "Europe/Paris",
  };
  const election = await db.election.create({
    data: { ...defaults, ...rest },
    select: { id: true, slug: true },
  });
  const data = await Promise.all(
    roundDays.map(async (days, at) => ({
      electionId: election.id,
      number: at + 1,
      pollingDate: await dayFromNow(db, days),
    })),
  );
  await db.electionRound.createMany({ data });
  return election;
}

export async function aBallot(db: Tx, over: Over<Prisma.BallotUncheckedCreateInput> = {}) {
  const electionId = over.electionId ?? (await anElection(db)).id;
  const areaId = over.areaId ?? (await anArea(db)).id;
  const select = { id: true, electionId: true, areaId: true } as const;
  return db.ballot.create({ data: { ...over, electionId, areaId }, select });
}

/** A ticket: candidate and substitute (`substituteId: null` for none) on a ballot. */
export async function aCandidacy(db: Tx, over: Over<Prisma.CandidacyUncheckedCreateInput> = {}) {
  const ballotId = over.ballotId ?? (await aBallot(db)).id;
  const personId = over.personId ?? (await aPerson(db)).id;
  const substituteId = over.substituteId === undefined ? (await aPerson(db)).id : over.substituteId;
  return db.candidacy.create({
    data: { source: "test", ...over, ballotId, personId, substituteId },
    select: { id: true, publicId: true, ballotId: true, personId: true, substituteId: true },
  });
}

/** An NGO, approved; `kind: "party"` for a party. */
export async function anOrganization(db: Tx, over: Over<Prisma.OrganizationUncheckedCreateInput> = {}) {
  const name = over.name ?? `${over.kind === "party" ? "Parti" : "Garanties"} ${invented(unique())}`;
  const defaults = {
    slug: slugOf(name),
    kind: "ngo" as const,
    name,
    approvedAt: await clock(db),
    replyTo: `reponses@${slugOf(name)}.example`,
    phone: "+33 1 99 00 12 34",
  };
  const select = { id: true, slug: true, name: true } as const;
  return db.organization.create({ data: { ...defaults, ...over }, select });
}

export async function aUser(db: Tx, over: Over<Prisma.UserUncheckedCreateInput> = {}) {
  const word = invented(unique());
  const defaults = { email: `${slugOf(word)}@membres.example`, name: `Camille ${word}` };
  const select = { id: true, email: true, name: true } as const;
  return db.user.create({ data: { ...defaults, ...over }, select });
}

/** A role (owner) of a user in an organization; either is made when left out. */
export async function aMembership(db: Tx, over: Over<Prisma.MembershipUncheckedCreateInput> = {}) {
  const userId = over.userId ?? (await aUser(db)).id;
  const organizationId = over.organizationId ?? (await anOrganization(db)).id;
  const select = { userId: true, organizationId: true, role: true } as const;
  return db.membership.create({
    data: { role: "owner", ...over, userId, organizationId },
    select,
  });
}

/** An e-mail address of a candidate (or substitute), with its source. */
export async function aContact(db: Tx, over: Over<Prisma.ContactUncheckedCreateInput> = {}) {
  const organizationId = over.organizationId ?? (await anOrganization(db)).id;
  const candidacyId = over.candidacyId ?? (await aCandidacy(db)).id;
  const defaults = {
    value: `contact.${slugOf(invented(unique()))}@campagne.example`,
    source: "Site de campagne, page « Contact »",
  };
  return db.contact.create({
    data: { ...defaults, ...over, organizationId, candidacyId },
    select: { id: true, organizationId: true, candidacyId: true, role: true, value: true },
  });
}

/** A personal link (of the candidate) with the token that opens it. */
export async function aLink(
  db: Tx,
  over: Over<Prisma.LinkUncheckedCreateInput> & { formId: string; candidacyId: string },
) {
  const id = over.id ?? randomUUID();
  const token = linkToken(id);
  const defaults = { kind: "personal" as const, role: "candidate" as const, tokenHash: tokenHash(token) };
  const select = { id: true, kind: true, formId: true, candidacyId: true, role: true } as const;
  const link = await db.link.create({ data: { ...defaults, ...over, id }, select });
  return { ...link, token };
}

export async function aMailing(db: Tx, over: Over<Prisma.MailingUncheckedCreateInput> & { formId: string }) {
  const defaults = {
    subject: { fr: "Vos engagements, {{name}}", en: "Your engagements, {{name}}" },
    body: { fr: "Bonjour {{name}},", en: "Dear {{name}}," },
  };
  return db.mailing.create({ data: { ...defaults, ...over }, select: { id: true, formId: true } });
}

/** An invitation accepted by the relay, with its contact, link, mailing and the request on record. */
export async function anInvitation(
  db: Tx,
  over: Over<Prisma.InvitationUncheckedCreateInput> & {
    formId: string;
    candidacyId: string;
    organizationId: string;
  },
) {
  const { organizationId, ...rest } = over;
  const { formId, candidacyId, role = "candidate" } = rest;
  const at = await clock(db);
  const contactId = rest.contactId ?? (await aContact(db, { organizationId, candidacyId, role })).id;
  const mailingId = rest.mailingId ?? (await aMailing(db, { formId, status: "finished" })).id;
  const link = rest.linkId
    ? { id: rest.linkId, token: linkToken(rest.linkId) }
    : await aLink(db, { formId, candidacyId, role });
  const defaults = { status: "accepted" as const, queuedAt: at, acceptedAt: at, reply: "250 2.0.0 Ok" };
  const invitation = await db.invitation.create({
    data: { ...defaults, ...rest, contactId, mailingId, linkId: link.id },
    select: { id: true, status: true },
  });
  await anAttempt(db, { formId, candidacyId, role, organizationId, at, invitationId: invitation.id });
  return { ...invitation, contactId, mailingId, linkId: link.id, token: link.token };
}

/** A request on record, by mail and accepted unless said otherwise. */
export async function anAttempt(
  db: Tx,
  over: Over<Prisma.ContactAttemptUncheckedCreateInput> & {
    formId: string;
    candidacyId: string;
    organizationId: string;
  },
) {
  const defaults = { channel: "email", at: await clock(db), outcome: "accepted" };
  return db.contactAttempt.create({ data: { ...defaults, ...over }, select: { id: true } });
}

/** Engagements by position: what each answers, `yes` where nothing is said. */
export type Answers = Readonly<Record<number, { value: AnswerValue; comment?: string }>>;

type VersionWords = Over<Omit<Prisma.FormVersionUncheckedCreateInput, "formId">> & {
  /** 3 when left out, two to a theme. */
  engagements?: number;
  /** true when left out. */
  isPublished?: boolean;
  /** Stable identities by position; new ones where left out. */
  lineageIds?: readonly string[];
};

/** A version (published) with its themes and engagements, in French and English. */
export async function aVersion(db: Tx, words: VersionWords & { formId: string }) {
  const { engagements = 3, isPublished = true, lineageIds = [], ...over } = words;
  const number = over.number ?? 1 + (await db.formVersion.count({ where: { formId: over.formId } }));
  const name = invented(unique());
  const defaults = {
    title: { fr: `Les engagements ${name}`, en: `The ${name} engagements` },
    introduction: { fr: "Nous vous demandons de vous engager.", en: "We ask you to commit." },
    validity: { fr: "Pour la durée du mandat.", en: "For the length of the term." },
  };
  const version = await db.formVersion.create({
    data: { ...defaults, ...over, number },
    select: { id: true, number: true },
  });
  const text = await writeText(db, version.id, engagements, lineageIds);
  if (isPublished) await publishAsIs(db, version.id);
  return { ...version, ...text };
}

/** A form of one NGO for an election, open for 30 days, with one version (published unless said otherwise). */
export async function aForm(
  db: Tx,
  over: Over<Prisma.FormUncheckedCreateInput> & { organizationId?: string; version?: VersionWords } = {},
) {
  const { organizationId = (await anOrganization(db)).id, version: words = {}, ...rest } = over;
  const electionId = rest.electionId ?? (await anElection(db)).id;
  const closesAt = new Date((await clock(db)).getTime() + 30 * 86_400_000);
  const defaults = { slug: slugOf(`Engagements ${invented(unique())}`), closesAt, timeZone: "Europe/Paris" };
  const form = await db.form.create({
    data: { ...defaults, ...rest, electionId },
    select: { id: true, slug: true, electionId: true, closesAt: true },
  });
  await db.formAuthor.create({
    data: { formId: form.id, organizationId, isLead: true },
    select: { formId: true },
  });
  const version = await aVersion(db, { ...words, formId: form.id });
  return { ...form, organizationId, version };
}

/** A signature of the candidate (or substitute), all yes where `answers` says nothing; the next revision. */
export async function aSignature(
  db: Tx,
  words: Over<Prisma.SignatureUncheckedCreateInput> & {
    versionId: string;
    candidacyId: string;
    answerAt?: Answers;
  },
) {
  const { answerAt = {}, ...over } = words;
  const { candidacyId, versionId, role = "candidate" } = over;
  const { formId, engagements } = await db.formVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { formId: true, engagements: { select: { id: true, position: true } } },
  });
  const ticket = await db.candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { personId: true, substituteId: true },
  });
  const personId = role === "candidate" ? ticket.personId : ticket.substituteId;
  if (!personId) throw new Error("this ticket has no substitute who could sign");
  const revision = 1 + (await db.signature.count({ where: { formId, candidacyId, role } }));
  const defaults = { personId, role, revision, locale: "fr", signedAt: await clock(db) };
  const data: Prisma.SignatureUncheckedCreateInput = { ...defaults, ...over, formId };
  const select = { id: true, publicId: true, revision: true } as const;
  const signature = await db.signature.create({ data, select });
  const rows = engagements.map(({ id, position }) => ({
    signatureId: signature.id,
    engagementId: id,
    value: "yes" as const,
    ...answerAt[position],
  }));
  await db.answer.createMany({ data: rows });
  return signature;
}
