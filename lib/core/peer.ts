import { subscribe } from "node:diagnostics_channel";
import { configuredOrigin } from "./origin";

const PEER = "x-signataires-peer";
let isNoting = false;

function isRequest(value: unknown): value is {
  headers: Record<string, string | undefined>;
  socket: { remoteAddress?: string };
} {
  return typeof value === "object" && value !== null && "headers" in value && "socket" in value;
}

/** Writes on each request from which address its connection really comes; what the visitor claims there is overwritten. */
export function notePeers(): void {
  if (isNoting) return;
  isNoting = true;
  subscribe("http.server.request.start", (message) => {
    const request: unknown =
      typeof message === "object" && message !== null && "request" in message ? message.request : null;
    if (isRequest(request)) request.headers[PEER] = request.socket.remoteAddress ?? "";
  });
}

const LOOPBACK = /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/;
const LOCALHOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/**
 * Whether a visitor sits at this very machine. The connection itself must say so, and nothing may point elsewhere: neither a
 * proxy's header, nor the name that was asked for, nor the site's own address.
 */
export function isLoopbackVisit(headers: Headers): boolean {
  const forwarded = headers.get("x-forwarded-for") ?? "";
  const claims = forwarded.split(",").map((one) => one.trim());
  return (
    LOOPBACK.test(headers.get(PEER) ?? "") &&
    claims.every((one) => one === "" || LOOPBACK.test(one)) &&
    !headers.has("forwarded") &&
    LOCALHOST.test(headers.get("host") ?? "") &&
    LOCALHOST.test(new URL(configuredOrigin()).host)
  );
}

const NEAR = /^(::ffff:)?(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^::1$|^f[cd]/i;

/**
 * The address that a visitor comes from, for limits: that of the connection; behind a proxy of this machine or network, the
 * one that the proxy added last. What a visitor claims before that counts for nothing.
 */
export function sourceOf(headers: Headers): string {
  const peer = headers.get(PEER) ?? "";
  const added = (headers.get("x-forwarded-for") ?? "").split(",").at(-1)?.trim() ?? "";
  return networkOf(added && NEAR.test(peer) ? added : peer);
}

/** One IPv6 subscriber holds a whole /64 and may take a new address for each request: its first four groups count. */
function networkOf(address: string): string {
  const isV6 = address.includes(":") && !address.includes(".");
  if (!isV6) return address.replace(/^::ffff:/i, "");
  const [front = "", back] = address.replace(/%.*$/, "").split("::");
  const [left, right] = [front, back ?? ""].map((part) => part.split(":").filter(Boolean));
  const given = [...(left ?? []), ...(right ?? [])].length;
  const zeros = back === undefined ? [] : Array<string>(Math.max(0, 8 - given)).fill("0");
  const groups = [...(left ?? []), ...zeros, ...(right ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
}
