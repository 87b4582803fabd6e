import { utf8 } from "../log/bytes";
import { formatNote, isBy, isEd25519, parseNote, parseVerifierKey } from "../log/note";

/** What a signed manifest says: how many files the site has, the SHA-256 of the list that names them, and when. */
export interface ManifestHead {
  readonly origin: string;
  readonly files: number;
  /** SHA-256 of `manifest.txt`, in hex. */
  readonly hash: string;
  readonly at: Date;
}

/**
 * The text that the log's key signs for the site's files. Its first line is no log's name, so that nobody can take it for a
 * checkpoint: C2SP checkpoints begin with the origin alone.
 */
export function manifestText({ origin, files, hash, at }: ManifestHead): string {
  return `${origin}/site\n${files}\n${hash}\n${at.toISOString()}\n`;
}

const TEXT = /^(\S+)\/site\n(\d{1,9})\n([0-9a-f]{64})\n(\d{4}-\d\d-\d\dT[\d:.]+Z)\n$/;

/** The signed note of a manifest. `signature` is Ed25519 over the text's bytes, by the log's key. */
export async function signedManifest(
  head: ManifestHead,
  key: {
    readonly vkey: string;
    readonly signature: (message: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  },
): Promise<string> {
  const parsed = await parseVerifierKey(key.vkey);
  if (!parsed) throw new Error("not a verifier key");
  const text = manifestText(head);
  const signature = key.signature(utf8(text));
  return formatNote({ text, signatures: [{ name: parsed.name, keyId: parsed.keyId, signature }] });
}

/** What a signed manifest says; null where the note is malformed or not signed by this key. */
export async function readManifest(note: string, vkey: string): Promise<ManifestHead | null> {
  const [key, parsed] = [await parseVerifierKey(vkey), parseNote(note)];
  const [, origin = "", files = "", hash = "", at = ""] = (parsed && TEXT.exec(parsed.text)) || [];
  if (!key || !parsed || origin === "" || origin !== key.name) return null;
  for (const line of parsed.signatures) {
    if (isBy(key, line) && (await isEd25519(key.publicKey, line.signature, utf8(parsed.text))))
      return { origin, files: Number(files), hash, at: new Date(at) };
  }
  return null;
}

/** One file of the site. */
export interface Listed {
  /** Lower-case hex of SHA-256. */
  readonly hash: string;
  readonly path: string;
}

/** The list as `sha256sum --check` reads it: a line for each file, by path. */
export function listOf(files: readonly Listed[]): string {
  const lines = files
    .map(({ hash, path }) => `${hash}  ${path}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return lines.join("");
}

/** The files of a list; null where a line is malformed or a path could lead out of its folder. */
export function filesOf(list: string): readonly Listed[] | null {
  const files: Listed[] = [];
  for (const line of list.split("\n").slice(0, -1)) {
    const [, hash = "", path = ""] = /^([0-9a-f]{64}) {2}([^\0\\]+)$/.exec(line) ?? [];
    const isInside =
      path !== "" && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
    if (!isInside || hash === "") return null;
    files.push({ hash, path });
  }
  return files;
}
