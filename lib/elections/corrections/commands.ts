import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { whyNotFact, whyNotKeep } from "../rules";
import { difference, type Facts } from "./rules";
import type { CorrectionInput } from "./schema";

type Refusal =
  | "not-allowed"
  | "future-date"
  | "no-such-candidacy"
  | "unknown-area"
  | "nothing-to-correct"
  | "same-name-here"
  | "panel-taken"
  | "counted-there";

async function standing(tx: Tx, candidacyId: string) {
  await tx.$queryRaw`SELECT id FROM candidacy WHERE id = ${candidacyId}::uuid FOR UPDATE`;
  const area = { id: true, code: true } as const;
  return tx.candidacy.findUnique({
    where: { id: candidacyId },
    select: {
      panelNumber: true,
      nuanceCode: true,
      nuanceLabel: true,
      partyLabel: true,
      ballotId: true,
      person: { select: { id: true, givenName: true, familyName: true, gender: true } },
      ballot: {
        select: { electionId: true, area: { select: area }, election: { select: { areaScheme: true } } },
      },
    },
  });
}
type Standing = NonNullable<Awaited<ReturnType<typeof standing>>>;

/** The ballot of the area that is meant, of the same election; made where the election has none there yet. */
async function ballotOf(tx: Tx, { ballot, ballotId }: Standing, areaCode: string) {
  const code = areaCode.toUpperCase();
  if (code === ballot.area.code) return { area: code, ballotId };
  const scheme_code = { scheme: ballot.election.areaScheme, code };
  const area = await tx.area.findUnique({ where: { scheme_code }, select: { id: true } });
  if (!area) return null;
  const key = { electionId: ballot.electionId, areaId: area.id };
  const made = await tx.ballot.upsert({
    where: { electionId_areaId: key },
    create: key,
    update: {},
    select: { id: true },
  });
  return { area: code, ballotId: made.id };
}

async function whyNotThere(
  tx: Tx,
  candidacyId: string,
  personId: string,
  known: Facts,
  wanted: Facts,
): Promise<"same-name-here" | "panel-taken" | "counted-there" | null> {
  const { ballot_id: ballotId, panel_number: panelNumber } = wanted;
  const hasMoved = ballotId !== known.ballot_id;
  if (hasMoved && (await tx.result.count({ where: { candidacyId } })) > 0) return "counted-there";
  const others = { ballotId, id: { not: candidacyId } };
  if (hasMoved && (await tx.candidacy.count({ where: { ...others, personId } })) > 0) return "same-name-here";
  const isNewPanel = panelNumber !== null && (hasMoved || panelNumber !== known.panel_number);
  if (isNewPanel && (await tx.candidacy.count({ where: { ...others, panelNumber } })) > 0)
    return "panel-taken";
  return null;
}

function factsOf({ person, ballot, ballotId, ...known }: Standing): Facts {
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    gender: person.gender,
    panel_number: known.panelNumber,
    nuance_code: known.nuanceCode,
    nuance_label: known.nuanceLabel,
    party_label: known.partyLabel,
    area: ballot.area.code,
    ballot_id: ballotId,
  };
}

async function write(tx: Tx, candidacyId: string, personId: string, wanted: Facts): Promise<void> {
  const { given_name: givenName, family_name: familyName, gender } = wanted;
  await tx.person.update({
    where: { id: personId },
    data: { givenName, familyName, gender },
    select: { id: true },
  });
  const data = {
    panelNumber: wanted.panel_number,
    nuanceCode: wanted.nuance_code,
    nuanceLabel: wanted.nuance_label,
    partyLabel: wanted.party_label,
    ballotId: wanted.ballot_id,
  };
  await tx.candidacy.update({ where: { id: candidacyId }, data, select: { id: true } });
}

/** Corrects what stands of a candidacy, as a dated, sourced, public fact that says what it was before. */
export async function correctCandidacy(
  ctx: Ctx,
  input: CorrectionInput,
): Promise<Result<{ id: string }, Refusal>> {
  const no = whyNotKeep(ctx) ?? whyNotFact(ctx, input.date);
  if (no) return refuse(no);
  const { candidacyId, reason, date, sourceTitle, sourceUrl } = input;
  return db().$transaction(async (tx) => {
    const found = await standing(tx, candidacyId);
    if (!found) return refuse("no-such-candidacy");
    const place = await ballotOf(tx, found, input.areaCode);
    if (!place) return refuse("unknown-area");
    const known = factsOf(found);
    const wanted: Facts = {
      given_name: input.givenName,
      family_name: input.familyName,
      gender: input.gender ?? null,
      panel_number: input.panelNumber ?? null,
      nuance_code: input.nuanceCode ?? null,
      nuance_label: input.nuanceLabel ?? null,
      party_label: input.partyLabel ?? null,
      area: place.area,
      ballot_id: place.ballotId,
    };
    const changes = difference(known, wanted);
    if (!changes) return refuse("nothing-to-correct");
    const taken = await whyNotThere(tx, candidacyId, found.person.id, known, wanted);
    if (taken) return refuse(taken);
    await write(tx, candidacyId, found.person.id, wanted);
    const { before, after } = changes;
    const source = { sourceTitle, ...(sourceUrl ? { sourceUrl } : {}) };
    const event = await tx.candidacyCorrection.create({
      data: { candidacyId, before, after, reason, date, createdAt: ctx.now, ...source },
      select: { id: true },
    });
    const subject = { kind: "candidacy", id: candidacyId };
    const said = { ...after, reason, source: sourceTitle };
    await record(tx, ctx, { action: "elections.correct", subject, before, after: said });
    return done(event);
  });
}
