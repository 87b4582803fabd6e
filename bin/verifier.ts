import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The verifier as one file without dependencies: the same sources give the same bytes. */
export async function builtVerifier(): Promise<string> {
  const made = await build({
    entryPoints: [join(root, "bin/verify/main.ts")],
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    charset: "utf8",
    legalComments: "none",
    banner: {
      js: "#!/usr/bin/env node\n// Built from bin/verify/main.ts by `npm run verifier`; AGPL-3.0-or-later.",
    },
    write: false,
  });
  return made.outputFiles[0]?.text ?? "";
}

/** `npm run verifier`: writes bin/verify.mjs. */
export async function main(): Promise<number> {
  await writeFile(join(root, "bin/verify.mjs"), await builtVerifier(), { mode: 0o755 });
  return 0;
}
