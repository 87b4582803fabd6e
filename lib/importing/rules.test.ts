import { describe, expect, it } from "vitest";
import { MESSAGES } from "@/lib/core/i18n/messages";
import { translator } from "@/lib/core/i18n/translator";
import { refuse } from "@/lib/core/result";
import { anyoneActor, ctxOf, memberActor, operatorActor, systemActor } from "@/lib/core/testing/actors";
import { emptyReport } from "./bulk/report";
import { outage, whyNotImport, whyNotReal } from "./rules";
import { fieldNames, importOptions } from "./schema";
import { refusalSentence, reportSentences } from "./telling/sentences";

describe("who may import what", () => {
  it("the operator and a command on the machine, nobody else", () => {
    const actors = [
      systemActor(),
      operatorActor(),
      memberActor({ organizationId: "o", role: "owner" }),
      anyoneActor(),
    ];
    expect(actors.map((actor) => whyNotImport(ctxOf(actor)))).toEqual([
      null,
      null,
      "not-operator",
      "not-operator",
    ]);
  });

  it("real files into a live instance only", () => {
    expect((["demo", "live", null] as const).map(whyNotReal)).toEqual(["demo-instance", null, null]);
  });

  it("tells a full disk and a database that is away from a bug", () => {
    const failure = (code: string) => Object.assign(new Error("x"), { code });
    expect(["53100", "ENOSPC"].map((code) => outage(failure(code)))).toEqual(["disk-full", "disk-full"]);
    const away = ["08006", "57P01", "ECONNREFUSED", "53300"].map((code) => outage(failure(code)));
    expect(new Set(away)).toEqual(new Set(["database-away"]));
    expect(outage(new Error("Connection terminated unexpectedly"))).toBe("database-away");
    expect([failure("23505"), new Error("x"), "x", null].map(outage)).toEqual([null, null, null, null]);
  });
});

describe("what is asked", () => {
  it("is checked in the reader's words", () => {
    const wrong = (input: object) => {
      const result = importOptions.safeParse({ files: [], ...input });
      return result.success ? [] : result.error.issues.map(({ message }) => message);
    };
    expect(wrong({ dates: ["12/06/2022"] })).toEqual(["importing.errors.date"]);
    expect(wrong({ dates: ["2022-06-19", "2022-06-12"] })).toEqual(["importing.errors.order"]);
    expect(wrong({ round: "x" })).toEqual(["importing.errors.round"]);
    expect(wrong({ election: "Législatives", country: "fr" })).toEqual([
      "importing.errors.slug",
      "importing.errors.country",
    ]);
    expect(wrong({ map: ["Nom=nom"] })).toEqual(["importing.errors.map"]);
    expect(wrong({ map: ["Liste = party", "Q=identifier:wikidata"] })).toEqual([]);
    expect(importOptions.parse({ files: [], map: ["N° de liste=panelNumber"] }).map).toEqual(
      new Map([["n de liste", "panelNumber"]]),
    );
  });
});

describe.each(["fr", "en"] as const)("in %s", (locale) => {
  const t = translator(locale);
  const { importing } = MESSAGES[locale];

  it("every refusal and every reason of a file or a row is a sentence", () => {
    const detail = { line: 3, rows: 1, detail: "a", round: 2, election: "e" };
    for (const refusal of [
      "busy",
      "demo-instance",
      "disk-full",
      "database-away",
      "no-file",
      "no-election",
      "not-operator",
      "unknown-election",
      "unknown-round",
    ] as const) {
      expect(refusalSentence(t, refuse(refusal, detail))).toMatch(/^\p{Lu}.+\.$/u);
    }
    for (const reason of Object.keys(importing.unreadable)) {
      expect(refusalSentence(t, refuse("unreadable", { reason, ...detail }), "/x/list.csv")).toMatch(
        /^list\.csv.+\.$/,
      );
    }
    for (const reason of Object.keys(importing.rejected)) {
      expect(refusalSentence(t, refuse("nothing-usable", { reason, ...detail }))).toMatch(/[.?]$/);
    }
    expect(t("importing.errors.map", { fields: fieldNames.join(", ") })).toContain("panelNumber");
  });

  it("a report says counts, what changes, what is left out and why", () => {
    const change = { line: 2, area: "78-07", name: "Zoé Exemple", fields: ["party_label", "substitute"] };
    const rejection = { file: "a.csv", line: 9, column: "Nom", reason: "markup-in-name", row: {} };
    const report = {
      ...emptyReport("candidates", true),
      ...{ rows: 12, created: 1, updated: 1, unchanged: 9, rejected: 1, missing: 11 },
      rejections: [rejection, { ...rejection, column: null }],
      proposals: [rejection],
      examples: { created: [change], updated: [change], missing: Array.from({ length: 11 }, () => change) },
      notes: { elected: 2, newCandidacies: 1, constituencies: 577, splitCommunes: 129, unassigned: ["X"] },
    };
    expect(reportSentences(t, report).length).toBe(22);
    expect(reportSentences(t, { ...emptyReport("areas", false), unchanged: 3 })).toHaveLength(2);
  });
});
