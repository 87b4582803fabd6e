import type pg from "pg";
import { onDatabase } from "@/bin/migrations";
import { db } from "@/lib/core/db";
import { aForm, anElection, anOrganization, aUser, aVersion } from "@/prisma/factories";

/** Candidates of one national election, and requests on record of one campaign. */
export const CANDIDATES = 6290;
export const REQUESTS = 50_000;

/** A campaign at the size of a country. */
export interface NationalCampaign {
  readonly formId: string;
  readonly electionId: string;
  readonly electionSlug: string;
  readonly organizationId: string;
  readonly userId: string;
}

/** 101 departments, 577 constituencies, 35,000 communes with their postcodes, twelve parties; once for a database. */
async function aCountry(client: pg.Client): Promise<void> {
  const names = [
    "Nord",
    "Sud",
    "Est",
    "Ouest",
    "Centre",
    "Côte",
    "Mont",
    "Val",
    "Rive",
    "Île",
    "Plaine",
    "Cap",
  ];
  for (const name of names)
    await anOrganization(db(), { kind: "party", name: `Parti du grand volume ${name}` });
  await client.query(`INSERT INTO area (scheme, code, level, country, name)
    SELECT 'fr-department', 'V' || n, 'department', 'FR', 'Département ' || n FROM generate_series(1, 101) n`);
  await client.query(`INSERT INTO area (scheme, code, level, country, name, parent_id)
    SELECT 'fr-constituency', 'V' || n, 'constituency', 'FR', 'Circonscription ' || n, d.id
    FROM generate_series(1, 577) n JOIN area d ON d.code = 'V' || 1 + n % 101 AND d.scheme = 'fr-department'`);
  await client.query(`INSERT INTO area (scheme, code, level, country, name)
    SELECT 'fr-commune', 'V' || n, 'commune', 'FR', 'Commune-' || md5(n::text) FROM generate_series(1, 35000) n`);
  await client.query(`INSERT INTO area_part (part_id, whole_id, is_partial, source)
    SELECT p.id, w.id, false, 'volume' FROM area p JOIN area w ON w.scheme = 'fr-constituency' AND w.code = 'V' || 1 + substr(p.code, 2)::int % 577
    WHERE p.scheme = 'fr-commune'`);
}

const TICKETS = `
  WITH numbered AS (SELECT n, gen_random_uuid() AS person, gen_random_uuid() AS substitute FROM generate_series(1, ${CANDIDATES}) n),
  people AS (INSERT INTO person (id, given_name, family_name, birth_date, gender)
    SELECT person, (ARRAY['Camille', 'Dominique', 'Anaïs', 'Loïc', 'Noé', 'Inès'])[1 + n % 6], initcap(left(translate(md5({election} || n), '0123456789', 'aeiouaeiou'), 6 + n % 7)), date '1950-01-01' + n, 'f' FROM numbered
    UNION ALL SELECT substitute, 'Dominique', initcap(left(translate(md5({election} || 's' || n), '0123456789', 'aeiouaeiou'), 6 + n % 7)), NULL, 'm' FROM numbered),
  ballots AS (INSERT INTO ballot (election_id, area_id) SELECT {election}::uuid, id FROM area
    WHERE scheme = 'fr-constituency' AND code LIKE 'V%' RETURNING id)
  INSERT INTO candidacy (ballot_id, person_id, substitute_id, panel_number, party_label, source)
  SELECT b.id, n.person, n.substitute, n.n / 577 + 1, 'Parti ' || n.n % 12, 'volume'
  FROM numbered n JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at FROM ballots) b ON b.at = 1 + n.n % 577`;

/** The candidacies of the election, numbered from 1. */
const OWN = `WITH own AS (SELECT c.id, c.person_id, row_number() OVER (ORDER BY c.id) AS n FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
  WHERE b.election_id = {election})`;

