import "server-only";
import type { LinkHolder } from "@/lib/core/auth/actor";
import type { Tx } from "@/lib/core/db";
import type { CurrentVersion } from "../queries";
import type { Address } from "../receipts/commands";
import type { SigningFacts } from "../rules";
import { type StatedCandidate, statedCandidate } from "../stating/queries";

/** All that one signing must know, but the answers. */
export interface ReadyToSign {
  readonly facts: SigningFacts;
  readonly version: CurrentVersion | null;
  /** Who signs; null where the ticket has no substitute. */
  readonly personId: string | null;
  /** As her statement names her, and the hash of the leaf of the words, hex; null where they have none yet. */
  readonly stated: StatedCandidate | null;
  readonly leaf: string | null;
  readonly address: Address | null;
  /** The link of an earlier receipt. */
  readonly manageLinkId: string | null;
  /** What this idempotency key was used for, and the answer given. */
  readonly before: { readonly requestHash: string; readonly publicId: string } | null;
}

interface Row {
  readonly personId: string | null;
  readonly stated: StatedCandidate | null;
  readonly leaf: string | null;
  readonly version: (Omit<CurrentVersion, "closesAt"> & { readonly closesAt: string }) | null;
  readonly latest: SigningFacts["latest"];
  readonly revisions: number | null;
  readonly address: Address | null;
  readonly manageLinkId: string | null;
  readonly before: ReadyToSign["before"];
}

/**
 * One query for one signing: thousands sign on the last evening, and each further round trip is paid by all who wait.
 * The address is the one to which the link was sent on request, else that of the latest mail that was not stopped, else the first one held by an author of the form that may still be written to.
 */
export async function readyToSign(tx: Tx, link: LinkHolder, requestKey: string): Promise<ReadyToSign | null> {
  const { formId, candidacyId, role } = link;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT CASE ${role} WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END AS "personId",
      ${statedCandidate(role)} AS stated,
      (SELECT encode(l.hash, 'hex') FROM form_version v JOIN log_leaf l ON l.version_id = v.id
        WHERE v.form_id = ${formId}::uuid AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1) AS leaf,
      (SELECT json_build_object('id', v.id, 'formId', f.id, 'number', v.number, 'hash', v.hash, 'closesAt', f.closes_at,
          'engagementIds', ARRAY(SELECT e.id FROM engagement e WHERE e.version_id = v.id ORDER BY e.position))
        FROM form f JOIN form_version v ON v.form_id = f.id
        WHERE f.id = ${formId}::uuid AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1) AS version,
      (SELECT json_build_object('revision', s.revision, 'hash', v.hash, 'isWithdrawn', EXISTS (
          SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased')))
        FROM signature s JOIN form_version v ON v.id = s.version_id
        WHERE s.form_id = ${formId}::uuid AND s.candidacy_id = c.id AND s.role = ${role}::candidacy_role
          AND NOT signature_annulled(s.id)
        ORDER BY s.revision DESC LIMIT 1) AS latest,
      (SELECT max(s.revision) FROM signature s
        WHERE s.form_id = ${formId}::uuid AND s.candidacy_id = c.id AND s.role = ${role}::candidacy_role) AS revisions,
      coalesce(
        (SELECT json_build_object('value', k.value, 'source', k.source, 'organizationId', k.organization_id)
          FROM link l JOIN contact k ON k.id = l.contact_id
          WHERE l.form_id = ${formId}::uuid AND l.candidacy_id = c.id AND l.role = ${role}::candidacy_role AND l.kind = 'personal'
            AND l.revoked_at IS NULL AND k.stopped_at IS NULL
            AND NOT EXISTS (SELECT FROM invitation i WHERE i.link_id = l.id AND i.contact_id <> l.contact_id)),
        (SELECT json_build_object('value', k.value, 'source', k.source, 'organizationId', k.organization_id)
          FROM invitation i JOIN contact k ON k.id = i.contact_id
          WHERE i.form_id = ${formId}::uuid AND i.candidacy_id = c.id AND i.role = ${role}::candidacy_role
          ORDER BY k.stopped_at IS NOT NULL, i.queued_at DESC LIMIT 1),
        (SELECT json_build_object('value', k.value, 'source', k.source, 'organizationId', k.organization_id)
          FROM contact k JOIN form_author a ON a.organization_id = k.organization_id AND a.form_id = ${formId}::uuid
          WHERE k.candidacy_id = c.id AND k.role = ${role}::candidacy_role AND k.channel = 'email' AND k.stopped_at IS NULL
          ORDER BY k.created_at, k.id LIMIT 1)) AS address,
      (SELECT l.id FROM link l
        WHERE l.kind = 'manage' AND l.form_id = ${formId}::uuid AND l.candidacy_id = c.id
          AND l.role = ${role}::candidacy_role AND l.revoked_at IS NULL LIMIT 1) AS "manageLinkId",
      (SELECT json_build_object('requestHash', r.request_hash, 'publicId', coalesce(r.location, ''))
        FROM idempotent_request r WHERE r.key = ${requestKey}) AS before
    FROM candidacy c WHERE c.id = ${candidacyId}::uuid`;
  if (!row) return null;
  const { version: stored, latest, revisions, ...rest } = row;
  const version = stored && { ...stored, closesAt: new Date(stored.closesAt) };
  const closesAt = version?.closesAt ?? new Date(0);
  const facts = { formId, closesAt, currentHash: version?.hash ?? null, latest, revisions: revisions ?? 0 };
  return { ...rest, version, facts };
}
