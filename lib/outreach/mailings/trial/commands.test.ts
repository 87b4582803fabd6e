import { expect, test } from "vitest";
import { linkToken } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aCampaign, MESSAGE } from "../../testing/campaign";
import { Relay } from "../../testing/relay";
import { writeMessage } from "../commands";
import { sendTrial } from "./commands";
import { letterPreviewFor } from "./queries";
import { causeOf } from "./rules";

testDatabase();
const relay = new Relay();

async function written() {
  const campaign = await aCampaign(2);
  await writeMessage(campaign.officer, { formId: campaign.formId, ...MESSAGE, locale: "fr" });
  return campaign;
}

test("a trial reaches the officer alone, tells what the relay answered, and holds nobody's personal link", async () => {
  const { formId, officer } = await written();
  const sent = await sendTrial(officer, { formId });
  expect(sent).toMatchObject({ ok: true, value: { reply: expect.stringMatching(/^250/) } });
  const userId = officer.actor.kind === "member" ? officer.actor.userId : "";
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  expect(relay.recipients).toEqual([email]);
  const [mail] = await relay.mails();
  expect(mail?.subject).toMatch(/^\[Essai\] /);
  expect(mail?.text).not.toContain("/sign/");
  expect(await db().link.count({ where: { formId } })).toBe(0);
  expect(await db().contactAttempt.count({ where: { formId } })).toBe(0);
});

test("a refusal is told with its cause and the relay's words", async () => {
  const { formId, officer } = await written();
  relay.manner = "refuse";
  expect(await sendTrial(officer, { formId })).toMatchObject({
    ok: false,
    detail: { reply: expect.stringContaining("5.7.1") },
  });
  delete process.env.SMTP_URL;
  expect(await sendTrial(officer, { formId })).toMatchObject({ refusal: "no-relay" });
});

test("a preview is of a contact of one's own form only", async () => {
  const [one, other] = [await written(), await written()];
  const contact = async (formId: string) => {
    const { electionId } = await db().form.findUniqueOrThrow({
      where: { id: formId },
      select: { electionId: true },
    });
    const where = { candidacy: { ballot: { electionId } } };
    return (await db().contact.findFirstOrThrow({ where, select: { id: true } })).id;
  };
  const own = await letterPreviewFor(one.officer, one.formId, "invitation", await contact(one.formId));
  expect(own?.html).toContain("<!DOCTYPE html>");
  expect(own?.html).not.toContain(linkToken("x").slice(0, 8));
  expect(
    await letterPreviewFor(one.officer, one.formId, "invitation", await contact(other.formId)),
  ).toBeNull();
  expect(
    await letterPreviewFor(one.officer, other.formId, "invitation", await contact(other.formId)),
  ).toBeNull();
  expect(await letterPreviewFor(one.officer, one.formId, "invitation", "' OR true")).toBeNull();
});

test.each([
  ["getaddrinfo ENOTFOUND mail.exemple.fr", "name"],
  ["connect ECONNREFUSED 10.0.0.1:587", "unreachable"],
  ["unable to verify the first certificate", "tls"],
  ["Invalid login: 535 5.7.8 Error: authentication failed", "auth"],
  ["554 5.7.1 Relay access denied", "relaying"],
  ["550 5.1.1 no such user here", "recipient"],
  ["550 5.7.26 SPF and DKIM checks failed", "policy"],
  ["450 4.2.0 greylisted", "later"],
  ["571 something", "other"],
] as const)("%s is told as %s", (reply, cause) => {
  expect(causeOf(reply)).toBe(cause);
});
