import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/core/db";
import * as make from "@/prisma/factories";
import { aCommune, aContest, aNomination } from "@/prisma/factories-ballots";
import { dayFromNow } from "@/prisma/inventing";

async function ballots(db: Tx) {
  const department = await make.anArea(db, { scheme: "fr-department", level: "department" });
  const area = await make.anArea(db, { parentId: department.id });
  const commune = await aCommune(db, { wholeIds: [area.id], postcodes: ["99000"] });
  const alias = { areaId: commune.id, scheme: "fr-commune", code: "99999", name: "Bourg-Ancien" };
  await db.areaAlias.create({ data: alias, select: { id: true } });
  const election = await make.anElection(db);
  await make.anElection(db, { kind: "primary", parentId: election.id });
  const round = await db.electionRound.findFirstOrThrow({
    where: { electionId: election.id },
    select: { id: true },
  });
  const early = {
    roundId: round.id,
    areaId: area.id,
    pollingDate: await dayFromNow(db, 39),
    timeZone: "UTC",
  };
  await db.pollingDate.create({ data: early, select: { roundId: true } });
  const ballot = await make.aBallot(db, { electionId: election.id, areaId: area.id });
  const candidacy = await make.aCandidacy(db, { ballotId: ballot.id, panelNumber: 1 });
  const where = { round: 1, areaId: area.id };
  await db.result.create({
    data: { candidacyId: candidacy.id, ...where, votes: 9 },
    select: { round: true },
  });
  await db.turnout.create({ data: { ballotId: ballot.id, ...where, voters: 10 }, select: { round: true } });
  const event = { candidacyId: candidacy.id, status: "standing" as const, date: await dayFromNow(db, -9) };
  await db.candidacyEvent.create({ data: { ...event, sourceTitle: "Liste" }, select: { id: true } });
  const { id: personId } = await make.aPerson(db, { mergedIntoId: candidacy.personId });
  await db.personIdentifier.create({
    data: { scheme: "test", value: "1", personId },
    select: { value: true },
  });
  const page = { candidacyId: candidacy.id, kind: "website", url: "https://essai.example/" };
  await db.publicChannel.create({
    data: { ...page, date: await dayFromNow(db, -9), sourceTitle: "Affiche" },
    select: { id: true },
  });
  await aNomination(db, { candidacyId: candidacy.id });
  const vote = { kind: "vote" as const, date: await dayFromNow(db, -8), sourceTitle: "Journal" };
  const contest = await aContest(db, {
    ballotId: ballot.id,
    contenders: [{ personId, votes: 1 }],
    events: [vote],
  });
  const counted = { contestId: contest.id, areaId: area.id, registered: 3, voters: 2 };
  await db.contestTurnout.create({ data: counted, select: { areaId: true } });
  await decisions(db, candidacy, personId);
  return { election, candidacy };
}

/** Records reviewed as one person, and a ticket that changed its substitute. */
async function decisions(db: Tx, candidacy: { id: string; personId: string }, mergedId: string) {
  const [firstId = "", secondId = ""] = [candidacy.personId, mergedId].sort();
  const at = await dayFromNow(db, -7);
  const pair = { firstId, secondId, kind: "no_birth_date" as const };
  await db.personPair.create({ data: pair, select: { id: true } });
  const merge = { keptId: candidacy.personId, mergedId, basis: "review", at };
  await db.personMerge.create({ data: merge, select: { id: true } });
  const ticket = { candidacyId: candidacy.id, personId: mergedId, date: at, sourceTitle: "Liste" };
  await db.substituteEvent.create({ data: ticket, select: { id: true } });
  const { personId: _, ...told } = ticket;
  const corrected = { ...told, before: { gender: null }, after: { gender: "f" }, reason: "Oubli" };
  await db.candidacyCorrection.create({ data: corrected, select: { id: true } });
}

