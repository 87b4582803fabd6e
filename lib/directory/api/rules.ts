import { z } from "zod";
import { createDocument } from "zod-openapi";
import { LICENCE } from "../data/rules";
import {
  candidacyRow,
  constituencyRow,
  electionRow,
  filterInstant,
  filterStatus,
  filterWord,
  formRow,
  listQuery,
  organizationRow,
  personRow,
  problemBody,
  signatureRow,
  standingRow,
} from "./schema";

/** Every list of the API: what its rows are and what it can be narrowed to. */
export const RESOURCES = {
  elections: { row: electionRow, query: listQuery, about: "Elections" },
  organizations: {
    row: organizationRow,
    query: listQuery.extend({ kind: z.enum(["ngo", "party"], "directory.api.filter").optional() }),
    about: "NGOs that published a form, and parties",
  },
  forms: { row: formRow, query: listQuery.extend({ election: filterWord }), about: "Published forms" },
  constituencies: {
    row: constituencyRow,
    query: listQuery.extend({ election: filterWord, department: filterWord }),
    about: "Constituencies of an election",
  },
  candidacies: {
    row: candidacyRow,
    query: listQuery.extend({ election: filterWord, constituency: filterWord, party: filterWord }),
    about: "Who stands or stood",
  },
  people: { row: personRow, query: listQuery, about: "Persons, over elections" },
  signatures: {
    row: signatureRow,
    query: listQuery.extend({ form: filterWord, candidacy: filterWord, since: filterInstant }),
    about: "Signatures with what happened to them since; an erased one is not here",
  },
  standings: {
    row: standingRow,
    query: listQuery.extend({
      form: z.string("directory.api.form").pipe(z.string().regex(/^[\w.-]{1,120}$/, "directory.api.filter")),
      constituency: filterWord,
      status: filterStatus,
    }),
    about: "What is publicly known of everybody whom a form asks, silence included",
  },
} as const;
export type ResourceName = keyof typeof RESOURCES;

export const NAMES = Object.keys(RESOURCES).filter((name): name is ResourceName => name in RESOURCES);

/** A cursor is the key of the last row, so that a row added meanwhile neither repeats nor hides another. */
export const cursorOf = (key: string): string => Buffer.from(key, "utf8").toString("base64url");

/** The key that a cursor holds; null for what is no cursor of ours. */
export function keyOf(cursor: string): string | null {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  return cursorOf(key) === cursor && /^[^\p{Cc}\uFFFD]+$/u.test(key) ? key : null;
}

/** So many questions a minute from one address. */
export const API_LIMIT = { name: "api", points: 600, seconds: 60 } as const;

const failed = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemBody } },
});
const FAILURES = {
  "400": failed("What was asked cannot be understood; `detail` says how to mend it"),
  "404": failed("There is no such thing"),
  "429": failed("Too often; `Retry-After` says when to come again"),
};

function pathsOf(name: ResourceName) {
  const { row, query, about } = RESOURCES[name];
  const page = z.strictObject({
    data: z.array(row),
    next: z.string().nullable().meta({ description: "Cursor of the next page; null on the last one" }),
    licence: z.literal(LICENCE.name),
  });
  const one = z.strictObject({ data: row, licence: z.literal(LICENCE.name) });
  const answer = (description: string, schema: z.ZodType) => ({
    description,
    headers: z.object({ etag: z.string() }),
    content: { "application/json": { schema } },
  });
  const list = {
    [`/api/v1/${name}`]: {
      get: {
        operationId: `list-${name}`,
        summary: about,
        requestParams: { query },
        responses: { "200": answer("A page, in the order of ids", page), ...FAILURES },
      },
    },
  };
  if (name === "standings") return list;
  return {
    ...list,
    [`/api/v1/${name}/{id}`]: {
      get: {
        operationId: `one-${name}`,
        summary: `${about}: one of them`,
        requestParams: { path: z.object({ id: z.string() }), query: listQuery.pick({ lang: true }) },
        responses: { "200": answer("The one asked for", one), ...FAILURES },
      },
    },
  };
}

/** The API as OpenAPI 3.1 describes it, from the very schemas that read and write. */
export function openApi(origin: string) {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Signataires",
      version: "1.0.0",
      description:
        "Who signed which engagements, read-only and without a key. Ids are public and stay. Lists are paged by cursor; ask again with If-None-Match.",
      license: { name: LICENCE.title, url: LICENCE.path },
    },
    servers: [{ url: origin }],
    paths: Object.assign({}, ...NAMES.map(pathsOf)),
  });
}
