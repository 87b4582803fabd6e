import { lookup as resolve } from "node:dns";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { configuredOrigin } from "@/lib/core/origin";
import type { Message } from "./message";

export interface Answer {
  /** Null where none came. */
  readonly status: number | null;
  readonly words: string;
}

const PATIENCE_MS = 10_000;
const MOST_WORDS = 200;

// Networks that only this machine and its neighbours reach: an NGO's owner must not knock there through us.
const INNER = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  INNER.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  INNER.addSubnet(net, bits, "ipv6");

/** Whether an address is one of the open Internet; an instance that itself is on localhost may also reach its own machine. */
export function isReachable(address: string): boolean {
  if (/^(localhost|127\.0\.0\.1)$/.test(new URL(configuredOrigin()).hostname)) return true;
  return !INNER.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

// Asked when the connection is made, so that a name cannot lead elsewhere between the question and the call.
const outward: LookupFunction = (host, options, told) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const outer = found?.filter(({ address }) => isReachable(address)) ?? [];
    const [first] = outer;
    if (error) told(error, "");
    else if (!first) told(new Error("the address leads into a private network"), "");
    else if (options.all) told(null, outer);
    else told(null, first.address, first.family);
  });
};

/** Sends a message once and waits ten seconds at most; follows no redirect and never throws. */
export function post(url: string, { body, headers }: Message): Promise<Answer> {
  return new Promise((answer) => {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    const failed = (error: Error) => answer({ status: null, words: error.message.slice(0, MOST_WORDS) });
    if (isIP(host) && !isReachable(host))
      return failed(new Error("the address leads into a private network"));
    const send = target.protocol === "https:" ? secure : plain;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const call = send(
      target,
      {
        method: "POST",
        lookup: outward,
        signal,
        agent: false,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      },
      (got) => {
        let words = "";
        got.setEncoding("utf8");
        got.on("error", failed);
        got.on("data", (part: string) => {
          if (words.length < MOST_WORDS) words += part.slice(0, MOST_WORDS - words.length);
          else got.destroy();
        });
        got.on("close", () =>
          answer({ status: got.statusCode ?? null, words: words.replace(/\s+/g, " ").trim() }),
        );
      },
    );
    call.on("error", failed);
    call.end(body);
  });
}
