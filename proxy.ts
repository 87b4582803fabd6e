import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieName, ctxOfSession, SESSION } from "@/lib/core/auth/session";
import { secondsToWaitHere } from "@/lib/core/limits";
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

/** Next's pages begin with inline scripts: each answer of the desk allows its own by a nonce, and no other. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const wait = await secondsToWaitForBody(request);
  if (wait !== null) return new NextResponse(null, { status: 429, headers: { "Retry-After": String(wait) } });
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
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/:locale(fr|en)/:room(desk|admin)/:path*"] };
