import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieName, ctxOfSession, SESSION } from "@/lib/core/auth/session";
import { isCall, isPost } from "@/lib/core/called";
import { secondsToWaitHere } from "@/lib/core/limits";
import { configuredOrigin } from "@/lib/core/origin";
import { sourceOf } from "@/lib/core/peer";

/** Bytes that any form of the desk may hold; a file of more is for who is logged in. */
const USUAL = 2 ** 20;
// A session that ended while a file was chosen is told so by the page itself; a flood is not read at all.
const STRANGERS = { name: "large-bodies", points: 3, seconds: 60 };

/** Seconds to wait before a large body by a stranger is read; null where it may come in now. */
async function secondsToWaitForBody({ method, headers, cookies }: NextRequest): Promise<number | null> {
  const length = headers.get("content-length");
  if (method !== "POST" || (length !== null && Number(length) <= USUAL)) return null;
  const ctx = await ctxOfSession(cookies.get(cookieName(SESSION))?.value ?? "");
  return ctx ? null : secondsToWaitHere(STRANGERS, sourceOf(headers));
}

/**
 * The host that a post says it comes from, where it is the one that it goes to; null where it is not. Next compares them
 * too, by a header that anybody may forge, and answers 500; whether the host is ours each action asks again.
 */
function hostOfPost({ headers }: NextRequest): string | null {
  const origin = headers.get("origin");
  const [own, configured] = [headers.get("host"), new URL(configuredOrigin()).host];
  if (origin === null) return configured;
  const host = URL.canParse(origin) ? new URL(origin).host : "";
  return host !== "" && (host === own || host === configured) ? host : null;
}

/** Whether a posted body is what its type says, as far as Next will read it: what it cannot read it answers by 500. */
async function isReadable(request: NextRequest): Promise<boolean> {
  const { method, headers } = request;
  const type = headers.get("content-type") ?? "";
  if (method !== "POST" || Number(headers.get("content-length") ?? 0) > USUAL) return true;
  const isCalled = headers.has("next-action");
  try {
    if (!type.startsWith("multipart/form-data")) return !isCalled;
    const fields = await request.clone().formData();
    return isCalled ? isCall(fields) : isPost(fields);
  } catch {
    return false;
  }
}

function sandboxed(): NextResponse {
  const response = NextResponse.next();
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

/** Next's pages begin with inline scripts: each answer of the desk allows its own by a nonce, and no other. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const wait = await secondsToWaitForBody(request);
  if (wait !== null) return new NextResponse(null, { status: 429, headers: { "Retry-After": String(wait) } });
  const host = request.method === "POST" ? hostOfPost(request) : "";
  if (host === null) return new NextResponse(null, { status: 403 });
  if (!(await isReadable(request))) return new NextResponse(null, { status: 400 });
  const nonce = randomBytes(16).toString("base64");
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "frame-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
  // A page that somebody scanned is shown and does nothing.
  if (/\/scan\/\d+$/.test(request.nextUrl.pathname)) return sandboxed();
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  if (host) headers.set("x-forwarded-host", host);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/:locale/:room(desk|admin)/:path*"] };