const FACTS: readonly string[] = [
  `${OWN}, made AS (INSERT INTO nomination (candidacy_id, organization_id)
     SELECT own.id, p.id FROM own JOIN (SELECT id, row_number() OVER (ORDER BY name) AS at FROM organization WHERE name LIKE 'Parti du grand volume%') p
       ON p.at = 1 + n % 12 RETURNING id)
   INSERT INTO nomination_event (nomination_id, status, date, source_title) SELECT id, 'announced', current_date - 20, 'Communiqué' FROM made`,
  `${OWN} INSERT INTO result (candidacy_id, round, area_id, votes, is_elected) SELECT own.id, 1, b.area_id, n, c.panel_number = 1 FROM own
     JOIN candidacy c ON c.id = own.id JOIN ballot b ON b.id = c.ballot_id`,
  `${OWN} INSERT INTO contact (organization_id, candidacy_id, value, source)
     SELECT {organization}, id, 'essai' || n || '@campagne.example', 'Site de campagne' FROM own WHERE n % 20 > 0`,
  `${OWN} INSERT INTO contact (organization_id, candidacy_id, channel, value, source)
     SELECT {organization}, id, 'phone', '+33 1 99 00 ' || n, 'Site de campagne' FROM own WHERE n % 2 = 0`,
  `${OWN}, writing AS (INSERT INTO mailing (form_id, status, subject, body, started_at, finished_at)
     VALUES ({form}, 'finished', '{"fr":"Vos engagements","en":"Your engagements"}', '{"fr":"Bonjour {{name}}, {{link}}","en":"Dear {{name}}, {{link}}"}',
       signataires_now() - interval '20 days', signataires_now() - interval '20 days') RETURNING id),
   links AS (INSERT INTO link (kind, form_id, candidacy_id, role, token_hash)
     SELECT 'personal', {form}, id, 'candidate', encode(sha256(gen_random_uuid()::text::bytea), 'hex') FROM own WHERE n % 20 > 0 RETURNING id, candidacy_id),
   sent AS (INSERT INTO invitation (mailing_id, form_id, candidacy_id, contact_id, link_id, status, queued_at, handed_at, accepted_at, reply)
     SELECT writing.id, {form}, links.candidacy_id, k.id, links.id, CASE WHEN n % 40 = 1 THEN 'bounced' ELSE 'accepted' END::invitation_status,
       signataires_now() - interval '20 days', signataires_now() - interval '20 days', signataires_now() - interval '20 days', '250 2.0.0 Ok'
     FROM links CROSS JOIN writing JOIN own ON own.id = links.candidacy_id
     JOIN contact k ON k.candidacy_id = links.candidacy_id AND k.organization_id = {organization} AND k.channel = 'email' RETURNING id, candidacy_id, status, accepted_at),
   returned AS (INSERT INTO bounce (invitation_id, kind, key, diagnostic) SELECT id, 'hard', id::text, '550 5.1.1' FROM sent WHERE status = 'bounced')
   INSERT INTO contact_attempt (form_id, candidacy_id, organization_id, channel, at, outcome, invitation_id)
   SELECT {form}, candidacy_id, {organization}, 'email', accepted_at, CASE WHEN status = 'bounced' THEN 'bounced' ELSE 'accepted' END, id FROM sent`,
  `${OWN} INSERT INTO contact_attempt (form_id, candidacy_id, organization_id, channel, at, outcome)
     SELECT {form}, id, {organization}, 'phone', signataires_now() - m * interval '1 day', 'reached' FROM own, generate_series(2, 8) m`,
  `${OWN}, writing AS (INSERT INTO mailing (form_id, kind, status, subject, body, started_at)
     VALUES ({form}, 'reminder', 'paused', '{"fr":"Rappel","en":"Reminder"}', '{"fr":"Bonjour {{name}}, {{link}}","en":"Dear {{name}}, {{link}}"}',
       signataires_now() - interval '1 hour') RETURNING id)
   INSERT INTO invitation (mailing_id, form_id, candidacy_id, contact_id, link_id, reminder)
   SELECT writing.id, i.form_id, i.candidacy_id, i.contact_id, i.link_id, 1 FROM writing, invitation i JOIN own ON own.id = i.candidacy_id
   WHERE i.form_id = {form} AND i.status = 'accepted' AND n % 3 = 0`,
  `${OWN} INSERT INTO phone_call (form_id, candidacy_id, role, contact_id, organization_id, user_id, claimed_at, expires_at, outcome, settled_at, recorded_at)
     SELECT {form}, own.id, 'candidate', k.id, {organization}, {user}, signataires_now() - interval '9 days', signataires_now() - interval '9 days', 'no-answer',
       signataires_now() - interval '9 days', signataires_now() - interval '9 days'
     FROM own JOIN contact k ON k.candidacy_id = own.id AND k.channel = 'phone' AND k.organization_id = {organization}`,
  `${OWN} INSERT INTO signing_draft (version_id, candidacy_id, role, answers) SELECT {version}, id, 'candidate', '{}' FROM own WHERE n % 7 = 1`,
  `${OWN} INSERT INTO signature (form_id, version_id, candidacy_id, person_id, role, locale, signed_at, recorded_at)
     SELECT {form}, {version}, id, person_id, 'candidate', 'fr', signataires_now() - n * interval '1 minute', NULL FROM own WHERE n % 11 = 1`,
  `INSERT INTO answer (signature_id, engagement_id, value) SELECT s.id, e.id, CASE WHEN e.position = 3 THEN 'no' ELSE 'yes' END::answer_value
     FROM signature s JOIN engagement e ON e.version_id = s.version_id WHERE s.form_id = {form}`,
  `INSERT INTO signature_event (signature_id, kind, at) SELECT id, 'withdrawn', signed_at + interval '1 second' FROM signature WHERE form_id = {form} LIMIT 9`,
  `${OWN} INSERT INTO decline (form_id, candidacy_id, role, is_public, at) SELECT {form}, id, 'candidate', n % 2 = 0, signataires_now() FROM own WHERE n % 101 = 2`,
  `${OWN} INSERT INTO contact_stop (organization_id, candidacy_id, role) SELECT {organization}, id, 'candidate' FROM own WHERE n % 97 = 5`,
  `INSERT INTO mail (template, data, locale, to_address, organization_id, status, accepted_at)
     SELECT 'receipt', jsonb_build_object('linkId', id), 'fr', 'essai@campagne.example', {organization}, 'accepted', signataires_now() FROM link WHERE form_id = {form}`,
  `INSERT INTO link_report (link_id, kind) SELECT id, 'not-me' FROM link WHERE form_id = {form} ORDER BY id LIMIT 25`,
  `${OWN} INSERT INTO contact_suggestion (organization_id, candidacy_id, role, channel, value, source, verdict, decided_at)
     SELECT {organization}, id, 'candidate', 'email', CASE WHEN n % 200 = 3 THEN 'trouve' || n || '@campagne.example' END, 'Son site',
       CASE WHEN n % 200 <> 3 THEN 'refused' END, CASE WHEN n % 200 <> 3 THEN signataires_now() END FROM own WHERE n % 4 = 3`,
  `${OWN} INSERT INTO error_report (candidacy_id, what, locale, state, note, closed_at, closed_by_id)
     SELECT id, 'Son nom s’écrit autrement.', 'fr', CASE WHEN n % 200 = 9 THEN 'new' ELSE 'corrected' END, CASE WHEN n % 200 <> 9 THEN 'Corrigé.' END,
       CASE WHEN n % 200 <> 9 THEN signataires_now() END, CASE WHEN n % 200 <> 9 THEN {user}::uuid END FROM own WHERE n % 3 = 0`,
  `${OWN} INSERT INTO audit_event (actor_kind, user_id, organization_id, action, subject_kind, subject_id)
     SELECT 'member', {user}, {organization}, 'outreach.called', 'candidacy', id::text FROM own, generate_series(1, 5)`,
  `WITH run AS (INSERT INTO import_run (kind, election_id, file_name, file_hash, counts, user_id)
     VALUES ('candidates', {election}, 'candidats.xlsx', repeat('0', 64), '{"created":${CANDIDATES}}', {user}) RETURNING id),
   plan AS (INSERT INTO import_plan (kind, file_name, file_hash, bytes, state, run_id, user_id)
     SELECT 'candidates', 'candidats.xlsx', repeat('0', 64), 400000, 'written', id, {user} FROM run),
   doubts AS (INSERT INTO import_row (run_id, line, reason, "row") SELECT id, n, 'importing.reasons.homonym', '{}' FROM run, generate_series(1, 2000) n)
   INSERT INTO import_change (run_id, table_name, row_key, after) SELECT run.id, 'candidacy', n::text, '{}' FROM run, generate_series(1, ${3 * CANDIDATES}) n`,
];

