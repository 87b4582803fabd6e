import { expect, test } from "vitest";
import { killWitness } from "@/lib/proof/testing/kill-witness";
import { figure, trials } from "./share";

test("bar 17: 100 SIGKILLs among racing requests never make two inconsistent cosignatures", async () => {
  const kills = trials(100);
  const came = await killWitness(kills);
  figure(
    "bar 17",
    `${came.kills} SIGKILLs, ${came.cosigned} cosignatures, ${came.inconsistent} inconsistent`,
  );
  expect(came).toMatchObject({ kills, inconsistent: 0 });
});
