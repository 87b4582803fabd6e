import type { ZodType } from "zod";
import type { Ctx } from "./auth/actor";
import {
  type Attempt,
  type DocumentSpec,
  type Door,
  errorResponse,
  guarded,
  inTime,
  isMoved,
  moved,
  show,
  type Visit,
  visitOf,
} from "./document";
import { type Limit, secondsToWait } from "./limits";
import { configuredOrigin } from "./origin";
import type { Result } from "./result";

/** How a refusal is told: its status and the full i18n key of its message; `field` where one is to blame. */
export interface Told {
  readonly status: 409 | 410 | 422 | 429 | 403 | 503;
  readonly key: string;
  readonly field?: string;
}

export interface FormSpec<V, I, O, R extends string> {
  /** The document that holds the form; shown again with what is wrong. */
  readonly document: DocumentSpec<Record<string, string>, V>;
  readonly schema: ZodType<I>;
  /** Who posts; null is a 404, as for the document. */
  readonly caller: (visit: Visit<Record<string, string>>) => Promise<Ctx | null>;
  readonly command: (ctx: Ctx, input: I) => Promise<Result<O, R>>;
  /** Fields that come from the address rather than from the reader. */
  readonly given?: (visit: Visit<Record<string, string>>) => Record<string, unknown>;
  /** Where the reader goes next, without the language; or what the document shows to who posted, and to nobody by an address. */
  readonly next: (value: O, visit: Visit<Record<string, string>>, input: I) => string | ((view: V) => V);
  readonly refusals: Record<R, Told>;
  /** Stays open while the site is read-only, as the login does. */
  readonly staysOpen?: boolean;
  /** How often this act may be tried by one holder; told by `429` and `Retry-After`. */
  readonly limit?: Limit & {
    readonly by: (visit: Visit<Record<string, string>>, request: Request) => string;
  };
  /** Set-Cookie lines of the answer; only the login uses it. */
  readonly cookies?: (value: O) => readonly string[];
}

const MAX_BYTES = 256 * 1024;
const MAX_AT_ONCE = 1500;
let atOnce = 0;

/**
 * Whether a posted form comes from our own pages. The configured origin alone counts, never the Host header.
 * Pages behind a token send no referrer, and browsers then write `Origin: null`; their address is the secret.
 */
export function isSameOrigin(headers: Headers, behindToken: boolean): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  return origin === configuredOrigin() || (behindToken && origin === "null");
}

/**
 * The fields of a posted form as a plain object: `a` → "…", repeated names → array, `answers.id.value` → nested.
 * Files are not fields here. Returns null for a body that is no form, or too large.
 */
export async function readFields(request: Request): Promise<Record<string, unknown> | null> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim();
  if (type !== "application/x-www-form-urlencoded") return null;
  const text = await limitedText(request);
  return text === null ? null : nest(new URLSearchParams(text));
}

/** A body read no further than its limit, whatever length it claims; null where it is longer or breaks off. */
async function limitedText(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > MAX_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString("utf8");
}

type Nested = { [name: string]: string | string[] | Nested };

function place(target: Nested, path: readonly string[], value: string): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  const held = Object.hasOwn(target, name) ? target[name] : undefined;
  if (rest.length === 0) {
    if (held === undefined) target[name] = value;
    else if (typeof held === "string") target[name] = [held, value];
    else if (Array.isArray(held)) held.push(value);
    return;
  }
  if (held !== undefined && (typeof held === "string" || Array.isArray(held))) return;
  const inner: Nested = held ?? Object.create(null);
  target[name] = inner;
  place(inner, rest, value);
}

/** Names with dots become nested objects without prototype; browsers' CRLF line ends become LF, and NUL, which Postgres refuses, goes. */
export function nest(fields: Iterable<[string, string]>): Nested {
  const root: Nested = Object.create(null);
  for (const [name, value] of fields)
    place(root, name.split(".").slice(0, 4), value.replaceAll("\0", "").replace(/\r\n?/g, "\n"));
  return plain(root);
}

