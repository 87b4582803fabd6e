import type { ClientBase } from "pg";
import { matchPersons } from "@/lib/elections/bulk/match-persons";
import type { Chance } from "./chance";

interface Again {
  readonly candidacy_id: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly gender: string;
  readonly birth_date: string;
}

/** How the earlier list wrote somebody who stands again: another surname, first name or birth date, none, or the same. */
const WRITTEN: readonly (readonly [
  count: number,
  (one: Again, chance: Chance) => Partial<Again> & { none?: true },
])[] = [
  [
    14,
    ({ family_name }, chance) => ({
      family_name: `${family_name}-${chance.pick(["Lorne", "Aubrac", "Hémon", "Vialle"])}`,
    }),
  ],
  [9, ({ given_name }) => ({ given_name: `${given_name}-${given_name.endsWith("e") ? "Anne" : "Luc"}` })],
  [
    8,
    ({ birth_date }) => ({
      birth_date: birth_date.replace(/-\d\d$/, (day) => (day === "-07" ? "-17" : "-07")),
    }),
  ],
  [6, () => ({ none: true })],
  [4, () => ({})],
];

// Who stands again, and neither answered nor was joined to anything in the election before.
const AGAIN = `
  SELECT c.id AS candidacy_id, p.given_name, p.family_name, p.gender, p.birth_date::text AS birth_date
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN person p ON p.id = c.person_id
  WHERE b.election_id = $1 AND EXISTS (SELECT FROM candidacy d WHERE d.person_id = p.id AND d.id <> c.id)
    AND NOT EXISTS (SELECT FROM signature s WHERE s.candidacy_id = c.id)
  ORDER BY c.public_id LIMIT $2`;

/** Forty-one people of the earlier election stand under a record of their own, so that the operator has some to tell apart. */
export async function nearMisses(
  client: ClientBase,
  chance: Chance,
  of: { electionId: string; now: Date },
): Promise<void> {
  const total = WRITTEN.reduce((sum, [count]) => sum + count, 0);
  const { rows } = await client.query<Again>(AGAIN, [of.electionId, total]);
  const kinds = WRITTEN.flatMap(([count, write]) => Array.from({ length: count }, () => write));
  for (const [at, one] of rows.entries()) {
    const { none, ...said } = { ...one, ...kinds[at]?.(one, chance) };
    const id = chance.uuid();
    const { given_name, family_name, gender, birth_date } = said;
    await client.query(
      "INSERT INTO person (id, public_id, given_name, family_name, gender, birth_date) VALUES ($1, $2, $3, $4, $5, $6)",
      [id, chance.shortId(), given_name, family_name, gender, none ? null : birth_date],
    );
    await client.query("UPDATE candidacy SET person_id = $1 WHERE id = $2", [id, one.candidacy_id]);
  }
  await matchPersons(client, { now: of.now, userId: null });
}
