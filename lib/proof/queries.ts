import "server-only";
import { db, type Tx } from "@/lib/core/db";

/** `sha256:` and the hash of a signature's leaf; null while it has none. */
export async function leafNameOf(signatureId: string, tx: Tx = db()): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    SELECT 'sha256:' || encode(l.hash, 'hex') AS name FROM statement s JOIN log_leaf l ON l.id = s.leaf_id
    WHERE s.signature_id = ${signatureId}::uuid`;
  return row?.name ?? null;
}
