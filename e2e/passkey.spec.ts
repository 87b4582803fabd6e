import { expect, type Page, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { isAccessible, signFromReview } from "./app";
import { type Server, startServer } from "./server";
import { onSite, signersOn } from "./world";

let site: Server;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await startServer({ mode: "live" });
});
test.afterAll(() => site.stop());

type Fields = Readonly<Record<string, string>>;

/** A device of the signer's own, that recognises her. */
async function device(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const kind = { protocol: "ctap2", transport: "internal", hasResidentKey: true } as const;
  const user = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await client.send("WebAuthn.addVirtualAuthenticator", { options: { ...kind, ...user } });
}

/** Signs behind this link, then presses the button of the passkey: what would be sent, caught on its way. */
async function pressed(page: Page, token: string): Promise<Fields> {
  const at = `${site.url}/fr/sign/${token}`;
  await page.goto(`${at}/review`);
  await signFromReview(page);
  await device(page);
  let sent: Fields = {};
  await page.route(`${at}/passkey`, (route) => {
    if (route.request().method() !== "POST") return route.continue();
    sent = Object.fromEntries(new URLSearchParams(route.request().postData() ?? ""));
    return route.abort();
  });
  await page.goto(`${at}/passkey`);
  await page.getByRole("button", { name: "J’appose ma clé d’accès" }).click();
  await expect.poll(() => sent.signature ?? "", { timeout: 60_000 }).not.toBe("");
  await page.unroute(`${at}/passkey`);
  return sent;
}

const bytesOf = (text = "") => Buffer.from(text, "base64url");
const flipped = (text: string | undefined, at: number, mask: number) => {
  const bytes = bytesOf(text);
  bytes[at] = (bytes[at] ?? 0) ^ mask;
  return bytes.toString("base64url");
};
/** Client data with one name said otherwise. */
const told = (text: string | undefined, over: object) =>
  Buffer.from(JSON.stringify({ ...JSON.parse(bytesOf(text).toString()), ...over })).toString("base64url");

test("bar 36: a passkey signs the very statement; not one of fifteen other answers is taken", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { tokens } = await signersOn(site, 2);
  const [mine = "", other = ""] = tokens;
  const [page, stranger] = [await browser.newPage(), await browser.newPage()];
  const good = await pressed(page, mine);
  const theirs = await pressed(stranger, other);
  const zeros = "A".repeat(43);
  const wrong: Readonly<Record<string, Fields>> = {
    "another challenge": { client: told(good.client, { challenge: zeros }) },
    "another origin": { client: told(good.client, { origin: "https://elsewhere.example" }) },
    "another type": { client: told(good.client, { type: "webauthn.create" }) },
    "a changed signature": { signature: flipped(good.signature, 20, 1) },
    "nobody verified": { authenticator: flipped(good.authenticator, 32, 4) },
    "nobody present": { authenticator: flipped(good.authenticator, 32, 1) },
    "another site": { authenticator: flipped(good.authenticator, 0, 1) },
    "a cut assertion": { authenticator: bytesOf(good.authenticator).subarray(0, 36).toString("base64url") },
    "another credential": { credential: theirs.credential ?? "" },
    "a credential never enrolled": { attestation: "", enrolment: "" },
    "an enrolment of another challenge": { enrolment: told(good.enrolment, { challenge: zeros }) },
    "an enrolment from elsewhere": {
      enrolment: told(good.enrolment, { origin: "https://elsewhere.example" }),
    },
    "somebody else's passkey": { attestation: theirs.attestation ?? "", enrolment: theirs.enrolment ?? "" },
    "what somebody else's device said": { ...theirs },
    "the enrolment in place of the assertion": { client: good.enrolment ?? "" },
  };
  const post = (token: string, form: Fields) =>
    page.request.post(`${site.url}/fr/sign/${token}/passkey`, {
      form: { ...form },
      headers: { origin: site.url },
      maxRedirects: 0,
    });
  for (const [name, over] of Object.entries(wrong)) {
    const response = await post(mine, { ...good, ...over });
    expect([name, response.status()]).toEqual([name, 422]);
  }
  const events = () => onSite(site, () => db().signatureEvent.count({ where: { kind: "attested" } }));
  const keys = () => onSite(site, () => db().passkey.count());
  expect([await events(), await keys()]).toEqual([0, 0]);
  expect((await post(mine, good)).status()).toBe(303);
  expect([await events(), await keys()]).toEqual([1, 1]);
  // Played again, here and behind another link.
  expect((await post(mine, good)).status()).toBe(409);
  expect((await post(other, good)).status()).toBe(422);
  expect([await events(), await keys()]).toEqual([1, 1]);
  await page.goto(`${site.url}/fr/sign/${mine}/passkey`);
  await expect(page.getByText("elle est publiée au niveau A5")).toBeVisible();
  await isAccessible(page);
  await page.close();
  await stranger.close();
});

test("pressed by a person: two gestures, and the page says so; without a script the page says what it wants", async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const { tokens } = await signersOn(site, 1);
  const page = await browser.newPage();
  const at = `${site.url}/fr/sign/${tokens[0]}`;
  await page.goto(`${at}/review`);
  await signFromReview(page);
  await device(page);
  await page.getByRole("link", { name: /apposer une clé d’accès/ }).click();
  await page.getByRole("button", { name: "J’appose ma clé d’accès" }).click();
  await expect(page.getByText("elle est publiée au niveau A5")).toBeVisible({ timeout: 15_000 });
  const bare = await browser.newPage({ javaScriptEnabled: false });
  await bare.goto(`${at}/passkey`);
  await expect(bare.getByText("elle est publiée au niveau A5")).toBeVisible();
  await page.close();
  await bare.close();
});
