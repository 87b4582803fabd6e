import { expect, test } from "vitest";
import { isConsistent, rootByInclusion } from "@/lib/proof/log/merkle";
import { History } from "@/lib/proof/testing/witnessed";
import { figure, trials } from "./share";

const SIZE = 100_000;

test("bar 13: 10,000 random proofs of a log of up to 100,000 leaves: none falsely believed, none falsely refused", async () => {
  const log = new History(Array.from({ length: SIZE }, (_, n) => n));
  const count = trials(10_000);
  const random = (below: number) => Math.floor(Math.random() * below);
  let [refused, believed] = [0, 0];
  for (let trial = 0; trial < count; trial += 1) {
    const size = 2 + random(SIZE - 1);
    const [index, other, earlier] = [random(size), random(size), 1 + random(size)];
    const [root, leaf, proof] = [log.root(size), log.leaf(index), log.inclusion(index, size)];
    const at = async (...given: Parameters<typeof rootByInclusion>) =>
      String(await rootByInclusion(...given)) === String(root);
    if (!(await at(leaf, index, size, proof))) refused += 1;
    if (other !== index && (await at(leaf, other, size, proof))) believed += 1;
    if (other !== index && (await at(log.leaf(other), index, size, proof))) believed += 1;
    const [one, two] = [
      { size: earlier, root: log.root(earlier) },
      { size, root },
    ];
    const way = log.consistency(earlier, size);
    if (!(await isConsistent(one, two, way))) refused += 1;
    const wrong = { size: earlier, root: log.root(earlier - 1) };
    if (await isConsistent(wrong, two, way)) believed += 1;
  }
  figure("bar 13", `${count} random pairs, ${refused} falsely refused, ${believed} falsely believed`);
  expect([refused, believed]).toEqual([0, 0]);
});
