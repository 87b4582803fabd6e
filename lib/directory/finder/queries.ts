import "server-only";
import { pool } from "@/lib/core/db";
import { searchKey } from "@/lib/core/folding";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { AREA_JSON, personJson } from "../ballots/queries";
import type { Named, PublicArea } from "../rules";
import type { Role } from "../standing/queries";
import { slipsOf } from "./rules";

/** A candidate or substitute that a name may mean, told apart by where and for whom she stands. */
export interface FoundPerson {
  readonly person: Named;
  readonly candidacyId: string;
  readonly role: Role;
  readonly candidate: Named;
  readonly area: PublicArea;
  readonly electionName: LocalizedText;
  readonly panelNumber: number | null;
  readonly party: string | null;
  /** Whether every word typed is a word of her name. */
  readonly isExact: boolean;
  /** How many elections she stood in. */
  readonly elections: number;
}

// By the beginning of "given family" and of "family given": a range of each index, in its own collation. How many is written
// out, for a plan that knows no number of rows sorts the whole range.
const byStart = (most: number) => `
  WITH named AS (
    (SELECT coalesce(merged_into_id, id) AS id, key FROM person
     WHERE key >= $1 COLLATE "C" AND key < ($1 || '~') COLLATE "C" ORDER BY key LIMIT ${most})
    UNION ALL
    (SELECT coalesce(merged_into_id, id), key FROM person
     WHERE search_key(family_name || ' ' || given_name) COLLATE "C" >= $1
       AND search_key(family_name || ' ' || given_name) COLLATE "C" < $1 || '~'
     ORDER BY search_key(family_name || ' ' || given_name) COLLATE "C" LIMIT ${most})),`;

/** By all words typed, each with one slip at most; so many words are asked for, from the second parameter on. */
function bySlips(words: number): string {
  const each = Array.from({ length: words }, (_, at) => `name_slips(key) && $${at + 2}::text[]`);
  return `
  WITH named AS (SELECT coalesce(merged_into_id, id) AS id, key FROM person WHERE ${each.join(" AND ")} LIMIT 60),`;
}

// Each person once, under any of her names, at her latest candidacy.
const people = (most: number) => `
  near AS (SELECT id, key, word_similarity($1, key) AS score FROM named ORDER BY score DESC, key LIMIT ${most}),
  best AS (SELECT DISTINCT ON (id) id, key, score FROM near ORDER BY id, score DESC, key),
  own AS (
    SELECT n.*, p.id AS record FROM best n JOIN person p ON p.id = n.id
    UNION ALL SELECT n.*, p.id FROM best n JOIN person p ON p.merged_into_id = n.id),
  stood AS (
    SELECT DISTINCT ON (n.id) n.id AS person_id, n.key, n.score, c.id AS candidacy_id,
      CASE WHEN c.person_id = n.record THEN 'candidate' ELSE 'substitute' END AS role,
      count(*) OVER (PARTITION BY n.id)::int AS elections
    FROM own n JOIN candidacy c ON c.person_id = n.record OR c.substitute_id = n.record
    JOIN ballot b ON b.id = c.ballot_id
    ORDER BY n.id, (SELECT max(r.polling_date) FROM election_round r WHERE r.election_id = b.election_id) DESC NULLS LAST)
  SELECT ${personJson("p")} AS person, c.public_id AS "candidacyId", s.role, ${AREA_JSON} AS area, e.name AS "electionName",
    (SELECT json_build_object('publicId', q.public_id, 'givenName', q.given_name, 'familyName', q.family_name,
      'gender', q.gender) FROM person q WHERE q.id = c.person_id) AS candidate,
    c.panel_number AS "panelNumber", s.elections,
    coalesce((SELECT o.name FROM nomination n JOIN organization o ON o.id = n.organization_id
              WHERE n.candidacy_id = c.id ORDER BY n.kind, o.name LIMIT 1), c.party_label, c.nuance_label) AS party,
    (SELECT bool_and(word = ANY(string_to_array(s.key, ' '))) FROM unnest(string_to_array($1, ' ')) word) AS "isExact"
  FROM stood s JOIN person p ON p.id = s.person_id JOIN candidacy c ON c.id = s.candidacy_id
  JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN election e ON e.id = b.election_id
  ORDER BY "isExact" DESC, s.score DESC, s.role, p.family_name, p.given_name, a.code, c.panel_number LIMIT ${most}`;

const MOST_WORDS = 4;

/** People whose name is what was typed, or begins so, or is a slip away; nothing for numbers and for less than three letters. */
export async function publicPeople(typed: string, most: 8 | 20 = 20): Promise<readonly FoundPerson[]> {
  const key = searchKey(typed);
  if (key.length < 3 || /\d/.test(key)) return [];
  // By name, so that planning, which takes longer than answering, is done once for each connection.
  const start = { name: `people-by-start-${most}`, text: byStart(most) + people(most), values: [key] };
  const begun = (await pool().query<FoundPerson>(start)).rows;
  const words = key.split(" ").filter((word) => word.length > 1);
  if (begun.length > 0 || words.length === 0) return begun;
  const longest = words.sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  const values = [key, ...longest.map(slipsOf)];
  // Planned for these very words: a plan for any words reads the frequent ones as if they were rare.
  const text = bySlips(longest.length) + people(most);
  return (await pool().query<FoundPerson>(text, values)).rows;
}

/** A party that stands somewhere, as the one box offers it. */
export interface FoundParty {
  readonly slug: string;
  readonly name: string;
  /** Whether what was typed is its name or its short name. */
  readonly isExact: boolean;
  /** How many candidacies it nominates or supports. */
  readonly candidacies: number;
}

// Parties are dozens, so their names are folded as they are read; one that nominates nobody has nothing to show.
const PARTIES = `
  WITH named AS (
    SELECT o.id, o.slug, o.name, search_key(o.name) AS key, search_key(coalesce(o.short_name, o.name)) AS short
    FROM organization o WHERE o.kind = 'party')
  SELECT n.slug, n.name, $1 IN (n.key, n.short) AS "isExact", s.candidacies
  FROM named n CROSS JOIN LATERAL (
    SELECT count(DISTINCT candidacy_id)::int AS candidacies FROM nomination WHERE organization_id = n.id) s
  WHERE s.candidacies > 0 AND ($1 = n.short OR $1 <% n.key)
  ORDER BY "isExact" DESC, word_similarity($1, n.key) DESC, n.key LIMIT 8`;

/** Parties whose name is what was typed, or near it; nothing for numbers and for less than two letters. */
export async function publicParties(typed: string): Promise<readonly FoundParty[]> {
  const key = searchKey(typed);
  if (key.length < 2 || /^\d+$/.test(key)) return [];
  return (await pool().query<FoundParty>(PARTIES, [key])).rows;
}
