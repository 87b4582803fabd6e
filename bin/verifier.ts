import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { z } from "zod";

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

const README = `# signataires-verify

Checks receipts of Signataires, and whole exports of its public log, without a network and without the site that issued them.

    npx signataires-verify receipt.pdf
    npx signataires-verify receipt.zip --policy policy --log export/

Exit code: 0 valid, 1 invalid, 2 cannot tell. \`--json\` for programs, \`--lang en\` or \`--lang fr\` for people.
One file, no dependency; the same sources give the same bytes. A receipt is read as C2SP tlog-proof, a log as C2SP tlog-tiles.
`;

/** The verifier as a package of its own, ready for npm: the same sources give the same bytes. */
export async function builtPackage(): Promise<ReadonlyMap<string, string>> {
  const { version, license } = own.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const described = {
    ...{ name: "signataires-verify", version, license, type: "module" },
    description: "Checks receipts and logs of Signataires, without a network",
    bin: { "signataires-verify": "verify.mjs" },
    files: ["verify.mjs"],
    engines: { node: ">=20" },
  };
  return new Map([
    ["package.json", `${JSON.stringify(described, null, 2)}\n`],
    ["README.md", README],
    ["verify.mjs", await builtVerifier()],
  ]);
}

const own = z.object({ version: z.string(), license: z.string() });

/** `npm run verifier`: writes bin/verify.mjs; with a folder's name, a package ready for npm there. */
export async function main(args: readonly string[] = []): Promise<number> {
  const [folder] = args;
  if (!folder) {
    await writeFile(join(root, "bin/verify.mjs"), await builtVerifier(), { mode: 0o755 });
    return 0;
  }
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await builtPackage())
    await writeFile(join(folder, name), text, { mode: name.endsWith(".mjs") ? 0o755 : 0o644 });
  console.log(`The package lies in ${folder}: \`npm publish ${folder}\``);
  return 0;
}