async function acts(db: Tx, electionId: string, candidacyId: string) {
  const member = await make.aMembership(db);
  const organizationId = member.organizationId;
  const form = await make.aForm(db, { electionId, organizationId });
  const { areaId } = await db.ballot.findFirstOrThrow({ where: { electionId }, select: { areaId: true } });
  const local = await make.aForm(db, {
    electionId,
    sourceVersionId: form.version.id,
    version: { isPublished: false },
  });
  await db.formArea.create({ data: { formId: local.id, areaId }, select: { formId: true } });
  const next = await make.aVersion(db, { formId: form.id, isPublished: false });
  const step = { versionId: next.id, revision: 0, words: {}, closesAt: new Date(), timeZone: "UTC" };
  await db.draftStep.create({
    data: { ...step, userId: member.userId, at: new Date() },
    select: { revision: true },
  });
  const consent = { kind: "consented" as const, wordsHash: "0".repeat(64), at: new Date() };
  await db.authorEvent.create({
    data: { formId: form.id, organizationId, ...consent },
    select: { number: true },
  });
  const asked = { formId: form.id, candidacyId, organizationId };
  const { linkId, id: invitationId } = await make.anInvitation(db, asked);
  const bounce = { invitationId, kind: "soft" as const, key: "k", diagnostic: "452 full" };
  await db.bounce.create({ data: bounce, select: { id: true } });
  const versionId = form.version.id;
  const signature = await make.aSignature(db, { versionId, candidacyId, linkId });
  const at = new Date();
  const withdrawn = { signatureId: signature.id, kind: "withdrawn" as const, at };
  const event = await db.signatureEvent.create({ data: withdrawn, select: { id: true } });
  const disputed = { signatureId: signature.id, kind: "disputed" as const, at };
  const { id: eventId } = await db.signatureEvent.create({ data: disputed, select: { id: true } });
  const decision = {
    eventId,
    outcome: "stands",
    note: "Vérifié.",
    proposedById: member.userId,
    proposedAt: at,
  };
  await db.disputeDecision.create({ data: decision, select: { id: true } });
  const aside = { ...decision, verdict: "set-aside", decidedById: member.userId, decidedAt: at };
  await db.disputeDecision.create({ data: aside, select: { id: true } });
  const told = { signatureId: signature.id, at, addresses: 1 };
  await db.signatureNotice.create({ data: told, select: { at: true } });
  const contest = { signatureId: signature.id, tokenHash: "0".repeat(64) };
  await db.contestLink.create({ data: contest, select: { id: true } });
  await logged(db, { signatureId: signature.id, eventId: event.id });
  const { userId } = member;
  const proposed = {
    askedById: userId,
    organizationId,
    reason: "art17",
    proposedById: userId,
    proposedAt: at,
  };
  const refused = { outcome: "refused", note: "Essai", decidedById: userId, decidedAt: at };
  for (const decided of [{}, refused])
    await db.erasureRequest.create({
      data: { signatureId: signature.id, ...proposed, ...decided },
      select: { id: true },
    });
  const recorded = { ...asked, versionId, userId: member.userId, signatureId: signature.id };
  await onPaper(db, recorded);
  await byTwo(db, { ...recorded, eventId: event.id });
  const no = { formId: form.id, candidacyId, role: "substitute" as const, isPublic: false, at };
  await db.decline.create({ data: no, select: { id: true } });
  await db.linkReport.create({ data: { linkId, kind: "not-me" }, select: { id: true } });
  const prepared = await make.aLink(db, { formId: form.id, candidacyId, kind: "prepare" });
  await db.preparation.create({ data: { linkId: prepared.id, madeFor: "Inès" }, select: { linkId: true } });
  const role = "substitute" as const;
  await db.contactStop.create({ data: { organizationId, candidacyId, role }, select: { at: true } });
  const draft = { versionId, candidacyId, role, answers: {} };
  await db.signingDraft.create({ data: draft, select: { id: true } });
  await outreach(db, { ...asked, userId: member.userId });
  return member.userId;
}

/** A paper that two members read before it became a signature. */
async function onPaper(
  db: Tx,
  words: Record<"formId" | "candidacyId" | "organizationId" | "versionId" | "userId" | "signatureId", string>,
): Promise<void> {
  const { userId, signatureId, ...of } = words;
  const { id: paperId } = await db.paper.create({
    data: { ...of, role: "candidate", locale: "fr", received: "Remis en main propre", createdById: userId },
    select: { id: true },
  });
  const covered = { covers: [], publicHash: "1".repeat(64) };
  await db.paperPage.create({
    data: { paperId, position: 1, kind: "image", hash: "0".repeat(64), width: 10, height: 10, ...covered },
    select: { position: true },
  });
  const read = { paperId, signedOn: await dayFromNow(db, -1), answers: {} };
  const { id: secondId } = await make.aUser(db);
  await db.transcription.createMany({
    data: [
      { ...read, userId, turn: 1 },
      { ...read, userId: secondId, turn: 2 },
    ],
  });
  await db.paper.update({ where: { id: paperId }, data: { signatureId }, select: { id: true } });
}