/** Pairs of records for the review, and merges on record, between the candidates of two elections. */
const ACROSS: readonly string[] = [
  `WITH a AS (SELECT c.person_id AS id, c.panel_number, b.area_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id WHERE b.election_id = $1),
   z AS (SELECT c.person_id AS id, c.panel_number, b.area_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id WHERE b.election_id = $2)
   INSERT INTO person_pair (first_id, second_id, kind, facts, weight)
   SELECT least(a.id, z.id), greatest(a.id, z.id), 'surname', ARRAY['name-same'], 3 FROM a JOIN z ON z.area_id = a.area_id AND z.panel_number = a.panel_number
   WHERE a.panel_number = 2`,
  `WITH a AS (SELECT c.person_id AS id, c.panel_number, b.area_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id WHERE b.election_id = $1),
   z AS (SELECT c.person_id AS id, c.panel_number, b.area_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id WHERE b.election_id = $2),
   joined AS (UPDATE person p SET merged_into_id = a.id FROM a JOIN z ON z.area_id = a.area_id AND z.panel_number = a.panel_number
     WHERE p.id = z.id AND a.panel_number IN (4, 5) RETURNING p.id, a.id AS kept)
   INSERT INTO person_merge (kept_id, merged_id, basis) SELECT kept, id, 'name-and-birth-date' FROM joined`,
];

