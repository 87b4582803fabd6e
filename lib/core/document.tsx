import { createHash } from "node:crypto";
import type { ReactElement } from "react";
import { ErrorDocument } from "@/components/error-document";
import { encoded } from "./encoding";
import { type Frame, frameOf, frameWithoutDatabase } from "./frame";
import { isLocale, type Locale } from "./i18n/locale";
import { type Limit, secondsToWaitHere } from "./limits";
import { sourceOf } from "./peer";
import { raised } from "./raised";
import { report } from "./report";

export interface Visit<P> {
  readonly locale: Locale;
  readonly params: P;
  readonly search: URLSearchParams;
  readonly frame: Frame;
}

/** A document that lives elsewhere: an old name, an ambiguous search with one result. */
export interface Moved {
  readonly moved: string;
  readonly status: 301 | 303;
}

/** What was wrong with a posted form, shown in the same document again. */
export interface Attempt {
  readonly values: Readonly<Record<string, string>>;
  /** By field name; "" for the whole form. Messages are full i18n keys. */
  readonly errors: readonly {
    readonly field: string;
    readonly key: string;
    readonly detail?: Record<string, string | number>;
  }[];
}

export interface ViewProps<V> {
  readonly view: V;
  readonly frame: Frame;
  readonly attempt?: Attempt;
}

export interface DocumentSpec<P, V> {
  /** Reads what is shown; null is a 404. GET through here changes nothing. */
  readonly load: (visit: Visit<P>) => Promise<V | Moved | null>;
  /** View object → the whole page, `<html>` included. A pure function. */
  readonly view: (props: ViewProps<V>) => ReactElement;
  /** Pages behind a token: never cached, never indexed, no referrer. */
  readonly isPrivate?: boolean;
  /** Whether what was asked is the reader's own, such as an address: kept by no cache, told to no other page. */
  readonly isOwn?: (view: V) => boolean;
  /** Works in the browser alone: its policy lets it connect to nobody. */
  readonly isOffline?: boolean;
  /** Made to be shown in a frame of any site. */
  readonly isFramed?: boolean;
  /** Shows documents of this site in frames of its own. */
  readonly hasFrames?: boolean;
  /** How often one source may ask for it; beyond, `429` and `Retry-After`. */
  readonly limit?: Limit;
  /** The status of a page that exists and has bad news, e.g. 410 for a closed form. */
  readonly status?: (view: V) => number;
}

export type Params = Promise<Record<string, string | string[] | undefined>>;
export type Door = (request: Request, context: { params: Params }) => Promise<Response>;

const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/** What a page of ours may do beyond or below the others. */
function policyOf({
  isOffline,
  isFramed,
  hasFrames,
}: Pick<DocumentSpec<never, never>, "isOffline" | "isFramed" | "hasFrames">) {
  if (isOffline) return CSP.replace("connect-src 'self'", "connect-src 'none'");
  if (isFramed) return CSP.replace("frame-ancestors 'none'", "frame-ancestors *");
  return hasFrames ? `${CSP}; frame-src 'self'` : CSP;
}

/** Renders a page to bytes; React's server is imported when first needed, as Next demands. */
export async function render(page: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  const html = renderToStaticMarkup(page);
  return `<!DOCTYPE html>${raised(html, html.startsWith('<html lang="fr"'))}`;
}

export function htmlHeaders(isPrivate: boolean, isKept = !isPrivate): Headers {
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": CSP });
  headers.set(
    "Cache-Control",
    isKept ? "public, max-age=0, s-maxage=30, stale-while-revalidate=30" : "no-store",
  );
  headers.set("Referrer-Policy", isPrivate ? "no-referrer" : "strict-origin-when-cross-origin");
  if (isPrivate) headers.set("X-Robots-Tag", "noindex, nofollow");
  return headers;
}

/** Whether a document that was loaded lives elsewhere. */
export function isMoved(value: unknown): value is Moved {
  return typeof value === "object" && value !== null && "moved" in value && "status" in value;
}

/** The language and other parameters of a door, or null where the first segment is no language of ours. */
export async function readParams(
  params: Params,
): Promise<{ locale: Locale; rest: Record<string, string> } | null> {
  const { locale, ...others } = await params;
  if (typeof locale !== "string" || !isLocale(locale)) return null;
  const rest: Record<string, string> = {};
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined) rest[name] = Array.isArray(value) ? value.join("/") : value;
  }
  return { locale, rest };
}

interface ErrorDetail {
  readonly reference?: string;
  /** The fields of a form that could not be taken, to be sent again by a button. */
  readonly retry?: readonly [string, string][];
  /** Seconds. */
  readonly retryAfter?: number;
}

/** A page that says what went wrong: 404, 403, 503. */
export async function errorResponse(
  frame: Frame,
  status: number,
  { retryAfter, ...detail }: ErrorDetail = {},
): Promise<Response> {
  const headers = htmlHeaders(true);
  if (status === 503 || status === 429) headers.set("Retry-After", String(retryAfter ?? 5));
  const page = <ErrorDocument frame={frame} status={status} {...detail} />;
  return new Response(await render(page), { status, headers });
}

