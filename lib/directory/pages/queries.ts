import "server-only";
import { pool } from "@/lib/core/db";
import { ballotPath, candidacyPath } from "../rules";

/** The addresses that search engines may know, without language: elections, constituencies, forms, candidates who answered. */
export async function publicAddresses(): Promise<readonly string[]> {
  const [ballots, forms, answered] = await Promise.all([
    pool().query<{ slug: string; code: string }>(
      `SELECT e.slug, a.code FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
       ORDER BY e.slug, a.code LIMIT 20000`,
    ),
    pool().query<{ slug: string }>(
      `SELECT DISTINCT f.slug FROM form f JOIN form_version v ON v.form_id = f.id WHERE v.published_at IS NOT NULL`,
    ),
    pool().query<{ publicId: string; givenName: string; familyName: string }>(
      `SELECT DISTINCT c.public_id AS "publicId", p.given_name AS "givenName", p.family_name AS "familyName"
       FROM signature s JOIN candidacy c ON c.id = s.candidacy_id JOIN person p ON p.id = c.person_id
       WHERE NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased') LIMIT 4000`,
    ),
  ]);
  const elections = [...new Set(ballots.rows.map(({ slug }) => slug))];
  return [
    "",
    "/elections",
    "/forms",
    "/changes",
    "/method",
    "/legal",
    "/privacy",
    "/accessibility",
    ...elections.map((slug) => `/elections/${slug}`),
    ...ballots.rows.map(({ slug, code }) => ballotPath(slug, code)),
    ...forms.rows.map(({ slug }) => `/forms/${slug}`),
    ...answered.rows.map((person) => candidacyPath(person.publicId, person)),
  ];
}
