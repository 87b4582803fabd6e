import type { ClientBase } from "pg";
import { keepFile } from "@/lib/core/files";
import { coverScan } from "@/lib/signatures/paper/scans/read-scan";
import type { Chance } from "./chance";
import type { DemoForm } from "./forms";
import type { Moments } from "./moments";
import { HIDDEN, type PaperRow, scannedPage } from "./scan";

interface Proving {
  readonly client: ClientBase;
  readonly chance: Chance;
  readonly moments: Moments;
  readonly told: (at: Date) => Date;
  readonly form: DemoForm;
}

interface Person {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly given: string;
}

interface Engagement {
  readonly id: string;
  readonly position: number;
  readonly title: string;
}

// Who was asked a week ago at the latest and has done nothing else in the demonstration.
const FREE = `
  SELECT c.id, c.person_id AS "personId", trim(p.given_name || ' ' || p.family_name) AS name, p.given_name AS given
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN form f ON f.id = $1 AND f.election_id = b.election_id
  JOIN person p ON p.id = c.person_id
  WHERE c.status = 'standing' AND EXISTS (SELECT FROM contact_attempt t WHERE t.form_id = $1 AND t.candidacy_id = c.id AND t.role = 'candidate')
    AND NOT EXISTS (SELECT FROM signature s WHERE s.candidacy_id = c.id) AND NOT EXISTS (SELECT FROM decline d WHERE d.candidacy_id = c.id)
    AND NOT EXISTS (SELECT FROM contact_stop t WHERE t.candidacy_id = c.id) AND NOT EXISTS (SELECT FROM signing_draft d WHERE d.candidacy_id = c.id)
    AND NOT EXISTS (SELECT FROM phone_call t WHERE t.candidacy_id = c.id) AND NOT EXISTS (SELECT FROM error_report r WHERE r.candidacy_id = c.id)
    AND NOT EXISTS (SELECT FROM candidacy_claim t WHERE t.candidacy_id = c.id)
  ORDER BY c.public_id DESC LIMIT 12`;

/** The demonstration's rarer facts, one of each, written in the transaction of the seed. */
class Proofs {
  readonly version;
  readonly #client: ClientBase;

  constructor(
    readonly work: Proving,
    readonly engagements: readonly Engagement[],
  ) {
    const version = work.form.versions.at(-1);
    if (!version) throw new Error("a form without a version");
    this.version = version;
    this.#client = work.client;
  }

  at = (days: number) => this.work.told(this.work.moments.ago(days));
  day = (days: number) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(this.at(days));

  /** A row into a table, its columns by name; returns its id. */
  async row(table: string, cells: Readonly<Record<string, unknown>>, key = "id"): Promise<string> {
    const names = Object.keys(cells);
    const values = Object.values(cells).map((cell) =>
      typeof cell === "object" && cell !== null && !(cell instanceof Date) ? JSON.stringify(cell) : cell,
    );
    const { rows } = await this.#client.query<{ id: string }>(
      `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((_, at) => `$${at + 1}`).join(", ")}) RETURNING ${key} AS id`,
      values,
    );
    return rows[0]?.id ?? "";
  }

  whose({ id }: Person) {
    return { form_id: this.work.form.id, version_id: this.version.id, candidacy_id: id, role: "candidate" };
  }

  /** How somebody answers in what is made up here: yes everywhere, or with one reservation in these words. */
  answers(comment: string) {
    return this.engagements.map(({ id, position }) => {
      const isReserved = comment !== "" && position === 4;
      return { id, value: isReserved ? "with_reservation" : "yes", comment: isReserved ? comment : null };
    });
  }

  read(comment: string) {
    return Object.fromEntries(
      this.answers(comment).map(({ id, value, comment: said }) => [
        id,
        { value, ...(said ? { comment: said } : {}) },
      ]),
    );
  }

  async sign(person: Person, days: number, comment: string, how: Readonly<Record<string, unknown>>) {
    const id = await this.row("signature", {
      ...this.whose(person),
      person_id: person.personId,
      locale: "fr",
      signed_at: this.at(days),
      recorded_at: this.at(days),
      ...how,
    });
    for (const { id: engagementId, value, comment: said } of this.answers(comment))
      await this.row(
        "answer",
        { signature_id: id, engagement_id: engagementId, value, comment: said },
        "signature_id",
      );
    return id;
  }

  async event(signatureId: string, kind: string, days: number, said: object, reason: string | null = null) {
    return this.row("signature_event", { signature_id: signatureId, kind, at: this.at(days), reason, said });
  }
}

