import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { hmac } from "../secrets";
import { cookieLine, cookieName } from "./session";

/** How long a login link may be used. */
export const LOGIN_SECONDS = 10 * 60;

const BROWSER = "signataires-browser";

/** The token of a login link, derived from its row's id; its SHA-256 alone is stored. */
export function loginToken(loginLinkId: string): string {
  return hmac("login", loginLinkId);
}

/** A new secret for the browser that asks for a login link, which alone may use it. */
export function newBrowser(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a cookie holds a secret as we make them. */
export function isBrowser(said: string): boolean {
  return /^[\w-]{43}$/.test(said);
}

/** SHA-256 of a browser's secret, hex: what the link's row keeps. */
export function browserHash(browser: string): string {
  return createHash("sha256").update(browser).digest("hex");
}

/** The Set-Cookie line that binds a login link to the asking browser; "" ends it. */
export function browserCookie(browser: string): string {
  return cookieLine(BROWSER, browser, browser === "" ? 0 : LOGIN_SECONDS);
}

/** The secret of the browser that visits, or "" where it never asked for a link. */
export async function visitingBrowser(): Promise<string> {
  return (await cookies()).get(cookieName(BROWSER))?.value ?? "";
}
