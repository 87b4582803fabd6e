import { db } from "@/lib/core/db";
import { aCandidacy, aSignature, aUser } from "@/prisma/factories";

/** A signature of a test's form by somebody who is nobody else in that test. */
export async function aSigned({ formId }: { formId: string }) {
  const { id: candidacyId } = await aCandidacy(db());
  const { id: versionId } = await db().formVersion.findFirstOrThrow({
    where: { formId, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return aSignature(db(), { versionId, candidacyId });
}

/** An erasure that a colleague of the form's lead proposed. */
export async function anErasure(signatureId: string): Promise<string> {
  const { form } = await db().signature.findUniqueOrThrow({
    where: { id: signatureId },
    select: { form: { select: { authors: { where: { isLead: true }, select: { organizationId: true } } } } },
  });
  const { id: userId } = await aUser(db());
  const proposed = { reason: "art17", proposedById: userId, proposedAt: new Date() };
  const { id } = await db().erasureRequest.create({
    data: { signatureId, organizationId: form.authors[0]?.organizationId ?? "", ...proposed },
    select: { id: true },
  });
  return id;
}

/** Erases a signature as its NGO would, by two people. */
export async function erased(signatureId: string): Promise<void> {
  const [id, { id: decidedById }] = [await anErasure(signatureId), await aUser(db())];
  await db().$transaction(async (tx) => {
    const data = { outcome: "erased", decidedById, decidedAt: new Date() };
    await tx.erasureRequest.update({ where: { id }, data, select: { id: true } });
    await tx.$queryRaw`SELECT erase_signature(${id}::uuid)`;
  });
}
