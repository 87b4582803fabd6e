import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { put, ready } from "../press/folder";
import { ALIVE } from "../press/running";
import { front } from "./front";
import { headersOf } from "./headers";

let root: string;
let app: Server;
let served: ReturnType<typeof front>;
let port: number;
let isAppHealthy = true;
const page = (words: string) =>
  `<!DOCTYPE html><html lang="fr"><body class="x"><p>${words.repeat(80)}</p></body></html>`;

const listening = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function ask(
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  sent?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers, method, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on("error", reject);
    asked.end(sent);
  });
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "signataires-front-"));
  await ready(root);
  put(root, "fr.html", page("accueil "));
  put(root, "fr/forms/essai.html", page("formulaire "));
  put(root, "fr/away.html", page("absent "));
  put(root, "fr/forms/essai/signatories.csv", "a;b\n".repeat(200));
  writeFileSync(join(root, ALIVE), "2026-11-23T10:00:00Z");
  app = createServer((incoming, response) => {
    if (incoming.url === "/api/health/ready") response.writeHead(isAppHealthy ? 200 : 503).end();
    else response.end(`app ${incoming.method} ${incoming.url} ${incoming.headers["x-forwarded-for"]}`);
  });
  served = front({ root, app: { host: "127.0.0.1", port: await listening(app) } });
  port = await listening(served.server);
  // It looks at once whether the press lives.
  while (!(await ask("/fr")).body.toString().includes("accueil")) await new Promise(setImmediate);
});
afterAll(async () => {
  served.stop();
  app.close();
  app.closeAllConnections();
  rmSync(root, { recursive: true, force: true });
});

test("a page is its file, in the encoding that the reader takes, with a strong ETag and the policy of pages", async () => {
  const plain = await ask("/fr");
  expect(plain.body.toString()).toBe(page("accueil "));
  expect(plain.headers["content-security-policy"]).toContain("script-src 'self'");
  expect(plain.headers.etag).toMatch(/^"[\w-]{22}"$/);
  const br = await ask("/fr", { "Accept-Encoding": "gzip, br" });
  expect(br.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(br.body)).toEqual(plain.body);
  const gzip = await ask("/fr", { "Accept-Encoding": "gzip, br;q=0" });
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
});

test("who holds the page is told so; a part of a file is sent alone", async () => {
  const { headers } = await ask("/fr/forms/essai");
  expect((await ask("/fr/forms/essai", { "If-None-Match": String(headers.etag) })).status).toBe(304);
  expect((await ask("/fr/forms/essai", { "If-None-Match": '"other"' })).status).toBe(200);
  const part = await ask("/fr/forms/essai/signatories.csv", { Range: "bytes=4-7" });
  expect([part.status, part.body.toString(), part.headers["content-range"]]).toEqual([
    206,
    "a;b\n",
    "bytes 4-7/800",
  ]);
  expect((await ask("/fr/forms/essai/signatories.csv", { Range: "bytes=800-" })).status).toBe(416);
  expect((await ask("/fr", {}, "HEAD")).body).toHaveLength(0);
});

test("a file that changes is seen within a second, never a mix of two", async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    put(root, "fr/forms/essai.html", page(`tour ${turn} `));
    await expect
      .poll(async () => (await ask("/fr/forms/essai")).body.toString(), { interval: 50, timeout: 10_000 })
      .toBe(page(`tour ${turn} `));
    const { body, headers } = await ask("/fr/forms/essai", { "Accept-Encoding": "br" });
    expect((headers["content-encoding"] === "br" ? brotliDecompressSync(body) : body).toString()).toBe(
      page(`tour ${turn} `),
    );
  }
});

test("a compressed form that does not say what the page says is not sent", async () => {
  put(root, "fr/mix.html", page("neuf "));
  writeFileSync(join(root, "fr/mix.html.br"), "half");
  const { body, headers } = await ask("/fr/mix", { "Accept-Encoding": "br" });
  expect(headers["content-encoding"]).toBeUndefined();
  expect(body.toString()).toBe(page("neuf "));
});

test("what is no file goes to the app, with the address that the visitor really comes from", async () => {
  expect((await ask("/fr/search?q=1")).body.toString()).toBe("app GET /fr/search?q=1 127.0.0.1");
  expect((await ask("/fr/forms/essai?page=2")).body.toString()).toContain("app GET");
  // A proxy of this very machine is believed, for it alone may know.
  expect((await ask("/fr/nothing", { "X-Forwarded-For": "203.0.113.9" })).body.toString()).toContain(
    "203.0.113.9",
  );
});

