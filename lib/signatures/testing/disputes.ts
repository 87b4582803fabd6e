import { db } from "@/lib/core/db";
import type { World } from "@/lib/core/testing/world";
import { aCandidacy, aSignature, aUser } from "@/prisma/factories";

/** A signature on the world's form that is contested. */
export async function contested({ formId }: World) {
  const { id: candidacyId } = await aCandidacy(db());
  const version = await db().formVersion.findFirstOrThrow({ where: { formId }, select: { id: true } });
  const { id, publicId } = await aSignature(db(), { versionId: version.id, candidacyId });
  const data = { signatureId: id, kind: "disputed", at: new Date() } as const;
  const { id: eventId } = await db().signatureEvent.create({ data, select: { id: true } });
  return { id, publicId, eventId };
}

/** A decision about it that waits for another owner. */
export async function proposed(world: World): Promise<string> {
  const { eventId } = await contested(world);
  const { id: proposedById } = await aUser(db());
  const data = { eventId, outcome: "stands", note: "Vérifié.", proposedById, proposedAt: new Date() };
  return (await db().disputeDecision.create({ data, select: { id: true } })).id;
}
