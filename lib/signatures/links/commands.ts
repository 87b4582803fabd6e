import "server-only";
import { randomUUID } from "node:crypto";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import type { Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import type { CandidacyRole } from "@/prisma/client/enums";
import { whyNotLink } from "../rules";

export interface WantedLink {
  readonly candidacyId: string;
  readonly role: CandidacyRole;
}

/**
 * Makes the personal links that are missing and gives all of them, keyed "candidacyId:role" → link id; set-wise, inside the
 * caller's transaction. The token follows from the id (`linkToken`).
 */
export async function createLinks(
  tx: Tx,
  ctx: Ctx,
  formId: string,
  wanted: readonly WantedLink[],
): Promise<Result<ReadonlyMap<string, string>, "not-yours">> {
  const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  const no = whyNotLink(
    ctx,
    authors.map(({ organizationId }) => organizationId),
  );
  if (no) return refuse(no);
  const rows = wanted.map(({ candidacyId, role }) => {
    const id = randomUUID();
    return { id, candidacy_id: candidacyId, role, token_hash: tokenHash(linkToken(id)) };
  });
  await tx.$executeRaw`
    INSERT INTO link (id, kind, form_id, candidacy_id, role, token_hash, created_at)
    SELECT id, 'personal', ${formId}::uuid, candidacy_id, role, token_hash, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, candidacy_id uuid, role candidacy_role, token_hash text)
    ON CONFLICT DO NOTHING`;
  const links = await tx.$queryRaw<{ key: string; id: string }[]>`
    SELECT candidacy_id || ':' || role AS key, id::text FROM link
    WHERE form_id = ${formId}::uuid AND kind = 'personal' AND revoked_at IS NULL`;
  const asked = new Set(wanted.map(({ candidacyId, role }) => `${candidacyId}:${role}`));
  return done(new Map(links.filter(({ key }) => asked.has(key)).map(({ key, id }) => [key, id])));
}
