import { FORM } from "./page-finds";
import type { PageKind } from "./page-kinds";

const shown = (from: string) =>
  `SELECT c.public_id FROM candidacy c JOIN ${from} ORDER BY c.public_id LIMIT 1`;
const event = (kind: string, more = "true") =>
  shown(
    `signature s ON s.candidacy_id = c.id JOIN signature_event e ON e.signature_id = s.id AND e.kind = '${kind}' AND ${more}`,
  );
const READ = "(SELECT count(*) FROM transcription t WHERE t.paper_id = p.id)";
const paper = (readers: number, isPublic: boolean) =>
  `SELECT (${FORM}) || '/received/' || p.id FROM paper p WHERE ${READ} = ${readers} AND (p.signature_id IS NOT NULL) = ${isPublic} LIMIT 1`;
const asked = (isOpen: boolean) =>
  `SELECT (${FORM}) || '/candidates/' || c.public_id || '/erasure' FROM erasure_request r JOIN signature s ON s.id = r.signature_id
   JOIN candidacy c ON c.id = s.candidacy_id WHERE (r.outcome IS NULL) = ${isOpen} LIMIT 1`;

const candidacy = (name: string, find: string): PageKind => ({
  name,
  visitor: "anyone",
  path: "/candidacies/{}",
  find,
});
const desk = (name: string, find: string, end = ""): PageKind => ({
  name,
  visitor: "officer",
  path: `/desk/forms/{}${end}`,
  find,
});

/** How a signature came by another way than a link, and what became of one: in public, and where the NGO works on it. */
export const PROOF: readonly PageKind[] = [
  candidacy("candidacy-paper", shown("paper p ON p.candidacy_id = c.id AND p.signature_id IS NOT NULL")),
  candidacy(
    "candidacy-quoted",
    shown("quoted_statement q ON q.candidacy_id = c.id AND q.signature_id IS NOT NULL"),
  ),
  candidacy("candidacy-attested", event("attested")),
  candidacy("candidacy-annulled", event("resolved", "e.said->>'outcome' = 'does-not-stand'")),
  candidacy("candidacy-erased", event("erased")),
  candidacy("candidacy-corrected", shown("candidacy_correction k ON k.candidacy_id = c.id")),
  desk("desk-paper", paper(1, false)),
  desk("desk-paper-read", paper(2, false)),
  desk("desk-paper-public", paper(2, true)),
  desk("desk-cover", paper(2, false), "/cover/2"),
  desk(
    "desk-quoted",
    `SELECT (${FORM}) || '/received/quotes/' || q.id FROM quoted_statement q WHERE q.signature_id IS NULL LIMIT 1`,
  ),
  desk("desk-erasure", asked(true)),
  desk("desk-erased", asked(false)),
  desk(
    "desk-attest",
    `SELECT (${FORM}) || '/received/attest?role=candidate&candidacy=' || c.public_id FROM candidacy c JOIN signature s ON s.candidacy_id = c.id
     WHERE s.role = 'candidate' AND s.form_id = (${FORM})::uuid AND NOT EXISTS (SELECT FROM attestation a WHERE a.signature_id = s.id)
       AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id) ORDER BY c.public_id LIMIT 1`,
  ),
];
