import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** Where the app listens. */
export interface App {
  readonly host: string;
  readonly port: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 64, timeout: 60_000 });

// Between two processes these belong to one connection alone (RFC 9110, 7.6.1).
const HOP = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

const NEAR = /^(::ffff:)?(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^::1$|^f[cd]/i;

/** The address that a visitor comes from: that of the connection, or what a proxy of this machine or network added last. */
export function sourceOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? "";
  const claimed = headers["x-forwarded-for"];
  const added = (Array.isArray(claimed) ? claimed.join(",") : (claimed ?? "")).split(",").at(-1)?.trim();
  return added && NEAR.test(peer) ? added : peer;
}

function headersFor(incoming: IncomingMessage): string[] {
  const headers: string[] = [];
  const raw = incoming.rawHeaders;
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? "";
    if (!HOP.test(name) && !/^(x-forwarded-for|expect|content-length)$/i.test(name))
      headers.push(name, raw[at + 1] ?? "");
  }
  const claimed = String(incoming.headers["x-forwarded-for"] ?? "");
  const source = sourceOf(incoming);
  // A proxy in front of us already said who comes; else nobody's word counts but the connection's.
  headers.push("X-Forwarded-For", claimed.endsWith(source) && source !== "" ? claimed : source);
  return headers;
}

const MOST_HELD = 2 ** 20;
// A form that trickles in more slowly than this holds a place that somebody else could use.
const SLOWEST_BYTES_PER_S = 1024;
const GRACE_MS = 8000;

export class TooSlow extends Error {}

/** The body of a request as far as it is held in memory, and whether that is all of it. */
async function held(incoming: IncomingMessage): Promise<{ chunks: Buffer[]; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  if (incoming.method === "GET" || incoming.method === "HEAD") return { chunks, isWhole: true };
  const began = Date.now();
  let size = 0;
  const watch = setInterval(() => {
    const elapsed = Date.now() - began;
    if (elapsed > GRACE_MS && size < (elapsed / 1000) * SLOWEST_BYTES_PER_S) incoming.destroy(new TooSlow());
  }, 1000);
  try {
    return await new Promise((resolve, reject) => {
      const take = (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size < MOST_HELD) return;
        incoming.pause();
        end(() => resolve({ chunks, isWhole: false }));
      };
      const done = () => end(() => resolve({ chunks, isWhole: true }));
      const fail = (error: Error) => end(() => reject(error));
      const end = (then: () => void) => {
        incoming.off("data", take).off("end", done).off("error", fail);
        then();
      };
      incoming.on("data", take).on("end", done).on("error", fail);
    });
  } finally {
    clearInterval(watch);
  }
}

const code = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");

function once(
  app: App,
  incoming: IncomingMessage,
  response: ServerResponse,
  body: { chunks: Buffer[]; isWhole: boolean },
) {
  return new Promise<void>((resolve, reject) => {
    const isSafe = incoming.method === "GET" || incoming.method === "HEAD";
    const headers = headersFor(incoming);
    if (body.isWhole && !isSafe) headers.push("Content-Length", String(Buffer.concat(body.chunks).length));
    // A kept connection may just be closing; what must not be sent twice goes over one of its own.
    const outgoing = request({
      ...app,
      method: incoming.method,
      path: incoming.url,
      headers,
      agent: isSafe ? agent : false,
    });
    const stop = () => outgoing.destroy();
    response.once("close", stop);
    outgoing.once("error", (error) => {
      response.off("close", stop);
      if (response.headersSent || response.destroyed) {
        response.destroy();
        resolve();
      } else reject(error);
    });
    outgoing.once("response", (answer) => {
      const kept = answer.rawHeaders.flatMap((name, at, all) =>
        at % 2 === 0 && !HOP.test(name) ? [name, all[at + 1] ?? ""] : [],
      );
      response.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(response);
      answer.once("error", () => response.destroy());
      answer.once("close", resolve);
    });
    for (const chunk of body.chunks) outgoing.write(chunk);
    if (body.isWhole) outgoing.end();
    else incoming.pipe(outgoing);
  });
}

const PATIENCE_MS = 10_000;

/**
 * Hands a request to the app and its answer back. While the app starts anew the request waits, so that nobody sees a restart;
 * what the app may have begun is not asked twice. Throws when the app stays away, or the body came too slowly.
 */
export async function handOn(
  app: App,
  incoming: IncomingMessage,
  response: ServerResponse,
  isAway: () => boolean,
): Promise<void> {
  const body = await held(incoming);
  const isSafe = incoming.method === "GET" || incoming.method === "HEAD";
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await once(app, incoming, response, body);
    } catch (error) {
      const mayRepeat = code(error) === "ECONNREFUSED" || (isSafe && code(error) === "ECONNRESET");
      if (!mayRepeat || !body.isWhole || isAway() || Date.now() > until || incoming.destroyed) throw error;
      await wait(100);
    }
  }
}