/** The pages of a signed paper as files: as they came and, once looked at, blacked out. */
async function pagesOf(proofs: Proofs, paperId: string, name: string, title: string, isCovered: boolean) {
  const rows = proofs.engagements.map(
    ({ position, title: words }): PaperRow => ({ position, title: words, box: position === 4 ? 1 : 0 }),
  );
  const { chance } = proofs.work;
  const halves = [rows.slice(0, 6), rows.slice(6)];
  const drawn = await Promise.all(
    halves.map((part, at) => scannedPage(chance, { title, name, rows: part, isLast: at === 1 })),
  );
  const hashes: string[] = [];
  for (const [at, { bytes, width, height }] of drawn.entries()) {
    const covers = at === 1 ? HIDDEN : [];
    const publicHash = isCovered ? await keepFile(await coverScan(bytes, covers)) : null;
    const size = { width, height, hash: await keepFile(bytes) };
    const shown = isCovered ? { covers: JSON.stringify(covers), public_hash: publicHash } : {};
    const page = { paper_id: paperId, position: at + 1, kind: "image", ...size, ...shown };
    await proofs.row("paper_page", page, "paper_id");
    if (publicHash) hashes.push(`sha256:${publicHash}`);
  }
  return hashes;
}

const RESERVATION = "Sous réserve de l’avis du Conseil d’État.";

/** Papers: one public, one that waits for its second reader, one read twice whose pages nobody has looked at yet. */
async function papers(proofs: Proofs, people: readonly Person[], title: string) {
  const { ngo } = proofs.work.form;
  const cases = ["public", "once", "twice"] as const;
  for (const [at, state] of cases.entries()) {
    const person = people[at];
    if (!person) continue;
    const received = state === "public" ? "Remis en main propre à la permanence" : "Par courrier";
    const days = 6 - at;
    const paper = { ...proofs.whose(person), organization_id: ngo.id, locale: "fr", received };
    const paperId = await proofs.row("paper", {
      ...paper,
      created_by_id: ngo.editorId,
      created_at: proofs.at(days),
    });
    const readers = state === "once" ? [ngo.editorId] : [ngo.editorId, ngo.ownerId];
    for (const [turn, user_id] of readers.entries())
      await proofs.row("transcription", {
        ...{ paper_id: paperId, user_id, turn: turn + 1, at: proofs.at(days - 0.5) },
        ...{ signed_on: proofs.day(days + 1), answers: proofs.read(RESERVATION) },
      });
    const pages = await pagesOf(proofs, paperId, person.name, title, state === "public");
    if (state !== "public") continue;
    const proof = { kind: "paper", pages };
    const how = { method: "paper", level: "A2", evidence: received, proof };
    const signatureId = await proofs.sign(person, days + 1, RESERVATION, how);
    await proofs.work.client.query("UPDATE paper SET signature_id = $2 WHERE id = $1", [
      paperId,
      signatureId,
    ]);
  }
}

const QUOTE = "Ces dix engagements, je les prends tous, avec une réserve sur le quatrième.";

/** Statements on a site of her own: one confirmed and public, one that waits for another member. */
async function quotes(proofs: Proofs, people: readonly Person[]) {
  const { ngo } = proofs.work.form;
  for (const [at, person] of people.entries()) {
    const isPublic = at === 0;
    const url = `https://${person.name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[^a-zA-Z]+/g, "-")
      .toLowerCase()}.example/engagements`;
    const hash = await keepFile(
      new TextEncoder().encode(`Copie de la page, pour la démonstration.\n\n${QUOTE}\n`),
    );
    const [channel, day] = ["Site de campagne, lié depuis la profession de foi", proofs.day(5 - at)];
    const proof = { kind: "public-statement", url, quote: QUOTE, day, snapshot: `sha256:${hash}` };
    const how = { method: "public_statement", level: "A3", evidence: channel, proof };
    const signatureId = isPublic ? await proofs.sign(person, 5 - at, RESERVATION, how) : null;
    await proofs.row("quoted_statement", {
      ...{ ...proofs.whose(person), organization_id: ngo.id, locale: "fr", url, quote: QUOTE, channel },
      ...{ said_on: day, snapshot_kind: "text", snapshot_hash: hash, answers: proofs.read(RESERVATION) },
      ...{ recorded_at: proofs.at(4 - at), recorded_by_id: ngo.editorId },
      ...(signatureId ? { confirmed_by_id: ngo.ownerId, signature_id: signatureId } : {}),
    });
  }
}

