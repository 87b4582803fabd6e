import { expect, it } from "vitest";
import { mended } from "./addresses";

it("leaves addresses that encode text, and makes the others name nothing", () => {
  for (const url of [
    "/fr/people/a%20b",
    "/fr/search?q=%E0%A4%A",
    "/",
    "/fr/%C3%A9/x?%",
    "http://elsewhere.example/fr",
  ])
    expect(mended(url)).toBe(url);
  expect(mended("*")).toBe("/*");
  expect(["/%", "/fr/%C0%80/x%20y", "/%E0%A4%A?q=%"].map(mended)).toEqual([
    "/%25",
    "/fr/%25C0%2580/x%20y",
    "/%25E0%25A4%25A?q=%",
  ]);
});
