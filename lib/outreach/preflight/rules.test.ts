import { describe, expect, test } from "vitest";
import {
  addressesIn,
  dkimCheck,
  dmarcCheck,
  domainsAbove,
  letterChecks,
  linkChecks,
  mxCheck,
  selectorOf,
  selectorsOf,
  spfCheck,
} from "./rules";

const DOMAIN = "garanties.fr";
const RELAY = "in-v3.mailjet.com";

describe("SPF", () => {
  test.each([
    ["no answer", null, "unchecked", "unchecked"],
    ["no record", ["google-site-verification=x"], "wrong", "missing"],
    ["two records", ["v=spf1 -all", "v=spf1 include:spf.mailjet.com -all"], "wrong", "several"],
    ["everybody allowed", ["v=spf1 include:spf.mailjet.com +all"], "wrong", "open"],
    ["the relay named", ["v=spf1 mx include:spf.mailjet.com -all"], "ok", "ok"],
    ["another named", ["v=spf1 include:mx.ovh.com ~all"], "warn", "other"],
  ] as const)("%s", (_name, records, state, said) => {
    expect(spfCheck(DOMAIN, RELAY, records)).toMatchObject({ state, said });
  });

  test("the line to paste keeps what is there, and names the relay before the end", () => {
    const [line] = spfCheck(DOMAIN, RELAY, ["v=spf1 mx include:mx.ovh.com ~all"]).lines;
    expect(line).toEqual({
      name: DOMAIN,
      type: "TXT",
      value: "v=spf1 mx include:mx.ovh.com include:spf.mailjet.com ~all",
    });
    expect(spfCheck(DOMAIN, "mail.garanties.fr", []).lines[0]?.value).toBe("v=spf1 a:mail.garanties.fr ~all");
  });
});

test("DKIM: a key, a key taken back, none under the usual names, no answer", () => {
  const keys = (entries: [string, readonly string[] | null][]) => dkimCheck(DOMAIN, new Map(entries));
  expect(keys([["mailjet", ["v=DKIM1; k=rsa; p=MIG"]]])).toMatchObject({
    state: "ok",
    detail: { selector: "mailjet" },
  });
  expect(keys([["mailjet", ["v=DKIM1; p="]]])).toMatchObject({ state: "wrong", said: "revoked" });
  expect(keys([["a", []]])).toMatchObject({ state: "warn", detail: { names: `a._domainkey.${DOMAIN}` } });
  expect(
    keys([
      ["a", []],
      ["b", null],
    ]),
  ).toMatchObject({ state: "unchecked" });
  expect(selectorsOf(RELAY, "")[0]).toBe("mailjet");
  expect(selectorsOf(RELAY, "k2")).toEqual(["k2"]);
  expect([selectorOf(" s1 "), selectorOf("a b"), selectorOf(["x"])]).toEqual(["s1", "", ""]);
});

test("DMARC is looked for up the tree, and proposed without harm where there is none", () => {
  expect(domainsAbove("mail.campagne.garanties.fr")).toEqual([
    "mail.campagne.garanties.fr",
    "campagne.garanties.fr",
    "garanties.fr",
  ]);
  expect(dmarcCheck(DOMAIN, ["v=DMARC1; p=quarantine"], "x@y.fr").detail).toEqual({ policy: "quarantine" });
  expect(dmarcCheck(DOMAIN, [], "postmaster@garanties.fr").lines).toEqual([
    {
      name: "_dmarc.garanties.fr",
      type: "TXT",
      value: "v=DMARC1; p=none; rua=mailto:postmaster@garanties.fr",
    },
  ]);
  expect(mxCheck(DOMAIN, [])).toMatchObject({ state: "warn" });
  expect(mxCheck(DOMAIN, null)).toMatchObject({ state: "unchecked" });
});

test("a mail is whole, not too large, and can be left and answered", () => {
  const whole = {
    text: "a",
    html: "<p>a</p>",
    replyTo: "x@y.fr",
    headers: {
      "List-Unsubscribe": "<https://x.fr/s>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
  expect(letterChecks(whole).map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok"]);
  const poor = { text: " ", html: "x".repeat(110_000) };
  expect(letterChecks(poor).map(({ state }) => state)).toEqual(["warn", "wrong", "wrong", "warn"]);
});

test("links: ours must answer, foreign ones are named and never opened", () => {
  const origin = "https://engagements.fr";
  const found = addressesIn("Voir https://engagements.fr/fr/forms/a, https://x.fr/b. Et https://x.fr/b.");
  expect(found).toEqual(["https://engagements.fr/fr/forms/a", "https://x.fr/b"]);
  expect(linkChecks(origin, found, true)).toMatchObject([
    { state: "ok", detail: { count: 1 } },
    { id: "foreign", detail: { addresses: "https://x.fr/b" } },
  ]);
  expect(linkChecks(origin, found, false)[0]).toMatchObject({ state: "wrong", said: "dead" });
  expect(linkChecks(origin, found, null)[0]).toMatchObject({ state: "unchecked" });
  expect(linkChecks("http://localhost:3000", [], true)[0]).toMatchObject({ state: "wrong", said: "local" });
});
