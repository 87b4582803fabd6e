import type { ClientBase } from "pg";
import type { DemoForm } from "./forms";
import type { Moments } from "./moments";

interface Seeding {
  readonly client: ClientBase;
  readonly moments: Moments;
  readonly told: (at: Date) => Date;
  readonly form: DemoForm;
}

interface Silent {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

// Who was asked, stands, and neither signed, declined nor asked to be left alone: in an order that the seed repeats.
const SILENT = `
  SELECT c.id, trim(p.given_name || ' ' || p.family_name) AS name, replace(p.key, ' ', '-') AS slug
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN form f ON f.id = $1 AND f.election_id = b.election_id
  JOIN person p ON p.id = c.person_id
  WHERE c.status = 'standing' AND EXISTS (SELECT FROM contact_attempt t WHERE t.form_id = $1 AND t.candidacy_id = c.id)
    AND NOT EXISTS (SELECT FROM signature s WHERE s.candidacy_id = c.id)
    AND NOT EXISTS (SELECT FROM decline d WHERE d.candidacy_id = c.id)
    AND NOT EXISTS (SELECT FROM contact_stop t WHERE t.candidacy_id = c.id)
  ORDER BY c.public_id LIMIT 60`;

/** What volunteers heard: outcome, note, and what the public record says of it; null where nobody was asked. */
const CALLS = [
  ["will-sign", "Dit oui, signera ce soir depuis son téléphone.", "answered"],
  ["no-answer", null, "no-answer"],
  ["no-answer", "Répondeur plein.", "no-answer"],
  ["call-back", "En réunion, rappeler demain matin.", "answered"],
  ["will-sign", "Son équipe relit le point 4.", "answered"],
  ["no-answer", null, "no-answer"],
  ["wrong-number", "Le numéro est celui d’un commerce.", null],
] as const;

/** Numbers that the French regulator keeps for fiction. */
const fictionalNumber = (at: number) =>
  `+33 6 39 98 ${String(10 + (at % 80))} ${String(10 + ((at * 7) % 90))}`;

/** A call sheet under way: numbers, candidacies given to a volunteer, and what she heard so far. */
async function calls(seeding: Seeding, people: readonly Silent[]): Promise<void> {
  const { client, moments, told, form } = seeding;
  const { id: formId, ngo } = form;
  for (const [at, { id }] of people.slice(0, 32).entries()) {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO contact (organization_id, candidacy_id, role, channel, value, source, found_on, created_at)
       VALUES ($1, $2, 'candidate', 'phone', $3, $4, $5, $6) RETURNING id`,
      [
        ngo.id,
        id,
        fictionalNumber(at),
        at % 3 ? "Permanence de campagne" : "Profession de foi",
        moments.dayAgo(12),
        told(moments.ago(12)),
      ],
    );
    if (at < 20)
      await client.query(
        "INSERT INTO caller_assignment (form_id, user_id, candidacy_id, created_at) VALUES ($1, $2, $3, $4)",
        [formId, ngo.callerId, id, told(moments.ago(4))],
      );
    const heard = CALLS[at];
    if (heard) await call(seeding, { candidacyId: id, contactId: rows[0]?.id ?? "", at, heard });
  }
}

interface Heard {
  readonly candidacyId: string;
  readonly contactId: string;
  readonly at: number;
  readonly heard: (typeof CALLS)[number];
}

/** One call that can no longer be taken back, with the request that it put on record. */
async function call(
  { client, moments, told, form }: Seeding,
  { candidacyId, contactId, at, heard: [outcome, note, recorded] }: Heard,
): Promise<void> {
  const { id: formId, ngo } = form;
  const settled = told(moments.ago(2 + at / 10));
  const back = outcome === "call-back" ? told(moments.ago(0.2)) : null;
  const who = [formId, candidacyId, ngo.id, ngo.callerId];
  await client.query(
    `INSERT INTO phone_call (form_id, candidacy_id, role, organization_id, user_id, contact_id, claimed_at, expires_at, outcome,
       note, call_back_at, settled_at, recorded_at)
     VALUES ($1, $2, 'candidate', $3, $4, $5, $6::timestamptz - interval '4 minutes', $6, $7, $8, $9, $6,
       $6::timestamptz + interval '5 minutes')`,
    [...who, contactId, settled, outcome, note, back],
  );
  if (outcome === "wrong-number")
    await client.query("UPDATE contact SET stopped_at = $2, stop_reason = 'wrong-number' WHERE id = $1", [
      contactId,
      settled,
    ]);
  if (recorded)
    await client.query(
      `INSERT INTO contact_attempt (form_id, candidacy_id, organization_id, user_id, channel, at, outcome, note)
       VALUES ($1, $2, $3, $4, 'phone', $5, $6, $7)`,
      [...who, settled, recorded, note],
    );
}

const SUGGESTED = [
  ["page", "page de campagne, reçue sur un tract"],
  ["phone", "affiche de la permanence, rue du Port"],
  ["email", "profession de foi, page 4"],
  ["email", "réponse reçue à une question de ma part"],
  ["page", "compte officiel, épinglé en tête"],
] as const;

const PROOFS = [
  ["channel", (slug: string) => `https://${slug}.example/contact`],
  ["call-back", () => "+33 1 99 00 40 12"],
  ["party", () => null],
] as const;

const REPORTED = [
  ["La suppléante a changé la semaine dernière, d’après sa page de campagne.", "page de campagne"],
  ["Le prénom s’écrit avec un trait d’union.", ""],
  ["L’investiture affichée a été retirée hier soir.", "communiqué du parti"],
  ["Le lien vers le site de campagne ne répond plus.", ""],
] as const;

/** What strangers told and nobody has decided yet: contacts, "I am this candidate", errors; one error already mended. */
async function tellings({ client, moments, told, form }: Seeding, people: readonly Silent[]): Promise<void> {
  const { ngo } = form;
  for (const [at, [channel, source]] of SUGGESTED.entries()) {
    const { id = "", slug = "" } = people[40 + at] ?? {};
    const value =
      channel === "page"
        ? `https://${slug}.example`
        : channel === "phone"
          ? fictionalNumber(60 + at)
          : `${slug}@permanence.example`;
    await client.query(
      `INSERT INTO contact_suggestion (organization_id, candidacy_id, role, channel, value, source, created_at)
       VALUES ($1, $2, 'candidate', $3, $4, $5, $6)`,
      [ngo.id, id, channel, value, source, told(moments.ago(1 + at))],
    );
  }
  for (const [at, [proof, detail]] of PROOFS.entries()) {
    const { id = "", slug = "" } = people[46 + at] ?? {};
    await client.query(
      `INSERT INTO candidacy_claim (organization_id, candidacy_id, role, code, proof, detail, email, locale, created_at)
       VALUES ($1, $2, 'candidate', $3, $4, $5, $6, 'fr', $7)`,
      [
        ngo.id,
        id,
        ["HKMWPX34", "RTUV7Y68", "ABCDEF36"][at],
        proof,
        detail(slug),
        `${slug}@equipe.example`,
        told(moments.ago(0.5 + at)),
      ],
    );
  }
  for (const [at, [what, source]] of REPORTED.entries()) {
    const isClosed = at === 3;
    await client.query(
      `INSERT INTO error_report (candidacy_id, what, source, email, locale, created_at, state, note, closed_at, closed_by_id)
       VALUES ($1, $2, $3, $4, 'fr', $5, $6, $7, $8, $9)`,
      [
        people[50 + at]?.id,
        what,
        source,
        isClosed ? null : at === 0 ? "lectrice@courriel.example" : null,
        told(moments.ago(2 + at)),
        isClosed ? "corrected" : "new",
        isClosed ? "Adresse corrigée d’après la profession de foi." : null,
        isClosed ? told(moments.ago(1)) : null,
        isClosed ? ngo.ownerId : null,
      ],
    );
  }
}

/** What came back of the demonstration's mails, in the other server's words. */
async function bounces(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO bounce (invitation_id, kind, key, diagnostic, at)
     SELECT id, 'hard', encode(sha256(id::text::bytea), 'hex'), 'smtp; 550 5.1.1 User unknown', accepted_at + interval '1 minute'
     FROM invitation WHERE status = 'bounced'`,
  );
}

/** Life on the desk: a call sheet begun, contacts and claims to decide, errors reported, and why mails came back. */
export async function life(seeding: Seeding): Promise<void> {
  const { rows } = await seeding.client.query<Silent>(SILENT, [seeding.form.id]);
  await calls(seeding, rows);
  await tellings(seeding, rows);
  await bounces(seeding.client);
}
