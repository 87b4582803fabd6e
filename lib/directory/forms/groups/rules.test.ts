import { expect, it } from "vitest";
import { type Counted, compared } from "./rules";

const ROSE = { code: "rose", name: "Parti de la rose" };
const OAK = { code: "oak", name: "Parti du chêne" };
const ELM = { code: "elm", name: "Alliance de l’orme" };

function some(count: number, of: Partial<Counted>): Counted[] {
  return Array.from({ length: count }, () => ({ status: "not-asked", points: null, groups: [ROSE], ...of }));
}

it("orders groups by the share that signed, equal ones by the alphabet, and leaves small ones out of it", () => {
  const points = { method: "graded", points: 3, most: 4 } as const;
  const { groups, small } = compared(
    [
      ...some(3, { status: "signed", points }),
      ...some(3, { status: "no-public-answer" }),
      ...some(4, { status: "partly", points: { ...points, points: 1 }, groups: [OAK] }),
      ...some(4, { status: "withdrawn", groups: [OAK] }),
      ...some(1, { status: "signed", points, groups: [ELM] }),
    ],
    "fr",
  );
  expect(groups).toEqual([
    { ...ROSE, asked: 6, signed: 3, mean: 0.75 },
    { ...OAK, asked: 8, signed: 4, mean: 0.25 },
  ]);
  expect(small).toEqual([{ ...ELM, asked: 1, signed: 1, mean: 0.75 }]);
});

it("counts whom two parties back for both, and says no mean where nobody signed", () => {
  const { groups } = compared(some(5, { groups: [OAK, ROSE] }), "fr");
  expect(groups.map(({ code, asked, signed, mean }) => [code, asked, signed, mean])).toEqual([
    ["rose", 5, 0, null],
    ["oak", 5, 0, null],
  ]);
  expect(compared([], "en")).toEqual({ groups: [], small: [] });
});
