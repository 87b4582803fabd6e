import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import autocannon from "autocannon";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/bin/postgres/cluster";
import { type Server, startServer } from "@/e2e/server";
import { signersOn } from "@/e2e/world";
import { atOnce, press, pressesOf } from "./bars/presses";

// S1: one page of a constituency, as the reader's browser takes it, from four servers in turn; medians of three rounds.
const ROUNDS = 3;
const SECONDS = 4;

let site: Server;
let folder: string;
let path: string;
const children: ChildProcess[] = [];
const at: Record<string, string> = {};

const hasNginx = spawnSync("nginx", ["-v"]).status === 0;

async function untilAnswers(url: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** `node:http` alone with the very bytes and headers. */
async function bareNode(body: Buffer, headers: Record<string, string>): Promise<string> {
  const port = await freePort();
  const script = join(folder, "bare.mjs");
  writeFileSync(join(folder, "body"), body);
  writeFileSync(
    script,
    `import { createServer } from "node:http"; import { readFileSync } from "node:fs";
const body = readFileSync(${JSON.stringify(join(folder, "body"))}); const head = ${JSON.stringify(Object.entries(headers).flat())};
createServer((q, s) => { s.writeHead(200, head); s.end(body); }).listen(${port});`,
  );
  children.push(fork(script));
  return `http://127.0.0.1:${port}`;
}

async function nginx(): Promise<string> {
  const port = await freePort();
  const conf = readFileSync("bin/servers/nginx.conf", "utf8")
    .replace("listen 8080", `listen ${port}`)
    .replace("/srv/signataires/site", join(site.dataDir, "site"))
    .replace("# brotli_static on", "brotli_static on");
  writeFileSync(
    join(folder, "nginx.conf"),
    `load_module modules/ngx_http_brotli_static_module.so; user root; daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; } http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=1000; client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
${conf} }`,
  );
  children.push(spawn("nginx", ["-c", join(folder, "nginx.conf")], { stdio: "inherit" }));
  return `http://127.0.0.1:${port}`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "signataires-serving-"));
  site = await startServer({ mode: "demo", hasPress: true });
  const election = await (await fetch(`${site.url}/fr/constituencies`)).text();
  path = /href="(\/fr\/elections\/[^"/]+\/[^"/?]+)"/.exec(election)?.[1] ?? "";
  const file = join(site.dataDir, "site", `${path}.html.br`);
  // The list of files is written when everything else is.
  while (!existsSync(join(site.dataDir, "site", "manifest.note")))
    await new Promise((resolve) => setTimeout(resolve, 500));
  const answer = await fetch(site.url + path, { headers: { "Accept-Encoding": "br" } });
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !/^(date|connection|keep-alive|transfer-encoding)$/.test(name)),
  );
  const body = readFileSync(file);
  at.front = site.url;
  at.bare = await bareNode(body, {
    ...headers,
    "content-encoding": "br",
    "content-length": String(body.length),
  });
  if (hasNginx) at.nginx = await nginx();
  for (const url of Object.values(at)) await untilAnswers(url + path);
}, 600_000);
afterAll(async () => {
  for (const child of children) child.kill("SIGTERM");
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function load(url: string, options: Partial<autocannon.Options> = {}): Promise<autocannon.Result> {
  return autocannon({
    url,
    connections: 64,
    duration: SECONDS,
    pipelining: 1,
    headers: { "accept-encoding": "br" },
    ...options,
  });
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test("S1: a published page through our own server, beside bare Node and nginx", async () => {
  const seen: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, origin] of Object.entries(at)) {
      const { requests, non2xx, errors } = await load(origin + path);
      expect([name, non2xx, errors]).toEqual([name, 0, 0]);
      seen[name] = [...(seen[name] ?? []), requests.average];
    }
  }
  const rates = Object.fromEntries(
    Object.entries(seen).map(([name, all]) => [name, Math.round(median(all))]),
  );
  const app = await load(`${site.url}${path}?form=`, { connections: 16 });
  const ratio = (name: string) => ((rates.front ?? 0) / (rates[name] ?? Number.NaN)).toFixed(2);
  console.log(
    JSON.stringify({
      ...rates,
      app: Math.round(app.requests.average),
      ofBare: ratio("bare"),
      ofNginx: ratio("nginx"),
    }),
  );
  expect(Number(ratio("bare"))).toBeGreaterThanOrEqual(0.6);
}, 300_000);

test("S1: a burst of 4,000 pages a second: no errors, p99 25 ms at most", async () => {
  const { latency, errors, non2xx, requests } = await load(site.url + path, {
    overallRate: 4000,
    connections: 100,
    duration: 10,
  });
  console.log(
    JSON.stringify({
      p50: latency.p50,
      p99: latency.p99,
      max: latency.max,
      perSecond: requests.average,
      errors,
      non2xx,
    }),
  );
  expect([errors, non2xx]).toEqual([0, 0]);
}, 60_000);

/** How long a connection lives whose client sends these first bytes and then one a second; milliseconds. */
async function lived(first: string): Promise<number> {
  const began = performance.now();
  const socket = connect(Number(new URL(site.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.resume();
  socket.write(first);
  const drip = setInterval(() => socket.write("a"), 1000);
  await once(socket, "close");
  clearInterval(drip);
  return performance.now() - began;
}

test("bar 54: 300 slow heads and 50 slow bodies: readers within 500 ms, all let go within 10 s", async () => {
  const head = "GET /fr HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
  const body = `POST /fr/forms HTTP/1.1\r\nHost: localhost\r\nOrigin: ${site.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\na`;
  const slow = Promise.all(Array.from({ length: 350 }, (_, at) => lived(at < 300 ? head : body)));
  const { latency, errors, non2xx } = await load(site.url + path, { overallRate: 200, duration: 12 });
  const lives = await slow;
  console.log(JSON.stringify({ p99: latency.p99, longest: Math.round(Math.max(...lives)) }));
  expect([errors, non2xx]).toEqual([0, 0]);
  expect(latency.p99).toBeLessThanOrEqual(500);
  expect(Math.max(...lives)).toBeLessThanOrEqual(10_000);
}, 120_000);

test("bar 52: a minute of 500 pages a second while candidates sign: p99 250 ms, no error; signings p95 1 s", async () => {
  const { tokens } = await signersOn(site, 120);
  const presses = await pressesOf(site, tokens);
  const peak = load(site.url + path, { overallRate: 500, duration: 60 });
  const took: number[] = [];
  await atOnce(presses, 4, async (one) => {
    const { isAcknowledged, milliseconds } = await press(site, one);
    expect(isAcknowledged).toBe(true);
    took.push(milliseconds);
    await wait(1500);
  });
  const { latency, errors, non2xx, requests } = await peak;
  const p95 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0;
  console.log(JSON.stringify({ p99: latency.p99, perSecond: requests.average, signings: took.length, p95 }));
  expect([errors, non2xx]).toEqual([0, 0]);
  expect(latency.p99).toBeLessThanOrEqual(250);
  expect(p95).toBeLessThanOrEqual(1000);
}, 180_000);
