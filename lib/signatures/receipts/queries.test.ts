import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { linkToken } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aForm, anOrganization, aPerson, aSignature } from "@/prisma/factories";
import { receiptMail } from "../ui/receipt-mail";

testDatabase();

test("the receipt holds the exact words, answers, version, hash, both times and the manage link", async () => {
  const person = await aPerson(db(), { givenName: "Guillaume", familyName: "de Fontbrune" });
  const candidacy = await aCandidacy(db(), { personId: person.id });
  const ngo = await anOrganization(db(), { name: "Garanties" });
  const pledge = await aForm(db(), { organizationId: ngo.id });
  const comment = "Oui, mais <pas> partout.";
  const answerAt = { 3: { value: "with_reservation", comment } } as const;
  const signature = await aSignature(db(), {
    versionId: pledge.version.id,
    candidacyId: candidacy.id,
    answerAt,
  });
  const linkId = randomUUID();
  const letter = await receiptMail({ signatureId: signature.id, linkId }, "fr");
  const { hash } = await db().formVersion.findUniqueOrThrow({
    where: { id: pledge.version.id },
    select: { hash: true },
  });
  for (const part of [letter?.text, letter?.html]) {
    expect(part).toContain("Je défendrai le point");
    expect(part).toContain(hash);
    expect(part).toContain(`/fr/sign/${linkToken(linkId)}`);
    expect(part).toContain(`/fr/candidacies/${candidacy.publicId}-guillaume-de-fontbrune`);
    expect(part).toContain("UTC");
    expect(part).toContain("avec réserve");
    expect(part).toContain("Vous n’avez pas signé");
  }
  expect(letter?.text).toContain(comment);
  expect(letter?.html).toContain("&lt;pas&gt;");
  expect(letter).toMatchObject({ fromName: "Garanties", replyTo: expect.stringContaining("@") });
  expect(await receiptMail({ signatureId: randomUUID(), linkId }, "en")).toBeNull();
});
