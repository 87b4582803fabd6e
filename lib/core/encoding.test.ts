import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { encoded } from "./encoding";

const ask = (accepted: string) =>
  new Request("http://localhost/", { headers: { "accept-encoding": accepted } });

test("a document is compressed as the browser takes it", async () => {
  const text = "Bonjour ".repeat(500);
  const small = await encoded(ask("gzip, deflate"), text, 200, new Headers());
  expect(small.headers.get("content-encoding")).toBe("gzip");
  expect(gunzipSync(Buffer.from(await small.arrayBuffer())).toString()).toBe(text);
  expect((await encoded(ask("gzip, br"), text, 200, new Headers())).headers.get("content-encoding")).toBe(
    "br",
  );
  const plain = await encoded(ask("identity, br;q=0"), text, 200, new Headers());
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(plain.headers.get("vary")).toBe("Accept-Encoding");
});