// zod's strict objects want ordinary prototypes; own keys named __proto__ are dropped here.
function plain(nested: Nested): Nested {
  const entries = Object.entries(nested).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === "object" && !Array.isArray(value) ? plain(value) : value,
    ]),
  );
}

function flatten(fields: Record<string, unknown>, at = ""): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") flat[at + name] = value;
    else if (Array.isArray(value)) flat[at + name] = value.map(String).join(", ");
    else if (typeof value === "object" && value !== null)
      Object.assign(flat, flatten({ ...value }, `${at}${name}.`));
  }
  return flat;
}

async function answer<V, I, O, R extends string>(
  spec: FormSpec<V, I, O, R>,
  request: Request,
  visit: Visit<Record<string, string>>,
  fields: Record<string, unknown>,
): Promise<Response> {
  const ctx = await spec.caller(visit);
  // The document knows best what to say of a link that opens nothing.
  if (!ctx) return show(spec.document, request, visit, { attempt: { values: {}, errors: [] }, status: 404 });
  const retryAfter = spec.limit && (await secondsToWait(spec.limit, spec.limit.by(visit, request)));
  if (retryAfter) return errorResponse(visit.frame, 429, { retryAfter });
  const again = (status: number, errors: Attempt["errors"]) =>
    show(spec.document, request, visit, { attempt: { values: flatten(fields), errors }, status });
  const parsed = spec.schema.safeParse({ ...fields, ...spec.given?.(visit) });
  if (!parsed.success) {
    // A message that is no key is zod's own, of a field that our page does not have.
    const errors = parsed.error.issues.map(({ path, message }) =>
      /^[a-z]+(\.[a-z0-9-]+)+$/.test(message)
        ? { field: path.join("."), key: message }
        : { field: "", key: "core.errors.page" },
    );
    return again(422, errors);
  }
  const result = await spec.command(ctx, parsed.data);
  if (result.ok) {
    const next = spec.next(result.value, visit, parsed.data);
    if (typeof next !== "string") return showAs(spec.document, next, request, visit);
    const response = moved(`/${visit.locale}${next}`, 303);
    for (const cookie of spec.cookies?.(result.value) ?? []) response.headers.append("Set-Cookie", cookie);
    return response;
  }
  const { status, key, field = "" } = spec.refusals[result.refusal];
  return again(status, [{ field, key, ...(result.detail ? { detail: { ...result.detail } } : {}) }]);
}

/** The document with what a posted form made of its view; kept by no cache. */
function showAs<V>(
  spec: DocumentSpec<Record<string, string>, V>,
  next: (view: V) => V,
  request: Request,
  visit: Visit<Record<string, string>>,
): Promise<Response> {
  const load = async () => {
    const view = await spec.load(visit);
    return view === null || isMoved(view) ? view : next(view);
  };
  return show({ ...spec, load }, request, visit, { attempt: { values: {}, errors: [] }, status: 200 });
}

/** A POST door: same origin → fields → zod → command → 303, or the same document with what is wrong. */
export function form<V, I, O, R extends string>(spec: FormSpec<V, I, O, R>): Door {
  return async (request, { params }) => {
    const isOurs = isSameOrigin(request.headers, spec.document.isPrivate ?? false);
    const fields = isOurs ? await readFields(request) : null;
    const run = async () => {
      const visit = await visitOf(request, params);
      if (visit instanceof Response) return visit;
      if (!isOurs) return errorResponse(visit.frame, 403);
      if (!fields) return errorResponse(visit.frame, 400);
      if (visit.frame.isReadOnly && !spec.staysOpen)
        return errorResponse(visit.frame, 503, { retry: Object.entries(flatten(fields)), retryAfter: 600 });
      if (atOnce >= MAX_AT_ONCE)
        return errorResponse(visit.frame, 503, { retry: Object.entries(flatten(fields)) });
      atOnce += 1;
      try {
        return await answer(spec, request, visit, fields);
      } finally {
        atOnce -= 1;
      }
    };
    return guarded(
      request,
      params,
      () => inTime(run()),
      () => flatten(fields ?? {}),
    );
  };
}
