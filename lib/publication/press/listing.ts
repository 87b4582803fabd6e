import { createHash } from "node:crypto";
import { systemCtx } from "@/lib/core/auth/link";
import { type Listed, listOf } from "@/lib/proof/manifest/manifest";
import { recordManifest } from "../commands";
import { publicationState, writtenFiles } from "../queries";
import { bytesOf, filesIn, put } from "./folder";

/** The list of all files with their hashes, and the same signed with the log's key. */
export const MANIFEST = "manifest.txt";
export const MANIFEST_NOTE = "manifest.note";

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

async function assetsOf(root: string): Promise<readonly Listed[]> {
  const paths = await filesIn(root, "assets");
  return Promise.all(paths.map(async (path) => ({ path, hash: sha256((await bytesOf(root, path)) ?? "") })));
}

/** Writes the list anew where a file changed; the signer signs it within the second. */
export async function writeManifest(root: string): Promise<void> {
  const files = [...(await writtenFiles(null)), ...(await assetsOf(root))];
  const list = listOf(files);
  const [hash, state] = [sha256(list), await publicationState()];
  if (state.manifestHash === hash && (await bytesOf(root, MANIFEST)) !== null) return;
  put(root, MANIFEST, list);
  await recordManifest(await systemCtx(), { hash, files: files.length });
}

/** Lays the signed note beside the list once the signer made it. Tells whether it lies there. */
export async function writeNote(root: string): Promise<boolean> {
  const { manifestNote } = await publicationState();
  if (!manifestNote) return false;
  if (String(await bytesOf(root, MANIFEST_NOTE)) !== manifestNote) put(root, MANIFEST_NOTE, manifestNote);
  return true;
}
