import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/prisma/client/client";
import type { NominationStatus } from "@/prisma/client/enums";
import { aCandidacy, anArea, anOrganization } from "@/prisma/factories";
import { dayFromNow, type Over, unique } from "@/prisma/inventing";

/** A commune lying in these constituencies: whole in one, in part in several. */
export async function aCommune(
  db: Tx,
  over: Over<Prisma.AreaUncheckedCreateInput> & {
    wholeIds?: readonly string[];
    postcodes?: readonly string[];
  },
) {
  const { wholeIds = [], postcodes = [], ...rest } = over;
  const commune = await anArea(db, {
    scheme: "fr-commune",
    level: "commune",
    code: String(unique()).padStart(5, "0"),
    ...rest,
  });
  const part = { partId: commune.id, isPartial: wholeIds.length > 1, source: "test" };
  await db.areaPart.createMany({ data: wholeIds.map((wholeId) => ({ ...part, wholeId })) });
  await db.postcode.createMany({
    data: postcodes.map((code) => ({ country: "FR", code, areaId: commune.id })),
  });
  return commune;
}

/** A party's nomination (or support) with its first event, announced unless `status` says otherwise. */
export async function aNomination(
  db: Tx,
  over: Over<Prisma.NominationUncheckedCreateInput> &
    Over<Omit<Prisma.NominationEventUncheckedCreateInput, "id" | "nominationId">> = {},
) {
  const { id, kind = "nomination", ...event } = over;
  const { candidacyId = (await aCandidacy(db)).id, ...rest } = event;
  const { organizationId = (await anOrganization(db, { kind: "party" })).id, events: _, ...said } = rest;
  const nomination = await db.nomination.create({
    data: { ...(id ? { id } : {}), kind, candidacyId, organizationId },
    select: { id: true, candidacyId: true, organizationId: true },
  });
  const first = { status: "announced" as const, date: await dayFromNow(db, -30), sourceTitle: "Communiqué" };
  await db.nominationEvent.create({
    data: { ...first, ...said, nominationId: nomination.id },
    select: { id: true },
  });
  return nomination;
}

/** A later event of a nomination. */
export async function aNominationEvent(
  db: Tx,
  over: Over<Prisma.NominationEventUncheckedCreateInput> & {
    nominationId: string;
    status: NominationStatus;
  },
) {
  const defaults = { date: await dayFromNow(db, -10), sourceTitle: "Communiqué" };
  return db.nominationEvent.create({ data: { ...defaults, ...over }, select: { id: true } });
}

/** A party's internal vote with its contenders (persons or labels) and events. */
export async function aContest(
  db: Tx,
  over: Over<Omit<Prisma.NominationContestUncheckedCreateInput, "contenders" | "events">> & {
    contenders?: readonly { personId?: string; label?: string; votes?: number }[];
    events?: readonly Omit<Prisma.ContestEventUncheckedCreateInput, "contestId">[];
  } = {},
) {
  const { contenders = [], events = [], ...rest } = over;
  const organizationId = rest.organizationId ?? (await anOrganization(db, { kind: "party" })).id;
  const contest = await db.nominationContest.create({
    data: { title: "Vote interne", ...rest, organizationId },
    select: { id: true, organizationId: true },
  });
  const contestId = contest.id;
  await db.contender.createMany({ data: contenders.map((one) => ({ ...one, contestId })) });
  await db.contestEvent.createMany({ data: events.map((one) => ({ ...one, contestId })) });
  return contest;
}
