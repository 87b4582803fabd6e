import { randomInt } from "node:crypto";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { aBallot, aCandidacy, aForm, aMembership, aSignature, aUser } from "@/prisma/factories";
import { receivePaper } from "../paper/commands";

/** A photograph of a page, of its own colour: 600 × 800 pixels with where it was taken beside it. */
export async function aPhoto(format: "jpeg" | "png" = "jpeg"): Promise<File> {
  const { default: sharp } = await import("sharp");
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  const paper = sharp({ create: { width: 600, height: 800, channels: 3, background } }).withExif({
    IFD0: { Copyright: "Appareil d’essai" },
    IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 51/1 0/1" },
  });
  const bytes = await paper.toFormat(format).toBuffer();
  return new File([new Uint8Array(bytes)], `page.${format}`);
}

/** A paper of an NGO, without pages, as the database holds it. */
export async function aPaper(of: {
  organizationId: string;
  formId: string;
  candidacyId: string;
}): Promise<string> {
  const { id: versionId } = await db().formVersion.findFirstOrThrow({
    where: { formId: of.formId, publishedAt: { not: null } },
    select: { id: true },
  });
  const { id: createdById } = await aUser(db());
  const { organizationId, formId, candidacyId } = of;
  const whose = { organizationId, formId, candidacyId, versionId, createdById };
  const paper = await db().paper.create({
    data: { ...whose, role: "candidate", locale: "fr", received: "Par courrier" },
    select: { id: true },
  });
  return paper.id;
}

interface Whose {
  readonly organizationId: string;
  readonly formId: string;
  readonly candidacyId: string;
}

/** A statement on an official channel, recorded by a member and confirmed by nobody. */
export async function aQuote({ organizationId, formId, candidacyId }: Whose): Promise<string> {
  const { id: versionId } = await db().formVersion.findFirstOrThrow({
    where: { formId, publishedAt: { not: null } },
    select: { id: true },
  });
  const { id: recordedById } = await aUser(db());
  const said = { url: "https://essai.example/", quote: "Je signe.", channel: "Son site", saidOn: new Date() };
  const kept = { snapshotKind: "text", snapshotHash: "2".repeat(64), answers: {} };
  const of = { organizationId, formId, versionId, candidacyId, recordedById };
  const row = await db().quotedStatement.create({
    data: { ...of, ...said, ...kept, role: "candidate", locale: "fr" },
    select: { id: true },
  });
  return row.id;
}

/** An attestation of a signature, recorded by a member and confirmed by nobody. */
export async function anAttestation({ organizationId, formId, candidacyId }: Whose): Promise<string> {
  const { id: versionId } = await db().formVersion.findFirstOrThrow({
    where: { formId, publishedAt: { not: null } },
    select: { id: true },
  });
  const signature = await aSignature(db(), { versionId, candidacyId });
  const { id: recordedById } = await aUser(db());
  const row = await db().attestation.create({
    data: { organizationId, signatureId: signature.id, how: "call-back", day: new Date(), recordedById },
    select: { id: true },
  });
  return row.id;
}

/** A form with its NGO and so many members (an owner, then editors), each as who she acts as, at this instant. */
export async function anOffice(members: number, now?: Date) {
  const form = await aForm(db());
  const ballot = await aBallot(db(), { electionId: form.electionId });
  const candidacy = await aCandidacy(db(), { ballotId: ballot.id });
  const { organizationId } = form;
  const ctxs = [];
  for (let at = 0; at < members; at += 1) {
    const role = at === 0 ? ("owner" as const) : ("editor" as const);
    const { id: userId } = await aUser(db());
    await aMembership(db(), { userId, organizationId, role });
    ctxs.push(ctxOf(memberActor({ userId, organizationId, role }), now));
  }
  return { form, candidacy, ctxs };
}

/** What the upload of one paper sends: the version is the form's unless said otherwise. */
export async function scanned(
  office: Awaited<ReturnType<typeof anOffice>>,
  files?: readonly File[],
  code?: string,
) {
  const { form, candidacy } = office;
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacy.id },
    select: { publicId: true },
  });
  const { hash } = await db().formVersion.findUniqueOrThrow({
    where: { id: form.version.id },
    select: { hash: true },
  });
  const of = {
    formId: form.id,
    candidacy: publicId,
    role: "candidate",
    code: code ?? hash?.slice(0, 8) ?? "",
  } as const;
  const shown = { locale: "fr", language: "fr", received: "Remis en main propre" } as const;
  return { ...of, ...shown, files: files ? [...files] : [await aPhoto(), await aPhoto("png")] };
}

/** A paper of two pages that the office received; its id. */
export async function received(office: Awaited<ReturnType<typeof anOffice>>): Promise<string> {
  const [first] = office.ctxs;
  if (!first) throw new Error("an office without members");
  const result = await receivePaper(first, await scanned(office));
  if (!result.ok) throw new Error(result.refusal);
  return result.value.paperId;
}
