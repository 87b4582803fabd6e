import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import {
  BODIES,
  type Body,
  chance,
  disguises,
  misacted,
  miscalled,
  misfilled,
  QUERIES,
  RAW,
  SEGMENTS,
  some,
} from "./hostile-input";
import { PAGE_KINDS } from "./page-kinds";
import { type Server, startServer } from "./server";
import { pathsOf, sessionOf } from "./visits";
import { checksum } from "./world";

/** Slower than this, asked alone, is a door that a stranger can hold. */
const SLOWEST = 2000;
const AT_ONCE = 6;
// Stack lines, paths of our machine, and what only Postgres or Prisma would say.
const LEAK =
  /\n\s+at \S+ \(|node_modules|\.next\/server|PrismaClient|syntax error at or near|forwarded\.example/;

interface Door {
  /** With its parameters in brackets, e.g. /[locale]/people/[id]. */
  readonly pattern: string;
  readonly posts: boolean;
  /** Who may open it, where not anybody. */
  readonly visitor: "officer" | "operator" | null;
}

function visitorOf(pattern: string): Door["visitor"] {
  if (/\/admin(\/|$)/.test(pattern)) return "operator";
  return /\/desk(\/|$)/.test(pattern) ? "officer" : null;
}

/** Every door of the product, by its file. */
function doors(): Door[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)(route\.ts|page\.tsx)$/.test(file))
    .map((file) => {
      const pattern = `/${file.replace(/\/?(route\.ts|page\.tsx)$/, "").replace(/\([^)]+\)\//g, "")}`;
      const isPage = file.endsWith("page.tsx");
      const posts = isPage || /export const POST\b|function POST\b/.test(readFileSync(`app/${file}`, "utf8"));
      return { pattern: pattern.replace(/\/$/, "") || "/", posts, visitor: visitorOf(pattern) };
    });
}

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
}
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly milliseconds: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Sends bytes as they are: fetch would mend the address first. */
function send(url: string, { method, path, headers, body }: Ask): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const type = body?.type ? { "content-type": Buffer.from(body.type, "utf8").toString("latin1") } : {};
    const length = body ? { "content-length": String(body.bytes.length) } : {};
    const options = { method, path, agent, headers: { ...headers, ...type, ...length }, timeout: 15_000 };
    const { hostname, port } = new URL(url);
    const asked = request({ ...options, hostname, port }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(chunks).toString("utf8"),
          location: answer.headers.location ?? "",
          milliseconds: performance.now() - start,
        }),
      );
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer in 15 s")));
    asked.on("error", reject);
    asked.end(body?.bytes);
  });
}

/** The first line that answers bytes written to the port; "" where the connection is just closed. */
function spoken(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let told = "";
    socket.on("data", (chunk) => {
      told += chunk.toString("latin1");
    });
    socket.on("error", () => resolve(told.split("\r\n")[0] ?? ""));
    socket.on("close", () => resolve(told.split("\r\n")[0] ?? ""));
    socket.setTimeout(SLOWEST, () => socket.destroy());
    socket.write(Buffer.from(bytes, "latin1"));
  });
}

const NOBODY: Record<string, string> = {};
const holes = /\[(?:\.\.\.)?\w+\]/g;

/** A real address of a door, among those of the page kinds; hostile parts where none is known. */
function realPath(door: Door, known: readonly string[]): string {
  const shape = new RegExp(
    `^${door.pattern.replace("/[locale]", "").replaceAll(".", "\\.").replace(holes, "([^/?]+)")}$`,
  );
  const path =
    known.find((one) => shape.test(one)) ??
    door.pattern.replace("/[locale]", "").replace(holes, "0000000000");
  return door.pattern.startsWith("/[locale]") ? `/fr${path}` : path;
}

/** A door's address with one hostile part in the place of each parameter, one at a time. */
function spoiltPaths(door: Door, real: string, random: () => number): string[] {
  const parts = door.pattern.split("/");
  return parts.flatMap((part, at) => {
    if (!part.startsWith("[")) return [];
    return some(random, SEGMENTS, part === "[locale]" ? 1 : 4).map((segment) => {
      const spoilt = real.split("/");
      spoilt[at] = segment;
      return spoilt.join("/");
    });
  });
}

