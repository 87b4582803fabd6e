import { expect, it } from "vitest";
import { listedPage, publicPage, whyNotPublicPage } from "./rules";

it("takes pages alone for public: no address, no telephone, wherever they hide", () => {
  expect(publicPage("https://marie-fictive.example/contact")).toBe("https://marie-fictive.example/contact");
  expect(publicPage("https://reseau.example/@mariefictive")).toBe("https://reseau.example/@mariefictive");
  for (const hidden of [
    "marie@example.org",
    "mailto:marie@example.org",
    "tel:+33199001010",
    "javascript:alert(1)",
    "http://example.org",
    "https://localhost/x",
    "https://",
    `https://example.org/${"x".repeat(500)}`,
  ])
    expect([hidden, whyNotPublicPage(hidden)]).toEqual([hidden, "not-a-page"]);
  for (const hidden of [
    "https://user:secret@example.org",
    "https://example.org/?to=marie@example.org",
    "https://example.org/?to=marie%40example.org",
    "https://wa.me/33199001010",
    "https://t.me/+33199001010",
  ])
    expect([hidden, whyNotPublicPage(hidden)]).toEqual([hidden, "holds-an-address"]);
});

it("reads the addresses of a list as people write them", () => {
  expect(
    ["www.fictive.example", "http://fictive.example/a", "marie@fictive.example", "tel:0199001010"].map(
      listedPage,
    ),
  ).toEqual(["https://www.fictive.example/", "https://fictive.example/a", null, null]);
});
