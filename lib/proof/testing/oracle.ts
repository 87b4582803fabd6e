import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Where Debian keeps the sources of golang-golang-x-mod-dev. */
const GOPATH = "/usr/share/gocode";

/** Why there is no second implementation on this machine; null where there is. */
export const whyNoOracle: string | null = !existsSync(join(GOPATH, "src/golang.org/x/mod/sumdb/tlog"))
  ? "skipped: no second implementation here (Debian: apt install golang-go golang-golang-x-mod-dev)"
  : spawnSync("go", ["version"]).status === 0
    ? null
    : "skipped: no `go` on this machine";

const proofs = z.record(z.string(), z.array(z.string()));
const answer = z.object({
  trees: z.array(
    z.object({
      Size: z.number(),
      Root: z.string(),
      Tiles: z.record(z.string(), z.string()),
      Inclusion: proofs,
      Consistency: proofs,
    }),
  ),
  size: z.number(),
  root: z.string(),
  vkey: z.string(),
  note: z.string(),
});
export type OracleTree = z.infer<typeof answer>["trees"][number];

/** What Go's x/mod/sumdb makes of logs of these sizes over leaves "leaf 0", "leaf 1", … and of a signed note. */
export function askOracle(question: {
  readonly sizes: readonly number[];
  readonly vkey: string;
  readonly note: string;
}): z.infer<typeof answer> {
  const { status, stdout, stderr } = spawnSync("go", ["run", "lib/proof/testing/oracle.go"], {
    input: JSON.stringify(question),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, GOPATH, GO111MODULE: "off", GOFLAGS: "", GOPROXY: "off" },
  });
  if (status !== 0) throw new Error(stderr);
  return answer.parse(JSON.parse(stdout));
}
