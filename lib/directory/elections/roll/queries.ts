import "server-only";
import { pool } from "@/lib/core/db";
import { AREA_JSON, IN_FORCE } from "../../ballots/queries";
import { byCode, type Named, type PublicArea } from "../../rules";

/** A person with what other data sets of persons hold of her; never her birth. */
export type ListedPerson = Named;

/** One candidacy of an election as other sites' data have it. */
export interface RollEntry {
  readonly publicId: string;
  readonly person: ListedPerson;
  readonly substitute: ListedPerson | null;
  readonly area: PublicArea;
  readonly seats: number;
  readonly panelNumber: number | null;
  readonly status: "announced" | "standing" | "withdrawn" | "invalidated";
  readonly partyLabel: string | null;
  /** Parties that nominate or support her, whose word stands. */
  readonly parties: readonly { readonly slug: string; readonly name: string; readonly kind: string }[];
  /** Of the last round that has some; null where none are known. */
  readonly votes: number | null;
  readonly isElected: boolean;
  /** The first polling day here, YYYY-MM-DD; null where none is known. */
  readonly firstDay: string | null;
}

// Who was joined to another record is shown as that one.
const PERSON = (
  alias: string,
) => `(SELECT json_build_object('publicId', q.public_id, 'givenName', q.given_name,
  'familyName', q.family_name, 'gender', q.gender) FROM person q WHERE q.id = coalesce(${alias}.merged_into_id, ${alias}.id))`;

const ROLL = `
  SELECT c.public_id AS "publicId", ${PERSON("p")} AS person, CASE WHEN u.id IS NULL THEN NULL ELSE ${PERSON("u")} END AS substitute,
    ${AREA_JSON} AS area, b.seats, c.panel_number AS "panelNumber", c.status::text AS status, c.party_label AS "partyLabel",
    coalesce((SELECT json_agg(json_build_object('slug', o.slug, 'name', o.name, 'kind', n.kind) ORDER BY n.kind, o.name)
      FROM nomination n JOIN organization o ON o.id = n.organization_id
      ${IN_FORCE} WHERE n.candidacy_id = c.id), '[]') AS parties,
    (SELECT coalesce(max(r.votes) FILTER (WHERE r.area_id = b.area_id), sum(r.votes))::int FROM result r
      WHERE r.candidacy_id = c.id GROUP BY r.round ORDER BY r.round DESC LIMIT 1) AS votes,
    EXISTS (SELECT FROM result r WHERE r.candidacy_id = c.id AND r.is_elected) AS "isElected",
    (SELECT coalesce((SELECT d.polling_date FROM polling_date d WHERE d.round_id = r.id AND d.area_id = a.id), r.polling_date)::text
      FROM election_round r WHERE r.election_id = b.election_id ORDER BY r.number LIMIT 1) AS "firstDay"
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
  LEFT JOIN person u ON u.id = c.substitute_id
  WHERE b.election_id = $1 ORDER BY a.code, c.panel_number NULLS LAST, c.public_id`;

/** Everybody who stands or stood in an election, by constituency, then in the order of the panels. */
export async function publicRoll(electionId: string): Promise<readonly RollEntry[]> {
  const { rows } = await pool().query<RollEntry>(ROLL, [electionId]);
  return rows.sort((a, b) => byCode(a.area.code, b.area.code));
}
