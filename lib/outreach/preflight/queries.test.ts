import { afterEach, expect, test } from "vitest";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { writeMessage } from "../mailings/commands";
import { aCampaign, MESSAGE } from "../testing/campaign";
import { type Outside, preflightFor } from "./queries";

testDatabase();

const silent: Outside = {
  lookup: { txt: async () => null, mx: async () => null },
  visit: async () => null,
};
const ASKED = { kind: "invitation", selector: "" } as const;

afterEach(() => {
  for (const name of ["SMTP_URL", "APP_URL"]) delete process.env[name];
});

function online(): void {
  process.env.SMTP_URL = "smtps://user:password@in-v3.mailjet.com";
  process.env.APP_URL = "https://engagements.garanties.fr";
}

test("offline nothing is taken for good: what could not be asked is said to be unchecked", async () => {
  online();
  const { formId, officer } = await aCampaign(1);
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  const found = await preflightFor(officer, { formId, ...ASKED }, silent);
  const states = Object.fromEntries((found?.checks ?? []).map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({
    spf: "unchecked",
    dkim: "unchecked",
    dmarc: "unchecked",
    mx: "unchecked",
    links: "unchecked",
    form: "ok",
    stop: "ok",
    parts: "ok",
  });
  expect(found?.checks.flatMap(({ lines }) => lines)).toEqual([]);
});

test("an empty zone gets the exact lines; our own page alone is visited", async () => {
  online();
  const { formId, officer } = await aCampaign(1);
  const body = { fr: `${MESSAGE.body.fr} https://ailleurs.fr/x`, en: MESSAGE.body.en };
  await writeMessage(officer, { formId, subject: MESSAGE.subject, body, locale: "fr" });
  const visited: string[] = [];
  const empty: Outside = {
    lookup: { txt: async () => [], mx: async () => [] },
    visit: async (address) => {
      visited.push(address);
      return 200;
    },
  };
  const found = await preflightFor(officer, { formId, ...ASKED }, empty);
  expect(found?.checks.flatMap(({ lines }) => lines).map(({ name }) => name)).toEqual([
    "engagements.garanties.fr",
    "_dmarc.engagements.garanties.fr",
  ]);
  expect(visited).toHaveLength(1);
  expect(visited[0]).toMatch(/^https:\/\/engagements\.garanties\.fr\/fr\/forms\//);
  expect(found?.checks.find(({ id }) => id === "foreign")?.detail.addresses).toBe("https://ailleurs.fr/x");
});

test("without a message the domain is checked all the same; who may not invite sees nothing", async () => {
  const { formId, officer, organizationId } = await aCampaign(1);
  const found = await preflightFor(officer, { formId, ...ASKED }, silent);
  expect(found?.checks.map(({ id }) => id)).toEqual(["form", "silence", "message", "relay", "sender"]);
  const viewer = ctxOf(memberActor({ organizationId, role: "viewer" }));
  expect(await preflightFor(viewer, { formId, ...ASKED }, silent)).toBeNull();
});
