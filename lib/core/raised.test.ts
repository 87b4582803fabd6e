import { expect, it } from "vitest";
import { raised } from "./raised";

it("raises ordinals in the texts of a page, and nowhere else", () => {
  expect(raised("<p>1er tour, 2e tour, 1re circonscription</p>")).toBe(
    "<p>1<sup>er</sup> tour, 2<sup>e</sup> tour, 1<sup>re</sup> circonscription</p>",
  );
  expect(raised("<b>Paris, 11e</b> (XVIe siècle)")).toBe(
    "<b>Paris, 11<sup>e</sup></b> (XVI<sup>e</sup> siècle)",
  );
  for (const same of [
    "<title>1er tour</title>",
    '<a href="/x-1er" title="le 1er juin">juin</a>',
    "<option>2e</option>",
    "<textarea>le 1er juin</textarea>",
    "<p>a1e 12ers 3en 1,5e 2e4 Me 1234e</p>",
    '<svg><path d="M1 1e3"/><text>3e</text></svg>',
  ])
    expect(raised(same)).toBe(same);
});

it("curls apostrophes, and binds French signs that were typed with plain spaces", () => {
  expect(raised("<p>La Côte-d&#x27;Or : « oui » ; non !</p>")).toBe(
    "<p>La Côte-d’Or\u00a0: «\u00a0oui\u00a0»\u00a0; non\u00a0!</p>",
  );
  expect(raised("<p>Val-d&#x27;Oise : 2e</p>", false)).toBe("<p>Val-d’Oise : 2e</p>");
  expect(raised("<pre>l&#x27;a : b</pre>")).toBe("<pre>l&#x27;a : b</pre>");
});
