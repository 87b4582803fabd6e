import "server-only";
import type { LinkHolder } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";

/** A link handed to the team, as the candidate and its holder see it. */
export interface Preparation {
  readonly linkId: string;
  /** In the candidate's words. */
  readonly madeFor: string | null;
  /** Said by its holder. */
  readonly saidName: string | null;
  readonly createdAt: Date;
  readonly readyAt: Date | null;
  readonly revokedAt: Date | null;
}

type Whose = Pick<LinkHolder, "formId" | "candidacyId" | "role">;

/** The links that this person's team prepares by on this form, revoked ones included, newest first. */
export async function preparationsOf(
  { formId, candidacyId, role }: Whose,
  tx: Tx = db(),
): Promise<readonly Preparation[]> {
  const rows = await tx.link.findMany({
    where: { kind: "prepare", formId, candidacyId, role },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      createdAt: true,
      revokedAt: true,
      preparation: { select: { madeFor: true, saidName: true, readyAt: true } },
    },
  });
  return rows.map(({ id, createdAt, revokedAt, preparation }) => ({
    linkId: id,
    createdAt,
    revokedAt,
    madeFor: preparation?.madeFor ?? null,
    saidName: preparation?.saidName ?? null,
    readyAt: preparation?.readyAt ?? null,
  }));
}

/** Where this person may be written to: the address of the invitation, else the first one held by an author; null for none. */
export async function addressHeld({ formId, candidacyId, role }: Whose, tx: Tx = db()) {
  const [address] = await tx.$queryRaw<{ id: string; value: string; organizationId: string }[]>`
    SELECT k.id, k.value, k.organization_id AS "organizationId"
    FROM contact k JOIN form_author a ON a.organization_id = k.organization_id AND a.form_id = ${formId}::uuid
    WHERE k.candidacy_id = ${candidacyId}::uuid AND k.role = ${role}::candidacy_role AND k.channel = 'email'
      AND k.stopped_at IS NULL
    ORDER BY EXISTS (SELECT FROM link l WHERE l.contact_id = k.id AND l.form_id = ${formId}::uuid AND l.revoked_at IS NULL) DESC,
      EXISTS (SELECT FROM invitation i WHERE i.contact_id = k.id AND i.form_id = ${formId}::uuid) DESC,
      k.created_at, k.id
    LIMIT 1`;
  return address ?? null;
}

/** The link that opens this person's own pages: her personal one, else the one of her receipt. */
export async function ownLink({ formId, candidacyId, role }: Whose, tx: Tx = db()): Promise<string | null> {
  const link = await tx.link.findFirst({
    where: { formId, candidacyId, role, kind: { in: ["personal", "manage"] }, revokedAt: null },
    orderBy: { kind: "asc" },
    select: { id: true },
  });
  return link?.id ?? null;
}
