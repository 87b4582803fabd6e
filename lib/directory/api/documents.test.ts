import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { anOrganization, aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest, PLANTED_BIRTH } from "../testing/contest";
import { listDoor, oneDoor, openApiDoor } from "./documents";
import { NAMES, openApi } from "./rules";

testDatabase();

const get = (path: string, headers: Record<string, string> = {}) => {
  const url = new URL(`http://localhost/api/v1/${path}`);
  const [resource = "", id] = url.pathname.slice("/api/v1/".length).split("/").map(decodeURIComponent);
  const request = new Request(url, { headers });
  const params = Promise.resolve(id === undefined ? { resource } : { resource, id });
  return id === undefined ? listDoor(request, { params }) : oneDoor(request, { params });
};

const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
const described = JSON.parse(JSON.stringify(openApi("https://signataires.example")));
ajv.addSchema(described, "api");
const pointer = (path: string, status = "200", type = "application~1json") =>
  `api#/paths/${path.replaceAll("/", "~1").replace(/[{}]/g, encodeURIComponent)}/get/responses/${status}/content/${type}/schema`;

function fits(path: string, value: unknown, ...of: string[]): void {
  const validate = ajv.getSchema(pointer(path, ...of));
  if (!validate) throw new Error(`no schema for ${path}`);
  expect([path, validate(value), validate.errors ?? []]).toEqual([path, true, []]);
}

let slugs: { election: string; form: string; party: string; signed: string };

beforeAll(async () => {
  const contest = await aContest(5, { code: "78-07" });
  const [one, two] = contest.candidacies;
  if (!one || !two || !contest.form) throw new Error("no form");
  const party = await anOrganization(db(), { kind: "party" });
  await aNomination(db(), { candidacyId: one.id, organizationId: party.id });
  const version = await db().formVersion.findFirstOrThrow({
    where: { formId: contest.form.id },
    select: { id: true },
  });
  await aSignature(db(), { versionId: version.id, candidacyId: two.id });
  const of = async (id: string) => (await db().organization.findUniqueOrThrow({ where: { id } })).slug;
  slugs = {
    election: contest.election.slug,
    form: (await db().form.findUniqueOrThrow({ where: { id: contest.form.id } })).slug,
    party: await of(party.id),
    signed: (await db().candidacy.findUniqueOrThrow({ where: { id: two.id } })).publicId,
  };
});

describe("the API", () => {
  it("is described by a valid OpenAPI 3.1 document", async () => {
    const answer = await openApiDoor(new Request("http://localhost/api/v1/openapi.json"), {
      params: undefined,
    });
    const result = await new Validator().validate(await answer.json());
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(await new Validator().validate({ ...described, paths: { x: {} } })).toMatchObject({
      valid: false,
    });
  });

  it("answers each list and each of its things as described, and nothing that is private", async () => {
    for (const name of NAMES) {
      const query = name === "standings" ? `?form=${slugs.form}` : "";
      const answer = await get(name + query);
      expect([name, answer.status]).toEqual([name, 200]);
      const text = await answer.text();
      const body = JSON.parse(text);
      fits(`/api/v1/${name}`, body);
      expect(body.data.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|@/);
      expect(text).not.toContain(PLANTED_BIRTH.toISOString().slice(0, 10));
      if (name === "standings") continue;
      const [first] = body.data;
      const one = await get(`${name}/${encodeURIComponent(first.id)}`);
      fits(`/api/v1/${name}/{id}`, await one.json());
    }
  });

  it("narrows a list, and tells silence from a signature", async () => {
    const ids = async (path: string) => (await (await get(path)).json()).data;
    expect(await ids(`candidacies?election=${slugs.election}&party=${slugs.party}`)).toHaveLength(1);
    expect(await ids(`candidacies?election=${slugs.election}&constituency=78-07`)).toHaveLength(5);
    expect(await ids("candidacies?election=none")).toEqual([]);
    const standings = await ids(`standings?form=${slugs.form}`);
    expect(standings).toHaveLength(5);
    expect(standings.find(({ candidacy }: { candidacy: string }) => candidacy === slugs.signed).status).toBe(
      "signed",
    );
    expect(await ids(`standings?form=${slugs.form}&status=not-asked`)).toHaveLength(4);
    expect(await ids("signatures?since=2000-01-01T00:00:00Z")).not.toEqual([]);
    expect(await ids("signatures?since=2999-01-01T00:00:00Z")).toEqual([]);
  });

  it("is paged by cursor without a gap or a double, whatever the size of a page", async () => {
    const all = (await (await get("candidacies?limit=100")).json()).data;
    const walked: unknown[] = [];
    let next: string | null = "";
    while (next !== null) {
      const body: { data: unknown[]; next: string | null } = await (
        await get(`candidacies?limit=2${next && `&cursor=${next}`}`)
      ).json();
      expect(body.data.length).toBeLessThanOrEqual(2);
      walked.push(...body.data);
      next = body.next;
    }
    expect(walked).toEqual(all);
  });

  it("answers 304 to who holds it, states its licence, and lets other sites read it", async () => {
    const first = await get("elections");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    expect(first.headers.get("link")).toContain('rel="license"');
    const again = await get("elections", { "if-none-match": `"x", W/${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("says what to mend, as RFC 9457 has it and in the asker's language", async () => {
    for (const [path, status, words] of [
      ["elections?limit=0", 400, "« limit »"],
      ["elections?limit=x", 400, "« limit »"],
      ["elections?colour=red", 400, "« colour »"],
      ["elections?cursor=!!", 400, "« cursor »"],
      ["elections?cursor=_w", 400, "« cursor »"],
      ["elections?lang=de", 400, "« lang »"],
      ["signatures?since=yesterday", 400, "« since »"],
      ["signatures?since=0000-01-01T00:00:00Z", 400, "« since »"],
      ["standings", 400, "« form »"],
      ["standings?form=none", 404, "elections"],
      ["none", 404, "elections"],
      ["people/none", 404, "elections"],
      ["people/%00", 404, "elections"],
    ] as const) {
      const answer = await get(path, { "accept-language": "fr" });
      const body = await answer.json();
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        status,
        "application/problem+json",
      ]);
      expect(body.detail.replaceAll("\u00a0", " ")).toContain(words);
      fits("/api/v1/elections", body, String(status), "application~1problem+json");
    }
    expect((await (await get("elections?limit=0", { "accept-language": "en" })).json()).detail).toContain(
      "whole number",
    );
  });

  it("never answers 5xx, whatever is asked", async () => {
    const word = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("0", "-1", "' OR 1=1", "\u0000", "9".repeat(40)),
    );
    const names = fc.constantFrom("limit", "cursor", "election", "form", "since", "status", "party", "x");
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.dictionary(names, word, { maxKeys: 4 }),
        async (name, query) => {
          const answer = await get(`${name}?${new URLSearchParams(query)}`);
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});