/** A statement quoted and a signature attested, each by two members. */
async function byTwo(
  db: Tx,
  words: Record<
    "formId" | "candidacyId" | "organizationId" | "versionId" | "userId" | "signatureId" | "eventId",
    string
  >,
): Promise<void> {
  const { userId: recordedById, signatureId, eventId, organizationId, ...of } = words;
  const { id: confirmedById } = await make.aUser(db);
  const day = await dayFromNow(db, -1);
  const said = { url: "https://essai.example/", quote: "Je signe.", channel: "Son site", saidOn: day };
  const kept = { snapshotKind: "text", snapshotHash: "2".repeat(64), answers: {} };
  const both = { organizationId, recordedById, confirmedById, signatureId };
  await db.quotedStatement.create({
    data: { ...of, ...both, ...said, ...kept, role: "candidate", locale: "fr" },
    select: { id: true },
  });
  await db.attestation.create({ data: { ...both, how: "call-back", day, eventId }, select: { id: true } });
}

/** The leaves and statements of a signature and of an event. */
async function logged(db: Tx, { signatureId, eventId }: Record<"signatureId" | "eventId", string>) {
  await db.$executeRaw`WITH leaf AS (INSERT INTO log_leaf (data) VALUES ('{"a":1}') RETURNING id)
    INSERT INTO statement (leaf_id, signature_id, body, salt) SELECT id, ${signatureId}::uuid, '{}', sha256('1') FROM leaf`;
  await db.$executeRaw`WITH leaf AS (INSERT INTO log_leaf (data) VALUES ('{"a":2}') RETURNING id)
    INSERT INTO statement (leaf_id, event_id, body, salt) SELECT id, ${eventId}::uuid, '{}', sha256('2') FROM leaf`;
  await db.$executeRaw`INSERT INTO sealed_receipt (signature_id, pdf) VALUES (${signatureId}::uuid, '1')`;
  await db.$executeRaw`INSERT INTO signature_event (signature_id, kind, at, said)
    VALUES (${signatureId}::uuid, 'attested', signataires_now(), '{"how": "passkey"}'),
      (${signatureId}::uuid, 'countersigned', signataires_now(), '{"by": ["Essai"]}')`;
  await db.$executeRaw`INSERT INTO passkey (candidacy_id, role, credential, public_key)
    SELECT candidacy_id, role, 'AA', '1' FROM signature WHERE id = ${signatureId}::uuid`;
}

/** What stands around a request: an assignment, a call, a suggestion, a claim and a report. */
async function outreach(
  db: Tx,
  {
    formId,
    candidacyId,
    organizationId,
    userId,
  }: Record<"formId" | "candidacyId" | "organizationId" | "userId", string>,
) {
  const select = { id: true } as const;
  const who = { candidacyId, organizationId, role: "candidate" as const };
  const phone = { ...who, channel: "phone", value: "+33199001234", source: "Tract" };
  const { id: contactId } = await db.contact.create({ data: phone, select });
  const expiresAt = await dayFromNow(db, 1);
  await db.callerAssignment.create({ data: { formId, userId, candidacyId }, select });
  const { ballot } = await db.candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { ballot: { select: { areaId: true } } },
  });
  await db.callerAssignment.create({ data: { formId, userId, areaId: ballot.areaId }, select });
  await db.link.updateMany({ where: { formId, kind: "prepare" }, data: { contactId } });
  await db.formLimit.create({ data: { formId }, select: { formId: true } });
  await db.phoneCall.create({ data: { ...who, formId, userId, contactId, expiresAt }, select });
  await db.contactSuggestion.create({ data: phone, select });
  const rehearsal = await db.rehearsal.create({ data: { formId, userId, startedAt: expiresAt }, select });
  const person = { rehearsalId: rehearsal.id, position: 1, name: "Camille Fictive" };
  await db.rehearsalPerson.create({ data: { ...person, tokenHash: "0".repeat(64) }, select });
  const claim = {
    ...who,
    code: "ABCD2345",
    proof: "call-back",
    detail: "1",
    email: "a@b.example",
    locale: "fr",
  };
  await db.candidacyClaim.create({ data: claim, select });
  const decided = { verdict: "accepted", decidedAt: expiresAt, note: "Rappel", email: null, contactId };
  await db.candidacyClaim.create({ data: { ...claim, ...decided, code: "EFGH6789" }, select });
  await db.errorReport.create({ data: { candidacyId, what: "Le nom", locale: "fr" }, select });
}