async function aNationalCampaign(client: pg.Client): Promise<NationalCampaign> {
  const election = await anElection(db());
  const { id: organizationId } = await anOrganization(db());
  const { id: userId } = await aUser(db());
  const form = await aForm(db(), { electionId: election.id, organizationId, version: { engagements: 10 } });
  await aVersion(db(), { formId: form.id, engagements: 10, isPublished: false });
  const ids: Record<string, string> = {
    election: election.id,
    form: form.id,
    organization: organizationId,
    user: userId,
    version: form.version.id,
  };
  for (const sql of [TICKETS, ...FACTS])
    await client.query(sql.replace(/\{(\w+)\}/g, (whole, name) => (ids[name] ? `'${ids[name]}'` : whole)));
  return { formId: form.id, electionId: election.id, electionSlug: election.slug, organizationId, userId };
}

/**
 * A country with so many national campaigns side by side on a migrated database, the first two with people in common; with
 * statistics, as some minutes after an import. `url` is the superuser's address of the database that `core/db` speaks to.
 */
export async function aBusyInstance(url: string, campaigns: number): Promise<readonly NationalCampaign[]> {
  return onDatabase(url, async (client) => {
    // Just filled, the tables have no statistics, and loops over them would take minutes.
    await client.query("SET enable_nestloop = off");
    // Keys of rows made here need no check.
    await client.query("SET session_replication_role = replica");
    await aCountry(client);
    const made: NationalCampaign[] = [];
    for (let n = 0; n < campaigns; n += 1) made.push(await aNationalCampaign(client));
    const [first, second] = made;
    if (first && second)
      for (const sql of ACROSS) await client.query(sql, [first.electionId, second.electionId]);
    await client.query("ANALYZE");
    return made;
  });
}
