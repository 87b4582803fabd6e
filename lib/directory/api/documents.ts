import { createHash } from "node:crypto";
import type { ZodType } from "zod";
import { preferredLocale } from "@/lib/core/i18n/locale";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import { secondsToWaitHere } from "@/lib/core/limits";
import { configuredOrigin } from "@/lib/core/origin";
import { sourceOf } from "@/lib/core/peer";
import { problem } from "@/lib/core/problem";
import { report } from "@/lib/core/report";
import { LICENCE } from "../data/rules";
import { type Asked, type Keyed, publicList, publicStandingList } from "./queries";
import { API_LIMIT, cursorOf, keyOf, NAMES, openApi, RESOURCES, type ResourceName } from "./rules";

interface Given {
  readonly t: Translator;
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly request: Request;
}

const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Link, RateLimit-Policy, Retry-After",
  "Cross-Origin-Resource-Policy": "cross-origin",
  Link: `<${LICENCE.path}>; rel="license"`,
  "RateLimit-Policy": `"${API_LIMIT.name}";q=${API_LIMIT.points};w=${API_LIMIT.seconds}`,
};

function opened(response: Response): Response {
  for (const [name, value] of Object.entries(OPEN)) response.headers.set(name, value);
  return response;
}

/** JSON with its ETag; nothing but that where the asker holds it already. */
function json(request: Request, value: unknown): Response {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = { ETag: etag, "Cache-Control": "public, max-age=0, s-maxage=5, stale-while-revalidate=30" };
  const held = request.headers.get("if-none-match") ?? "";
  const isHeld = held.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
  return isHeld
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers: { ...headers, "Content-Type": "application/json; charset=utf-8" } });
}

type Params = Promise<Record<string, string | string[] | undefined>>;

/** A door of the API: limited, open to other sites; what throws is a problem with a reference. */
function door(answer: (given: Given) => Promise<Response>) {
  return async (request: Request, context: { readonly params: Params | undefined }): Promise<Response> => {
    const { searchParams: search } = new URL(request.url);
    const t = translator(preferredLocale(search.get("lang") ?? request.headers.get("accept-language")));
    try {
      const wait = await secondsToWaitHere(API_LIMIT, sourceOf(request.headers));
      if (wait)
        return opened(problem(429, t("components.error.429.title"), t("components.error.429.text"), wait));
      // A door whose address has no part of its own is given none.
      const given = Object.entries((await context.params) ?? {}).map(([name, value]) => [
        name,
        String(value),
      ]);
      return opened(await answer({ t, params: Object.fromEntries(given), search, request }));
    } catch (error) {
      const { reference, isUnavailable } = report(error, { path: "api/v1" });
      const status = isUnavailable ? 503 : 500;
      const detail = t("components.error.reference", { reference });
      return opened(problem(status, t(`components.error.${status}.title`), detail));
    }
  };
}

const isResource = (name: string): name is ResourceName => NAMES.some((known) => known === name);

const nothing = ({ t }: Given) =>
  problem(404, t("components.error.404.title"), t("directory.api.nothing", { lists: NAMES.join(", ") }));

/** What was asked, or the problem with it, told by the name of what must be mended. */
function read<Q>(schema: ZodType<Q>, { search, t }: Given): Q | Response {
  const parsed = schema.safeParse(Object.fromEntries(search));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
  const key = issue?.message.startsWith("directory.api.") ? issue.message : "directory.api.unknown";
  return problem(400, t("directory.api.bad"), t(key, { name: String(name).slice(0, 60) }));
}

function rowsOf(name: ResourceName, asked: Asked): Promise<readonly Keyed[] | null> {
  return name === "standings" ? publicStandingList(asked) : publicList(name, asked);
}

/** `GET /api/v1/{resource}`: a page of a list. */
export const listDoor = door(async (given) => {
  const { resource = "" } = given.params;
  if (!isResource(resource)) return nothing(given);
  const query = read<{ lang: "fr" | "en"; limit: number; cursor?: string | undefined }>(
    RESOURCES[resource].query,
    given,
  );
  if (query instanceof Response) return query;
  const { lang: locale, limit, cursor, ...filters } = query;
  const after = cursor === undefined ? null : keyOf(cursor);
  if (cursor !== undefined && after === null)
    return problem(400, given.t("directory.api.bad"), given.t("directory.api.cursor", { name: "cursor" }));
  const rows = await rowsOf(resource, { locale, after, only: null, limit: limit + 1, filters });
  if (!rows) return nothing(given);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const data = page.map(({ row }) => row);
  return json(given.request, { data, next: last ? cursorOf(last.key) : null, licence: LICENCE.name });
});

/** `GET /api/v1/{resource}/{id}`: one row of a list. */
export const oneDoor = door(async (given) => {
  const { resource = "", id = "" } = given.params;
  if (!isResource(resource) || resource === "standings") return nothing(given);
  const query = read(RESOURCES.people.query.pick({ lang: true }), given);
  if (query instanceof Response) return query;
  const only = /^[^\p{Cc}\uFFFD]{1,200}$/u.test(id) ? id : "";
  const asked = { locale: query.lang, after: null, only, limit: 1, filters: {} };
  const [found] = (await rowsOf(resource, asked)) ?? [];
  return found ? json(given.request, { data: found.row, licence: LICENCE.name }) : nothing(given);
});

/** `GET /api/v1/openapi.json` */
export const openApiDoor = door(async ({ request }) => json(request, openApi(configuredOrigin())));
