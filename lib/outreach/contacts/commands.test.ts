import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import {
  aBallot,
  aCandidacy,
  aContact,
  aForm,
  anArea,
  anElection,
  anOrganization,
  aPerson,
} from "@/prisma/factories";
import { keepContacts } from "./commands";
import { contactCountsFor, withoutContactFor } from "./queries";

testDatabase();

async function aTable() {
  const election = await anElection(db());
  const area = await anArea(db(), { code: `78-${String(++used).padStart(2, "0")}` });
  const { id: ballotId } = await aBallot(db(), { electionId: election.id, areaId: area.id });
  const { id: organizationId } = await anOrganization(db());
  const form = await aForm(db(), { electionId: election.id, organizationId });
  const officer = ctxOf(memberActor({ organizationId, role: "editor" }));
  const stand = async (givenName: string, familyName: string) => {
    const { id: personId } = await aPerson(db(), { givenName, familyName });
    return aCandidacy(db(), { ballotId, personId });
  };
  return { formId: form.id, organizationId, officer, stand, code: area.code };
}
let used = 0;

const input = (formId: string, text: string, intent: "check" | "save" = "save") => ({
  formId,
  text,
  file: undefined,
  source: "Site de campagne",
  intent,
});

describe("a table of addresses", () => {
  test("is counted first and changes nothing, then kept, then changes nothing again", async () => {
    const { formId, officer, stand, code } = await aTable();
    const first = await stand("Maëlle", "Trévidic");
    await stand("Œuvrard", "Lacœur");
    const text = `candidacy;constituency;name;email;source;found_on\n${first.publicId};;;Maelle@Campagne.example;Affiche;03/05/2026\n;${code};LACOEUR Oeuvrard;o.lacoeur@campagne.example;;\n`;
    expect(await keepContacts(officer, input(formId, text, "check"))).toMatchObject({
      value: { rows: 2, created: 2, unchanged: 0, rejected: [], isSaved: false },
    });
    expect(await db().contact.count({ where: { source: "Affiche" } })).toBe(0);
    expect(await keepContacts(officer, input(formId, text))).toMatchObject({
      value: { created: 2, isSaved: true },
    });
    expect(await keepContacts(officer, input(formId, text))).toMatchObject({
      value: { created: 0, unchanged: 2 },
    });
    const held = await db().contact.findMany({
      where: { candidacyId: first.id },
      select: { value: true, source: true, foundOn: true },
    });
    expect(held).toEqual([
      { value: "maelle@campagne.example", source: "Affiche", foundOn: new Date("2026-05-03") },
    ]);
    expect(await contactCountsFor(officer, formId)).toEqual({
      candidacies: 2,
      withContact: 2,
      stopped: 0,
      wanted: 0,
    });
  });

  test("tells each row in doubt with line, column and reason; two people of one name are never guessed", async () => {
    const { formId, officer, stand, code } = await aTable();
    const one = await stand("Sabine", "Rocher");
    const two = await stand("Sabine", "Rocher");
    const rows = [
      `;${code};Sabine Rocher;s@campagne.example;`,
      "inconnue00;;;x@campagne.example;",
      `${one.publicId};;;deux@a.example, autre@a.example;`,
      `${one.publicId};;;;`,
      `${one.publicId};;;s@campagne.example;roi`,
      `${one.publicId};;;s@campagne.example;suppléante`,
    ];
    const read = await keepContacts(
      officer,
      input(formId, `candidacy;circonscription;nom;courriel;rôle\n${rows.join("\n")}\n`),
    );
    if (!read.ok) throw new Error(read.refusal);
    expect(read.value.rejected.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, "nom", "several-candidacies"],
      [3, "candidacy", "unknown-candidacy"],
      [4, "courriel", "bad-email"],
      [5, "courriel", "no-email"],
      [6, "rôle", "bad-role"],
    ]);
    expect(read.value.rejected[0]?.detail).toContain(one.publicId);
    expect(read.value.rejected[0]?.detail).toContain(two.publicId);
    expect(read.value.created).toBe(1);
  });

  test.each([
    ["windows-1252", Buffer.from("candidacy\temail\tsource\nID\ta@b.example\tS\xe9nat\n", "latin1")],
    [
      "UTF-16",
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from("candidacy\temail\tsource\nID\ta@b.example\tSénat\n", "utf16le"),
      ]),
    ],
  ])("is read in %s", async (_name, bytes) => {
    const { formId, officer, stand } = await aTable();
    const { publicId } = await stand("Zoé", "Lacour");
    const swap = (b: Buffer, enc: BufferEncoding) =>
      Buffer.from(b.toString(enc).replace("ID", publicId), enc);
    const file = new File(
      [new Uint8Array(bytes[0] === 0xff ? swap(bytes, "utf16le") : swap(bytes, "latin1"))],
      "c.csv",
    );
    const kept = await keepContacts(officer, { ...input(formId, ""), file });
    expect(kept).toMatchObject({ value: { created: 1, rejected: [] } });
    const held = await db().contact.findFirst({
      where: { value: "a@b.example", source: "Sénat" },
      select: { id: true },
    });
    expect(held).not.toBeNull();
    await db().contact.deleteMany({ where: { value: "a@b.example" } });
  });

  test("that is none says so", async () => {
    const { formId, officer } = await aTable();
    expect(await keepContacts(officer, input(formId, ""))).toMatchObject({ refusal: "nothing" });
    expect(await keepContacts(officer, input(formId, "a;b\nc;d\n"))).toMatchObject({
      refusal: "unknown-columns",
    });
    const pdf = new File([new Uint8Array(Buffer.from("%PDF-1.7 ..."))], "x.csv");
    expect(await keepContacts(officer, { ...input(formId, ""), file: pdf })).toMatchObject({
      refusal: "not-a-table",
    });
  });
});

test("viewers, callers and other NGOs neither write contacts nor download the list", async () => {
  const { formId, organizationId, stand } = await aTable();
  await stand("Zoé", "Lacour");
  for (const role of ["viewer", "caller"] as const) {
    const ctx = ctxOf(memberActor({ organizationId, role }));
    expect(await keepContacts(ctx, input(formId, "email;name\n"))).toMatchObject({ refusal: "not-yours" });
    expect(await withoutContactFor(ctx, formId)).toBeNull();
  }
  const stranger = ctxOf(memberActor({ organizationId: formId }));
  expect(await contactCountsFor(stranger, formId)).toBeNull();
  const editor = ctxOf(memberActor({ organizationId, role: "editor" }));
  expect(await withoutContactFor(editor, formId)).toHaveLength(1);
});

test("a stopped address is to be found anew; who stood back, or asked to be left alone, is not looked for", async () => {
  const { formId, organizationId, officer, stand } = await aTable();
  const [bounced, alone, gone] = [
    await stand("Zoé", "Lacour"),
    await stand("Ida", "Lafont"),
    await stand("Luc", "Morel"),
  ];
  await aContact(db(), { organizationId, candidacyId: bounced.id, stoppedAt: officer.now });
  const role = "candidate" as const;
  await db().contactStop.create({ data: { organizationId, candidacyId: alone.id, role } });
  await db().candidacy.update({ where: { id: gone.id }, data: { status: "withdrawn" } });
  expect(await withoutContactFor(officer, formId)).toMatchObject([{ name: "Zoé Lacour" }]);
  expect(await contactCountsFor(officer, formId)).toEqual({
    candidacies: 2,
    withContact: 0,
    stopped: 1,
    wanted: 1,
  });
});
