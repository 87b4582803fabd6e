import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { carryEncodings, encoded } from "./encoding";

const TEXT = "Bonjour ".repeat(500);

/** Asks a real server whose answers pass header by header, as Next passes a route's. */
async function answer(accepted: string): Promise<{ encoding: string | null; text: string }> {
  carryEncodings();
  const server = createServer(async (request, response) => {
    const asked = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const made = await encoded(
      new Request("http://localhost/", { headers: asked }),
      TEXT,
      200,
      new Headers(),
    );
    for (const [name, value] of made.headers) response.setHeader(name, value);
    response.end(Buffer.from(await made.arrayBuffer()));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const got = await fetch(`http://127.0.0.1:${port}`, { headers: { "accept-encoding": accepted } });
  const said = { encoding: got.headers.get("content-encoding"), text: await got.text() };
  server.close();
  return said;
}

test("a document is compressed as the browser takes it, and says so", async () => {
  expect(await answer("gzip, deflate")).toEqual({ encoding: "gzip", text: TEXT });
  expect(await answer("gzip, br")).toEqual({ encoding: "br", text: TEXT });
  expect(await answer("identity, br;q=0")).toEqual({ encoding: null, text: TEXT });
});

test("where the server cannot say so, it stays plain", async () => {
  const plain = await encoded(
    new Request("http://localhost/", { headers: { "accept-encoding": "gzip" } }),
    TEXT,
    200,
    new Headers(),
  );
  expect(await plain.text()).toBe(TEXT);
});