function asksOf(
  door: Door,
  of: { real: string; html: string; own: string; cookie: Record<string, string> },
  random: () => number,
): Ask[] {
  const { real, html, own, cookie } = of;
  const disguise = () => some(random, disguises(own), 1)[0] ?? {};
  const spoilt = spoiltPaths(door, real, random);
  const reads = [...spoilt, ...some(random, QUERIES, 4).map((query) => `${real}?${query}`)].map(
    (path): Ask => ({ method: "GET", path, headers: { ...disguise(), ...cookie } }),
  );
  const odd = some(random, ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"], 1).map(
    (method): Ask => ({ method, path: real, headers: { ...disguise(), ...cookie } }),
  );
  const bodies = [
    ...some(random, BODIES, door.posts ? 9 : 2),
    ...(door.posts ? [misfilled(random, html), misfilled(random, html)] : []),
    ...(door.visitor ? misacted(random, html) : []),
  ];
  const posts = bodies.map((body, at): Ask => {
    const headers = at % 3 === 0 ? (disguises(own)[0] ?? {}) : disguise();
    const path = at % 4 === 3 ? (some(random, spoilt, 1)[0] ?? real) : real;
    return { method: "POST", path, headers: { ...headers, ...cookie }, body };
  });
  const calls = (door.visitor ? miscalled(random, html) : []).map(({ id, body }): Ask => {
    const headers = { origin: own, "sec-fetch-site": "same-origin", "next-action": id, ...cookie };
    return { method: "POST", path: real, headers, body };
  });
  return [...reads, ...odd, ...posts, ...calls];
}

const named = ({ method, path, headers, body }: Ask) =>
  `${method} ${path.slice(0, 160)} ${JSON.stringify(headers).replace(/signataires-session=[\w-]{43}/, "signed in")} ${body ? `${body.type} ${JSON.stringify(body.bytes.subarray(0, 110).toString())}` : ""}`;

/** All of a list, so many at once. */
async function inTurns<T>(list: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await act(one);
    }),
  );
}

/** What the database holds, once the worker has nothing more to do; when a session was last seen apart. */
async function settled(url: string): Promise<string[]> {
  const held = async () => (await checksum(url)).split("\n").filter((line) => !line.startsWith("session "));
  let before = await held();
  for (let turns = 0; turns < 20; turns += 1) {
    await wait(500);
    const now = await held();
    if (now.join() === before.join()) return now;
    before = now;
  }
  throw new Error("the database does not come to rest");
}

let site: Server;
// A site of its own: what it holds is compared to the byte.
test.beforeAll(async () => {
  test.setTimeout(300_000);
  site = await startServer({ mode: "demo" });
});
test.afterAll(() => site.stop());

test("every door, given what nobody should send: no fault, no leak, nothing slow, nothing changed", async () => {
  test.setTimeout(600_000);
  const random = chance(20_261_123);
  const kinds = PAGE_KINDS.filter((kind) => kind.site !== "empty" && kind.status === undefined);
  const known = [...(await pathsOf(site, kinds)).values()].map((path) => path.split("?")[0] ?? "");
  const sessions = { officer: await sessionOf(site, "officer"), operator: await sessionOf(site, "operator") };
  const before = await settled(site.databaseUrl);
  const own = doors().map((door) => ({
    door,
    real: realPath(door, known),
    cookie: door.visitor ? { cookie: `signataires-session=${sessions[door.visitor]}` } : NOBODY,
  }));
  const pages = new Map<Door, string>();
  await inTurns(own, async ({ door, real, cookie }) => {
    pages.set(door, (await send(site.url, { method: "GET", path: real, headers: cookie })).text);
  });
  const asks = own.flatMap(({ door, real, cookie }) =>
    asksOf(door, { real, html: pages.get(door) ?? "", own: site.url, cookie }, random),
  );
  const faults: string[] = [];
  const slow: Ask[] = [];
  const statuses = new Map<number, number>();
  const start = performance.now();
  await inTurns(asks, async (ask) => {
    const answer = await send(site.url, ask).catch((error: Error) => error);
    if (answer instanceof Error) {
      faults.push(`${answer.message}: ${named(ask)}`);
      return;
    }
    const { status, text, location, milliseconds } = answer;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 500) faults.push(`${status}: ${named(ask)}`);
    const leak = LEAK.exec(`${text}\n${location}`);
    if (leak) faults.push(`leaks ${leak[0].trim()}: ${named(ask)}`);
    if (milliseconds > SLOWEST) slow.push(ask);
  });
  process.stdout.write(
    `hostile: ${asks.length} requests in ${Math.round((performance.now() - start) / 1000)} s, ${JSON.stringify(Object.fromEntries(statuses))}\n`,
  );
  for (const ask of slow) {
    const again = [await send(site.url, ask), await send(site.url, ask), await send(site.url, ask)];
    const best = Math.min(...again.map(({ milliseconds }) => milliseconds));
    if (best > SLOWEST) faults.push(`${Math.round(best)} ms: ${named(ask)}`);
  }
  for (const bytes of RAW) {
    const line = await spoken(site.url, bytes);
    if (/^HTTP\/1\.\d 5/.test(line)) faults.push(`${line}: ${JSON.stringify(bytes.slice(0, 80))}`);
  }
  expect(faults).toEqual([]);
  expect(statuses.get(429) ?? 0).toBeLessThan(asks.length / 10);
  const after = await settled(site.databaseUrl);
  expect(after.filter((line, at) => line !== before[at])).toEqual([]);
  const ready = await send(site.url, { method: "GET", path: "/api/health/ready", headers: {} });
  expect(ready.status).toBe(200);
  expect(site.output()).not.toMatch(/uncaughtException|unhandledRejection|unexpected error/);
});
