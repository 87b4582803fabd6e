import "server-only";
import type { Tx } from "@/lib/core/db";
import type { CandidacyRole } from "@/prisma/client/enums";
import type { Address } from "../receipts/commands";
import { type StatedCandidate, statedCandidate } from "../stating/queries";

/** What a signature is recorded on: which words, of whom. */
export interface Recorded {
  readonly formId: string;
  readonly versionId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
}

export interface ReadyToRecord {
  readonly personId: string | null;
  readonly stated: StatedCandidate | null;
  /** Hash of the leaf of the words, hex; null where they wait for theirs. */
  readonly leaf: string | null;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  readonly timeZone: string;
  readonly engagementIds: readonly string[];
  readonly latest: { readonly revision: number; readonly signedAt: Date } | null;
  readonly address: Address | null;
  readonly manageLinkId: string | null;
}

interface Row extends Omit<ReadyToRecord, "latest"> {
  readonly revision: number | null;
  readonly lastSignedAt: Date | null;
}

/** All that recording one signature must know; null where the form does not ask this candidacy, or the version is not published. */
export async function readyToRecord(tx: Tx, of: Recorded): Promise<ReadyToRecord | null> {
  const { formId, versionId, candidacyId, role } = of;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT CASE ${role} WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END AS "personId",
      ${statedCandidate(role)} AS stated,
      (SELECT encode(l.hash, 'hex') FROM log_leaf l WHERE l.version_id = v.id) AS leaf,
      v.published_at AS "publishedAt", f.closes_at AS "closesAt", f.time_zone AS "timeZone",
      ARRAY(SELECT e.id::text FROM engagement e WHERE e.version_id = v.id ORDER BY e.position) AS "engagementIds",
      s.revision, s.signed_at AS "lastSignedAt",
      (SELECT json_build_object('value', k.value, 'source', k.source, 'organizationId', k.organization_id)
        FROM contact k JOIN form_author a ON a.organization_id = k.organization_id AND a.form_id = f.id
        WHERE k.candidacy_id = c.id AND k.role = ${role}::candidacy_role AND k.channel = 'email' AND k.stopped_at IS NULL
        ORDER BY k.created_at, k.id LIMIT 1) AS address,
      (SELECT l.id FROM link l WHERE l.kind = 'manage' AND l.form_id = f.id AND l.candidacy_id = c.id
        AND l.role = ${role}::candidacy_role AND l.revoked_at IS NULL LIMIT 1) AS "manageLinkId"
    FROM form f JOIN form_version v ON v.form_id = f.id AND v.id = ${versionId}::uuid AND v.published_at IS NOT NULL
      JOIN candidacy c ON c.id = ${candidacyId}::uuid JOIN ballot b ON b.id = c.ballot_id AND b.election_id = f.election_id
      LEFT JOIN LATERAL (SELECT revision, signed_at FROM signature WHERE form_id = f.id AND candidacy_id = c.id
        AND role = ${role}::candidacy_role ORDER BY revision DESC LIMIT 1) s ON true
    WHERE f.id = ${formId}::uuid AND form_asks(f.id, b.area_id)`;
  if (!row) return null;
  const { revision, lastSignedAt, ...rest } = row;
  return { ...rest, latest: revision && lastSignedAt ? { revision, signedAt: lastSignedAt } : null };
}
