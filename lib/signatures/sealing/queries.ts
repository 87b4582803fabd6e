import "server-only";
import { db } from "@/lib/core/db";

/** A signature that the log has signed and that has no sealed receipt yet. */
export interface Unsealed {
  readonly id: string;
  readonly publicId: string;
  /** The form's time zone, in which the receipt tells the hour. */
  readonly timeZone: string;
}

/** Signatures that wait for their seal, whatever their age: those of the last hour first, because somebody waits for them. */
export async function unsealed(limit: number): Promise<readonly Unsealed[]> {
  return db().$queryRaw`
    SELECT s.id, s.public_id AS "publicId", f.time_zone AS "timeZone"
    FROM statement t JOIN log_leaf l ON l.id = t.leaf_id JOIN signature s ON s.id = t.signature_id JOIN form f ON f.id = s.form_id
    WHERE NOT EXISTS (SELECT FROM sealed_receipt r WHERE r.signature_id = s.id)
      AND l.index < (SELECT max(size) FROM log_sealed)
    ORDER BY s.signed_at > signataires_now() - interval '1 hour' DESC, l.index LIMIT ${limit}`;
}

/** The sealed receipt of a signature by its public id; null while there is none. */
export async function publicSealedReceipt(publicId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db().sealedReceipt.findFirst({
    where: { signature: { publicId } },
    select: { pdf: true },
  });
  return row && new Uint8Array(row.pdf);
}

/** The same by the signature's own id, for the mail that carries it. */
export async function sealedReceiptOf(signatureId: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db().sealedReceipt.findUnique({ where: { signatureId }, select: { pdf: true } });
  return row && new Uint8Array(row.pdf);
}

/** Whether a signature will be sealed in a moment: it is not yet, and the signer lives. */
export async function isSealComing(signatureId: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ coming: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM sealed_receipt WHERE signature_id = ${signatureId}::uuid)
      AND EXISTS (SELECT FROM log_state WHERE halted_at IS NULL AND alive_at > signataires_now() - interval '30 seconds') AS coming`;
  return row?.coming ?? false;
}
