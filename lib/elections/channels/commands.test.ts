import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicChannels } from "@/lib/directory/writing/queries";
import { aCandidacy } from "@/prisma/factories";
import { addChannel, endChannel } from "./commands";
import { channelInput } from "./schema";

testDatabase();

const operator = ctxOf(operatorActor(), new Date("2027-05-20T10:00:00Z"));

async function add(candidacyId: string, over: Record<string, string> = {}) {
  const said = { kind: "website", url: "https://essai.example", date: "2027-05-19", sourceTitle: "Affiche" };
  return addChannel(operator, channelInput.parse({ candidacyId, ...said, sourceUrl: "", ...over }));
}

test("a public page has a source and a record; an address or a telephone is never one", async () => {
  const { id } = await aCandidacy(db());
  const added = await add(id);
  expect(added).toMatchObject({ ok: true });
  expect((await publicChannels([id])).get(id)).toMatchObject([
    { kind: "website", url: "https://essai.example/", sourceTitle: "Affiche", sourceUrl: null },
  ]);
  expect(await add(id, { url: "https://essai.example/" })).toMatchObject({ refusal: "already-known" });
  for (const [url, refusal] of [
    ["essai@essai.example", "not-a-page"],
    ["tel:+33199001010", "not-a-page"],
    ["https://wa.me/33199001010", "holds-an-address"],
    ["https://essai.example/?to=essai@essai.example", "holds-an-address"],
  ] as const)
    expect(await add(id, { url })).toMatchObject({ refusal });
  expect(await add(id, { date: "2027-05-21" })).toMatchObject({ refusal: "future-date" });
  expect(await add(crypto.randomUUID())).toMatchObject({ refusal: "no-such-candidacy" });
  const owner = ctxOf(memberActor({ memberships: [{ organizationId: crypto.randomUUID(), role: "owner" }] }));
  const input = channelInput.parse({
    candidacyId: id,
    kind: "x",
    url: "https://x.example/essai",
    date: "2027-05-19",
    sourceTitle: "Affiche",
  });
  expect(await addChannel(owner, input)).toMatchObject({ refusal: "not-allowed" });
});

test("a page taken off is shown no more, leaves its record, and comes back only by a person's hand", async () => {
  const { id } = await aCandidacy(db());
  const added = await add(id);
  if (!added.ok) throw new Error(added.refusal);
  expect(await endChannel(operator, { channelId: added.value.id })).toMatchObject({ ok: true });
  expect(await endChannel(operator, { channelId: added.value.id })).toMatchObject({
    refusal: "no-such-channel",
  });
  expect((await publicChannels([id])).size).toBe(0);
  expect(await db().publicChannel.count({ where: { candidacyId: id } })).toBe(1);
  const events = await db().auditEvent.findMany({
    where: { subjectId: id },
    orderBy: { at: "asc" },
    select: { action: true },
  });
  expect(events.map(({ action }) => action).sort()).toEqual(["elections.channel", "elections.channel-ended"]);
  expect(await add(id, { sourceTitle: "Profession de foi" })).toMatchObject({ ok: true });
  expect((await publicChannels([id])).get(id)).toMatchObject([{ sourceTitle: "Profession de foi" }]);
});
