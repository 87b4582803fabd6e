import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { wallTime } from "@/lib/core/wall-time";
import { publicStandings } from "@/lib/directory/standing/queries";
import { logPublished } from "@/lib/forms/logging/commands";
import { parseEvent, parseForm } from "@/lib/proof/verify/shapes";
import { aContact, aSignature, aVersion } from "@/prisma/factories";
import { attest, confirmAttestation } from "../attesting/commands";
import { countsMail } from "../disputing/ui/mails";
import { checksFor } from "../recording/queries";
import { logEarlier } from "../stating/commands";
import { eventFaults } from "../stating/queries";
import { anOffice } from "../testing/papers";
import { countersign } from "./commands";
import { waitingFor } from "./queries";

testDatabase();

/** A signature on a version with these requirements, of an office of two, and what is publicly known of it. */
async function signed(required: { requiredLevel?: string; isCountersigned?: boolean }) {
  const { form, candidacy, ctxs } = await anOffice(2);
  const [maud, said] = ctxs;
  if (!maud || !said) throw new Error("two were asked for");
  const version = await aVersion(db(), { formId: form.id, ...required });
  const signature = await aSignature(db(), { versionId: version.id, candidacyId: candidacy.id });
  const { organizationId } = form;
  await aContact(db(), { candidacyId: candidacy.id, organizationId, value: "anouk@essai.example" });
  const standing = async () => (await publicStandings([candidacy.id])).of(form.id, candidacy.id, "candidate");
  const now = ctxOf(systemActor(), maud.now);
  await logPublished(now);
  await logEarlier(now);
  return { form, version, signature, standing, maud, said };
}

test("a signature counts once an NGO of the form has countersigned it, dated, with its leaf", async () => {
  const { form, version, signature, standing, maud } = await signed({ isCountersigned: true });
  const leaf = await db().logLeaf.findUniqueOrThrow({
    where: { versionId: version.id },
    select: { data: true },
  });
  const words = parseForm(Buffer.from(leaf.data).toString());
  expect(words?.text.requires).toEqual({ countersignature: true });
  expect(await standing()).toMatchObject({ status: "awaiting", signature: { lacks: ["countersignature"] } });
  expect(await waitingFor(maud, form.id)).toMatchObject([{ publicId: signature.publicId }]);
  expect(await checksFor(maud, form.id)).toMatchObject([{ what: "awaiting", count: 1 }]);
  const one = { formId: form.id, signatures: [signature.publicId] };
  const both = await Promise.all([countersign(maud, one), countersign(maud, one)]);
  expect(both.map((result) => (result.ok ? "done" : result.refusal)).sort()).toEqual([
    "done",
    "nothing-waits",
  ]);
  expect(await standing()).toMatchObject({ status: "signed", signature: { lacks: [] } });
  expect(await waitingFor(maud, form.id)).toEqual([]);
  const event = await db().statement.findFirstOrThrow({
    where: { event: { signatureId: signature.id } },
    select: { body: true },
  });
  expect(parseEvent(event.body)).toMatchObject({ type: "attestation", act: "countersigned" });
  expect(await eventFaults()).toEqual([]);
});

test("a required level is met by two members' attestation, and not by a countersignature", async () => {
  const { form, signature, standing, maud, said } = await signed({
    requiredLevel: "A4",
    isCountersigned: true,
  });
  const one = { formId: form.id, signatures: [signature.publicId] };
  expect(await countersign(maud, one)).toMatchObject({ ok: true });
  expect(await standing()).toMatchObject({
    status: "awaiting",
    signature: { lacks: ["level"], level: "A1" },
  });
  const day = wallTime(maud.now, "Europe/Paris").slice(0, 10);
  const asked = { formId: form.id, signature: signature.publicId, how: "call-back", day } as const;
  const attested = await attest(maud, asked);
  if (!attested.ok) throw new Error(attested.refusal);
  expect(await standing()).toMatchObject({ status: "awaiting" });
  expect(await confirmAttestation(said, attested.value)).toMatchObject({ ok: true });
  expect(await standing()).toMatchObject({ status: "signed", signature: { lacks: [], level: "A4" } });
  const hers = { path: ["signatureId"], equals: signature.id };
  const mails = { where: { template: "counts", data: hers }, select: { toAddress: true, data: true } };
  expect(await db().mail.findMany(mails)).toMatchObject([
    { toAddress: "anouk@essai.example", data: { signatureId: signature.id } },
  ]);
  const letter = await countsMail(signature.id, "fr");
  expect(`${letter?.subject} ${letter?.text}`).toContain("compte désormais");
});

test("what was withdrawn waits for nothing, and another NGO's member countersigns nothing", async () => {
  const { form, signature, standing, maud } = await signed({ isCountersigned: true });
  const stranger = (await anOffice(1)).ctxs[0];
  const one = { formId: form.id, signatures: [signature.publicId] };
  if (stranger) expect(await countersign(stranger, one)).toMatchObject({ refusal: "not-yours" });
  const withdrawn = { signatureId: signature.id, kind: "withdrawn", at: maud.now } as const;
  await db().signatureEvent.create({ data: withdrawn, select: { id: true } });
  expect(await countersign(maud, one)).toMatchObject({ refusal: "nothing-waits" });
  expect(await standing()).toMatchObject({ status: "withdrawn" });
});