/** Rows of the tables that only the signer writes, for whoever owns the database to run after `everyTable`. */
export const SIGNED = `
  UPDATE log_leaf SET index = 0 WHERE id = (SELECT min(id) FROM log_leaf);
  INSERT INTO log_tile (level, index, hashes) VALUES (0, 0, sha256('1'));
  INSERT INTO log_checkpoint (size, root, note) VALUES (1, sha256('1'), 'note');
  INSERT INTO log_policy (witnesses) VALUES (E'quorum none\\n');
  INSERT INTO log_cosignature (size, vkey, seconds, line) VALUES (1, 'w+00000000+AA==', 1, E'— w AA==\\n');
  INSERT INTO log_sealed (size, note) VALUES (1, 'note');
  INSERT INTO log_key (vkey) VALUES ('test/log+00000000+AA==');
  INSERT INTO log_key (vkey, replaces, frozen_size) VALUES ('test/log+00000001+AA==', 'test/log+00000000+AA==', 1)`;

/** At least one row in every table, made by the factories, so that every key and rule has something to protect. */
export async function everyTable(db: Tx): Promise<void> {
  const { election, candidacy } = await ballots(db);
  const userId = await acts(db, election.id, candidacy.id);
  const expiresAt = await dayFromNow(db, 3);
  await db.instance.upsert({ where: { id: 1 }, create: { mode: "live" }, update: {} });
  await db.session.create({ data: { tokenHash: randomUUID(), userId, expiresAt }, select: { id: true } });
  const login = { email: "a@b.example", tokenHash: randomUUID(), browserHash: "x", expiresAt };
  await db.loginLink.create({ data: login, select: { id: true } });
  const act = { actorKind: "system", action: "test", subjectKind: "test", subjectId: "1" };
  await db.auditEvent.create({ data: act, select: { id: true } });
  const request = { key: "k", requestHash: "h", status: 303 };
  await db.idempotentRequest.create({ data: request, select: { key: true } });
  const mail = { template: "t", data: {}, locale: "fr", toAddress: "a@b.example" };
  await db.mail.create({ data: mail, select: { id: true } });
  const run = { kind: "candidates", electionId: election.id, fileName: "f", fileHash: "h", counts: {} };
  const { id: runId } = await db.importRun.create({ data: run, select: { id: true } });
  await db.importChange.create({
    data: { runId, tableName: "person", rowKey: candidacy.id },
    select: { id: true },
  });
  const plan = { kind: "candidates", fileName: "x.csv", fileHash: "0", bytes: 1, state: "written", runId };
  await db.importPlan.create({ data: plan, select: { id: true } });
  await db.importHeader.create({ data: { header: "patronyme" }, select: { header: true } });
  await db.importRow.create({ data: { runId, line: 1, reason: "x", row: {} }, select: { id: true } });
  await db.$executeRaw`INSERT INTO rate_limit (key) VALUES ('k')`;
  const organizationId = (await db.organization.findFirstOrThrow({ select: { id: true } })).id;
  const hook = { organizationId, url: "https://a.example/hook", nextIndex: 0, madeById: userId };
  const { id: webhookId } = await db.webhook.create({ data: hook, select: { id: true } });
  const tried = { webhookId, index: 0, type: "version.published", at: expiresAt };
  await db.webhookTry.create({ data: tried, select: { id: true } });
  await db.$executeRaw`INSERT INTO published_file (path, owner, hash, size) VALUES ('fr.html', 'site site', sha256('1'), 1)`;
}
