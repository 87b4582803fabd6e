import { expect, test } from "vitest";
import { nest, readFields } from "./form";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

function streamed(chunks: number, breaksOff = false): Request {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === chunks) {
        if (breaksOff) controller.error(new Error("reset"));
        else controller.close();
        return;
      }
      sent += 1;
      controller.enqueue(new TextEncoder().encode("a=".padEnd(64 * 1024, "b")));
    },
  });
  const init: RequestInit & { duplex: "half" } = { method: "POST", headers: FORM, body, duplex: "half" };
  return new Request("http://localhost/x", init);
}

test("a body without length is read no further than its limit; one that breaks off is no form", async () => {
  expect(await readFields(streamed(2))).toMatchObject({ a: expect.stringContaining("bbb") });
  expect(await readFields(streamed(100_000))).toBeNull();
  expect(await readFields(streamed(1, true))).toBeNull();
  expect(await readFields(new Request("http://localhost/x", { method: "POST", body: "{}" }))).toBeNull();
});

test("dotted names nest, repeated ones gather, and no name reaches a prototype", () => {
  expect(
    nest([
      ["a.b.value", "1"],
      ["a.b.comment", "x\r\ny"],
      ["c", "1"],
      ["c", "2"],
    ]),
  ).toEqual({ a: { b: { value: "1", comment: "x\ny" } }, c: ["1", "2"] });
  nest([
    ["__proto__.polluted", "yes"],
    ["constructor.prototype.polluted", "yes"],
  ]);
  expect("polluted" in {}).toBe(false);
});