/** The path of a request without its language: what the other language's page shares. */
export function pathOf(request: Request, locale: Locale): string {
  const url = new URL(request.url);
  const path = url.pathname.startsWith(`/${locale}`) ? url.pathname.slice(locale.length + 1) : url.pathname;
  return path.replace(/\/+$/, "") + url.search;
}

async function withEtag(request: Request, body: string, status: number, headers: Headers): Promise<Response> {
  if (status === 200 && headers.get("Cache-Control") !== "no-store") {
    const etag = `W/"${createHash("sha1").update(body).digest("base64url")}"`;
    headers.set("ETag", etag);
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  }
  return encoded(request, body, status, headers);
}

/** A document as a file, where it shows something at this address; null where it is absent or lives elsewhere. */
export async function written<P, V>(spec: DocumentSpec<P, V>, visit: Visit<P>): Promise<string | null> {
  const view = await spec.load(visit);
  if (view === null || view === undefined || isMoved(view) || spec.status?.(view) === 404) return null;
  return render(spec.view({ view, frame: visit.frame }));
}

/** Shows a document for a visit; `attempt` and `status` are given when a posted form comes back. */
export async function show<P, V>(
  spec: DocumentSpec<P, V>,
  request: Request,
  visit: Visit<P>,
  posted?: { attempt: Attempt; status: number },
): Promise<Response> {
  const view = await spec.load(visit);
  if (view === null || view === undefined) return errorResponse(visit.frame, 404);
  if (isMoved(view)) return moved(view.moved, view.status, spec.isPrivate ?? false);
  const attempt = posted ? { attempt: posted.attempt } : {};
  const page = await render(spec.view({ view, frame: visit.frame, ...attempt }));
  const isWrong = (posted?.attempt.errors.length ?? 0) > 0;
  const body = isWrong
    ? page.replace("<title>", `<title>${visit.frame.t("components.errors.prefix")}`)
    : page;
  const status = posted?.status ?? spec.status?.(view) ?? 200;
  const isPrivate = spec.isPrivate ?? spec.isOwn?.(view) ?? false;
  const headers = htmlHeaders(isPrivate, !isPrivate && !posted);
  headers.set("Content-Security-Policy", policyOf(spec));
  return withEtag(request, body, status, headers);
}

/** A redirection whose address is relative, so that no host of a forged header appears in it. */
export function moved(location: string, status: 301 | 303, isPrivate = true): Response {
  const headers = new Headers({ Location: location });
  headers.set("Cache-Control", isPrivate || status === 303 ? "no-store" : "public, max-age=300");
  return new Response(null, { status, headers });
}

/** The visit of a request, or a 404 page where its first segment is no language. */
export async function visitOf(
  request: Request,
  params: Params,
): Promise<Visit<Record<string, string>> | Response> {
  const read = await readParams(params);
  if (!read) return errorResponse(frameWithoutDatabase("fr", "/"), 404);
  const { locale, rest } = read;
  // Postgres stores no NUL, and no honest address holds one.
  if (request.url.includes("%00"))
    return errorResponse(frameWithoutDatabase(locale, pathOf(request, locale)), 404);
  const frame = await frameOf(locale, pathOf(request, locale));
  return { locale, params: rest, search: new URL(request.url).searchParams, frame };
}

/** Runs a door; whatever throws becomes a page that says so, with a reference to the log and what was typed. */
export async function guarded(
  request: Request,
  params: Params,
  run: () => Promise<Response>,
  typed: () => Readonly<Record<string, string>> = () => ({}),
): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    const read = await readParams(params);
    const { reference, isUnavailable } = report(error, {
      path: new URL(request.url).pathname.split("/")[2] ?? "",
    });
    const locale = read?.locale ?? "fr";
    const frame = frameWithoutDatabase(locale, pathOf(request, locale));
    const retry = Object.entries(typed());
    const again = retry.length > 0 && isUnavailable ? { retry } : {};
    return errorResponse(frame, isUnavailable ? 503 : 500, { reference, ...again });
  }
}

const DEADLINE_MS = 12_000;

/**
 * What the door answers, or an error after 12 s: who waits longer thinks the site is dead. What is under way may still be
 * done, which the same form sent again finds out.
 */
export async function inTime(answer: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("not answered in time")), DEADLINE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A GET door that shows a document. */
export function document<V>(spec: DocumentSpec<Record<string, string>, V>): Door {
  return (request, { params }) => {
    const run = async () => {
      const visit = await visitOf(request, params);
      if (visit instanceof Response) return visit;
      const retryAfter = spec.limit && (await secondsToWaitHere(spec.limit, sourceOf(request.headers)));
      return retryAfter ? errorResponse(visit.frame, 429, { retryAfter }) : show(spec, request, visit);
    };
    return guarded(request, params, () => inTime(run()));
  };
}
