import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { toHex } from "../log/bytes";
import { parseCheckpoint } from "../log/checkpoint";
import { parseNote } from "../log/note";
import { latestPath } from "../witness/protocol";
import { WitnessProcess } from "./witness-process";
import { History, LogInHand } from "./witnessed";

/** What came of racing requests and killed witnesses. */
export interface Killed {
  readonly kills: number;
  /** How many cosignatures were received. */
  readonly cosigned: number;
  /** Rounds in which both histories were cosigned, or one that the witness had forgotten afterwards. */
  readonly inconsistent: number;
}

/**
 * In each round a log asks a witness at once for two histories that fork, with SIGKILL at a moment by chance; then the
 * witness starts again, and must stand by what it cosigned.
 */
export async function killWitness(kills: number): Promise<Killed> {
  const log = await LogInHand.made("test.example/log");
  const path = await latestPath(log.key.name);
  const witness = await WitnessProcess.started(log.vkey, mkdtempSync(join(tmpdir(), "signataires-kill-")));
  let [leaves, cosigned, inconsistent]: [string[], number, number] = [[], 0, 0];
  try {
    for (let round = 0; round < kills; round += 1) {
      const sides = [`a${round}`, `b${round}`].map((leaf) => [...leaves, leaf]);
      const histories = sides.map((side) => new History(side));
      const answers = histories.map((one) =>
        witness.ask(log.ask(one, leaves.length)).then(
          ({ status }) => status === 200,
          () => false,
        ),
      );
      await wait(Math.random() * 30);
      await witness.kill();
      const got = await Promise.all(answers);
      cosigned += got.filter(Boolean).length;
      await witness.start();
      const head = parseCheckpoint(parseNote(await witness.latest(path))?.text ?? "");
      const kept = histories.findIndex((one) => head && toHex(head.root) === toHex(one.root()));
      const isForgotten = got.some((one, at) => one && at !== kept);
      if (isForgotten || got.every(Boolean) || (kept < 0 && (head?.size ?? 0) !== leaves.length))
        inconsistent += 1;
      leaves = sides[kept] ?? leaves;
    }
  } finally {
    await witness.kill();
  }
  return { kills, cosigned, inconsistent };
}