const byLink = { method: "personal_link", level: "A1", evidence: "Profession de foi" };

/** Signatures by a link whose signer two members called back: one confirmed, one that waits. */
async function attestations(proofs: Proofs, people: readonly Person[]) {
  const { ngo } = proofs.work.form;
  for (const [at, person] of people.entries()) {
    const signatureId = await proofs.sign(person, 5, "", byLink);
    const day = proofs.day(3);
    const said = { act: "attested", how: "call-back", level: "A4", day, by: [ngo.name] };
    const confirmed =
      at === 0
        ? { confirmed_by_id: ngo.ownerId, event_id: await proofs.event(signatureId, "attested", 2, said) }
        : {};
    await proofs.row("attestation", {
      ...{ organization_id: ngo.id, signature_id: signatureId, how: "call-back", day },
      ...{ recorded_at: proofs.at(2.5), recorded_by_id: ngo.editorId, ...confirmed },
    });
  }
}

/** A signature contested and found not to be hers: it is shown as that, and counts for nothing. */
async function annulled(proofs: Proofs, person: Person) {
  const signatureId = await proofs.sign(person, 7, "", byLink);
  const said = { ground: "never-signed" };
  await proofs.event(signatureId, "disputed", 6, said, "Personne de l’équipe n’a ouvert ce lien.");
  const outcome = { outcome: "does-not-stand", by: [proofs.work.form.ngo.name] };
  const note = "Rappel de la permanence à son numéro public : la signature ne vient pas d’elle.";
  await proofs.event(signatureId, "resolved", 4, outcome, note);
}

/** One signature erased at its signer's request, by two members; of another one she has asked, and nobody has decided. */
async function erasures(proofs: Proofs, people: readonly Person[]) {
  const { ngo } = proofs.work.form;
  for (const [at, person] of people.entries()) {
    const signatureId = await proofs.sign(person, 7, RESERVATION, byLink);
    const decided = {
      ...{ organization_id: ngo.id, reason: "art17", proposed_by_id: ngo.ownerId, proposed_at: proofs.at(4) },
      ...{ outcome: "erased", decided_by_id: ngo.editorId, decided_at: proofs.at(3) },
    };
    const asked = { signature_id: signatureId, asked_at: proofs.at(5) };
    const id = await proofs.row("erasure_request", { ...asked, ...(at === 0 ? decided : {}) });
    if (at === 0) await proofs.work.client.query("SELECT erase_signature($1)", [id]);
  }
}

/** A name that the list had misspelt, corrected with its source. */
async function corrected(proofs: Proofs, { id, given }: Person) {
  await proofs.row("candidacy_correction", {
    ...{ candidacy_id: id, before: { given_name: given.slice(0, -1) }, after: { given_name: given } },
    ...{ reason: "Faute de frappe dans la liste", date: proofs.day(8), created_at: proofs.at(8) },
    source_title: "Arrêté fixant la liste des candidatures, rectificatif",
  });
}

/**
 * What is rare in a campaign and worth seeing: a paper, a statement, an attestation, a signature found not to be hers, one erased
 * and a corrected name, each with what still waits for a second member beside it.
 */
export async function proofs(work: Proving): Promise<void> {
  const { client, form } = work;
  const { rows: people } = await client.query<Person>(FREE, [form.id]);
  const { rows: engagements } = await client.query<Engagement>(
    "SELECT id, position, title->>'fr' AS title FROM engagement WHERE version_id = $1 ORDER BY position",
    [form.versions.at(-1)?.id],
  );
  const { rows: titles } = await client.query<{ title: string }>(
    "SELECT title->>'fr' AS title FROM form_version WHERE id = $1",
    [form.versions.at(-1)?.id],
  );
  const all = new Proofs(work, engagements);
  await papers(all, people.slice(0, 3), titles[0]?.title ?? "");
  await quotes(all, people.slice(3, 5));
  await attestations(all, people.slice(5, 7));
  await erasures(all, people.slice(7, 9));
  const [contested, misspelt] = people.slice(9);
  if (contested) await annulled(all, contested);
  if (misspelt) await corrected(all, misspelt);
}
