import { z } from "zod";
import { day, emptyAsAbsent, id, line } from "../schema";

/** An election's names and the days of its rounds, in order; the last field may stay empty where it has one round less. */
export const editElectionInput = z
  .strictObject({
    electionId: id,
    name: z.strictObject({ fr: line, en: line }),
    rounds: z.strictObject({ first: day, second: emptyAsAbsent(day) }),
  })
  .refine(({ rounds: { first, second } }) => !second || first < second, {
    path: ["rounds.second"],
    message: "elections.errors.round-order",
  });
export type EditElectionInput = z.infer<typeof editElectionInput>;
