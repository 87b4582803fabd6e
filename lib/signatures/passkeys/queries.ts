import "server-only";
import type { LinkHolder } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import type { ToAttest } from "./rules";

type Whose = Pick<LinkHolder, "formId" | "candidacyId" | "role">;

/** The latest signature of this place on the form, as far as a passkey asks: annulled or erased is as withdrawn; null where nothing was signed. */
export async function toAttest(
  { formId, candidacyId, role }: Whose,
  tx: Tx = db(),
): Promise<ToAttest | null> {
  const [row] = await tx.$queryRaw<ToAttest[]>`
    SELECT s.id AS "signatureId", t.body,
      signature_annulled(s.id)
        OR EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased')) AS "isWithdrawn",
      EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.said ->> 'how' = 'passkey') AS "isAttested"
    FROM signature s LEFT JOIN statement t ON t.signature_id = s.id
    WHERE s.form_id = ${formId}::uuid AND s.candidacy_id = ${candidacyId}::uuid AND s.role = ${role}::candidacy_role
    ORDER BY s.revision DESC LIMIT 1`;
  return row ?? null;
}

/** The passkeys enrolled for this place on the ticket. */
export async function passkeysOf({ candidacyId, role }: Whose, tx: Tx = db()) {
  return tx.passkey.findMany({
    where: { candidacyId, role },
    orderBy: { createdAt: "asc" },
    select: { credential: true, publicKey: true },
  });
}