test("who just acted is answered by the app, everybody else by the file", async () => {
  const own = { "X-Forwarded-For": "198.51.100.7" };
  expect((await ask("/fr/sign/x", own, "POST", "a=1")).body.toString()).toContain("app POST");
  expect((await ask("/fr", own)).body.toString()).toContain("app GET /fr");
  expect((await ask("/fr", { "X-Forwarded-For": "198.51.100.8" })).body.toString()).toContain("accueil");
  // Once the press says that it followed, she reads the file like everybody.
  writeFileSync(join(root, ALIVE), new Date(Date.now() + 60_000).toISOString());
  await expect
    .poll(async () => (await ask("/fr", own)).body.toString(), { timeout: 10_000 })
    .toContain("accueil");
  writeFileSync(join(root, ALIVE), "2026-11-23T10:00:00Z");
});

test("a press that is silent keeps nothing true: the app answers while it lives", async () => {
  const before = new Date(Date.now() - 120_000);
  utimesSync(join(root, ALIVE), before, before);
  await expect.poll(async () => (await ask("/fr")).body.toString(), { timeout: 10_000 }).toContain("app GET");
  utimesSync(join(root, ALIVE), new Date(), new Date());
  await expect.poll(async () => (await ask("/fr")).body.toString(), { timeout: 10_000 }).toContain("accueil");
});

test("no address leads out of the folder, and none breaks the server", async () => {
  mkdirSync(join(root, "fr/secret"), { recursive: true });
  for (const path of [
    "/../etc/passwd",
    "/fr/%2e%2e/%2e%2e/etc/passwd",
    "/.alive",
    "/.aside/x",
    "/fr/%00",
    "/fr/%",
    "//",
    "/fr/secret",
    "/fr.html.br/",
  ])
    expect((await ask(path)).body.toString()).toContain("app GET");
  const odd = fc.array(
    fc.constantFrom(
      "/",
      "..",
      "%2f",
      "%00",
      "%",
      "fr",
      "é",
      "\\",
      ";",
      "'",
      ".html",
      "~",
      "%ff",
      "?",
      "a".repeat(300),
    ),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(odd, async (parts) => {
      const { status } = await ask(encodeURI(`/${parts.join("")}`));
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});

test("a form that trickles in is let go, and readers do not feel it", async () => {
  const slow = connect(port, "127.0.0.1");
  slow.write("GET /fr HTTP/1.1\r\nHost: x\r\n");
  const closed = new Promise<void>((resolve) => slow.once("close", () => resolve()));
  slow.on("error", () => undefined).on("data", () => undefined);
  expect((await ask("/fr")).status).toBe(200);
  await closed;
}, 40_000);

test("with the app away pages are still there, with a line that says so and since when; the rest says 503", async () => {
  isAppHealthy = false;
  await expect
    .poll(async () => (await ask("/fr")).body.toString(), { timeout: 15_000 })
    .toContain('<aside class="banner" role="status">');
  const { body } = await ask("/fr", { "Accept-Encoding": "br, gzip" });
  expect(gunzipSync(body).toString()).toContain("23 novembre 2026");
  expect((await ask("/fr/forms/essai?page=2")).body.toString()).toContain("tour 4");
  app.close();
  app.closeAllConnections();
  const gone = await ask("/fr/search");
  expect([gone.status, gone.headers["retry-after"]]).toEqual([503, "5"]);
  expect(gone.body.toString()).toContain("absent");
}, 40_000);

test("only the small documents made for other sites may be framed", () => {
  const policy = (path: string) => headersOf(path)["Content-Security-Policy"] ?? "";
  for (const path of ["fr/embed/forms/x.html", "en/embed/elections/e/78-07.html"])
    expect(policy(path)).toContain("frame-ancestors *");
  for (const path of [
    "fr.html",
    "fr/embed.html",
    "fr/forms/embed.html",
    "fr/verify.html",
    "fr/forms/x/feed.atom",
    "fr/embed/x.csv",
  ])
    expect([path, policy(path).includes("frame-ancestors 'none'")]).toEqual([path, true]);
});
