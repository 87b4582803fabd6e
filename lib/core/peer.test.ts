import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { isLoopbackVisit, notePeers, sourceOf } from "./peer";

afterEach(() => vi.unstubAllEnvs());

/** What the server reads of a request, whatever the visitor claims about where it comes from. */
async function seen(claimed: Record<string, string>): Promise<Headers> {
  notePeers();
  const heard = new Promise<Headers>((hear) => {
    const server = createServer((request, response) => {
      const pairs = Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      hear(new Headers(pairs));
      response.end();
      server.close();
    });
    server.listen(0, "127.0.0.1", () => {
      const address: AddressInfo | string | null = server.address();
      const port = typeof address === "object" ? address?.port : 0;
      void fetch(`http://127.0.0.1:${port}/`, { headers: claimed });
    });
  });
  return heard;
}

const at = (peer: string, more: Record<string, string> = {}) =>
  new Headers({ host: "localhost:3000", "x-signataires-peer": peer, ...more });

test("the connection's own address overwrites what the visitor claims", async () => {
  const headers = await seen({ "x-signataires-peer": "203.0.113.9" });
  expect(headers.get("x-signataires-peer")).toMatch(/127\.0\.0\.1$/);
});

test.each([
  ["this machine", at("127.0.0.1"), true],
  ["this machine, IPv6", at("::1"), true],
  ["this machine, as Next tells it", at("::ffff:127.0.0.1", { "x-forwarded-for": "::ffff:127.0.0.1" }), true],
  ["another machine", at("192.0.2.7"), false],
  ["another machine that claims to be this one", at("192.0.2.7", { "x-forwarded-for": "127.0.0.1" }), false],
  ["a visitor behind a proxy of this machine", at("127.0.0.1", { "x-forwarded-for": "203.0.113.9" }), false],
  ["another name of this machine", at("127.0.0.1", { host: "evil.example" }), false],
  ["nobody noted", new Headers({ host: "localhost:3000" }), false],
])("%s", (_who, headers, may) => {
  expect(isLoopbackVisit(headers)).toBe(may);
});

test("a site with a public address has no loopback visitors: its proxy may be silent about them", () => {
  vi.stubEnv("APP_URL", "https://engagements.example");
  expect(isLoopbackVisit(at("127.0.0.1"))).toBe(false);
});

test.each([
  ["a direct visitor", { peer: "203.0.113.9" }, "203.0.113.9"],
  ["a direct visitor who claims another address", { peer: "203.0.113.9", by: "198.51.100.1" }, "203.0.113.9"],
  ["who comes through a near proxy", { peer: "127.0.0.1", by: "203.0.113.9" }, "203.0.113.9"],
  ["who claims another before the proxy", { peer: "::1", by: "198.51.100.1, 203.0.113.9" }, "203.0.113.9"],
  ["who speaks IPv4 over IPv6", { peer: "::ffff:203.0.113.9" }, "203.0.113.9"],
  ["one IPv6 network", { peer: "2001:db8:0:7:abcd::1" }, "2001:db8:0:7"],
  ["the same, written out", { peer: "2001:0DB8:0000:0007:0:0:0:2" }, "2001:db8:0:7"],
  ["a short one, through a near proxy", { peer: "127.0.0.1", by: "2001:db8::5" }, "2001:db8:0:0"],
  ["nobody known", {}, ""],
])("the source of %s", (_name, { peer, by }: { peer?: string; by?: string }, source) => {
  const headers = new Headers();
  if (peer) headers.set("x-signataires-peer", peer);
  if (by) headers.set("x-forwarded-for", by);
  expect(sourceOf(headers)).toBe(source);
});
