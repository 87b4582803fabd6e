import type { ClientBase } from "pg";

/** Public pages of some candidates: a campaign site for one in three, a contact page or the party's page for fewer. */
export async function channels(client: ClientBase, electionId: string): Promise<void> {
  await client.query(
    `WITH one AS (
       SELECT c.id, replace(left(p.key, 50), ' ', '-') AS name, abs(hashtext(c.id::text)) % 12 AS lot,
         (SELECT lower(o.short_name) FROM nomination n JOIN organization o ON o.id = n.organization_id
          WHERE n.candidacy_id = c.id AND n.kind = 'nomination' AND o.short_name IS NOT NULL LIMIT 1) AS party
       FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN person p ON p.id = c.person_id WHERE b.election_id = $1)
     INSERT INTO public_channel (candidacy_id, kind, url, date, source_title, source_url)
     SELECT id, 'website', 'https://' || name || '.example/', signataires_now()::date - 40, 'Affiche de campagne (fictive)', NULL
       FROM one WHERE lot < 4
     UNION ALL
     SELECT id, 'contact', 'https://' || name || '.example/ecrire', signataires_now()::date - 40, 'Profession de foi (fictive)', NULL
       FROM one WHERE lot < 2
     UNION ALL
     SELECT id, 'party', 'https://' || party || '.example/equipe/' || name, signataires_now()::date - 30,
       'Site du parti (fictif)', 'https://' || party || '.example/equipe' FROM one WHERE lot IN (1, 5, 6) AND party IS NOT NULL`,
    [electionId],
  );
}
