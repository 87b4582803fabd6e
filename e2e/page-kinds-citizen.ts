import { asked, ballot, CURRENT, candidacy, FORM_SLUG, SIGNS_TWO, signers, TWELVE } from "./page-finds";
import type { PageKind } from "./page-kinds";

/** What anybody reads. */
export const CITIZEN: readonly PageKind[] = [
  { name: "home", visitor: "anyone", path: "" },
  { name: "verify", visitor: "anyone", path: "/verify" },
  { name: "what-proof", visitor: "anyone", path: "/method/proof" },
  { name: "constituencies", visitor: "anyone", path: "/constituencies" },
  { name: "constituency", visitor: "anyone", path: "/elections/{}", find: ballot(signers), isPrinted: true },
  {
    name: "compare",
    visitor: "anyone",
    path: "/elections/{}/compare",
    find: ballot(signers),
    isPrinted: true,
  },
  {
    name: "wall",
    visitor: "anyone",
    path: "/elections/{}/wall",
    find: `SELECT e.slug FROM election e JOIN ballot b ON b.election_id = e.id WHERE ${CURRENT} LIMIT 1`,
  },
  {
    name: "constituency-silent",
    visitor: "anyone",
    path: "/elections/{}",
    find: ballot(
      asked,
      "NOT EXISTS (SELECT 1 FROM signature s JOIN candidacy d ON d.id = s.candidacy_id WHERE d.ballot_id = b.id)",
    ),
    isPrinted: true,
  },
  { name: "constituency-unasked", visitor: "anyone", path: "/elections/{}", find: ballot(`-${asked}`) },
  {
    name: "candidate",
    visitor: "anyone",
    path: "/candidacies/{}",
    find: candidacy(signers),
    isPrinted: true,
  },
  {
    name: "candidate-silent",
    visitor: "anyone",
    path: "/candidacies/{}",
    find: candidacy(asked, `${signers} = 0`),
  },
  {
    name: "candidate-longest",
    visitor: "anyone",
    path: "/candidacies/{}",
    find: candidacy("length(p.given_name || p.family_name)", `${signers} > 0`),
  },
  {
    name: "write",
    visitor: "anyone",
    path: "/candidacies/{}/write",
    find: candidacy(asked, `${signers} = 0`),
  },
  {
    name: "person",
    visitor: "anyone",
    path: "/people/{}",
    find: "SELECT p.public_id FROM person p JOIN candidacy c ON c.person_id = p.id GROUP BY p.public_id ORDER BY count(*) DESC, p.public_id LIMIT 1",
  },
  { name: "person-forms", visitor: "anyone", path: "/people/{}", find: SIGNS_TWO },
  { name: "person-years", visitor: "anyone", path: "/people/{}/years", find: SIGNS_TWO },
  { name: "constituency-twelve", visitor: "anyone", path: "/elections/{}", find: TWELVE },
  { name: "find", visitor: "anyone", path: "/find" },
  { name: "find-department", visitor: "anyone", path: "/find/69" },
  { name: "borough", visitor: "anyone", path: "/places/fr-commune/69383" },
  {
    name: "constituency-compared",
    visitor: "anyone",
    path: "/elections/{}",
    find: `SELECT e.slug || '/' || a.code || '?compare=' || string_agg(c.public_id, ',' ORDER BY c.panel_number)
           FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
           JOIN candidacy c ON c.ballot_id = b.id
           WHERE ${CURRENT} AND EXISTS (SELECT 1 FROM signature s WHERE s.candidacy_id = c.id AND s.role = 'candidate')
           GROUP BY e.slug, a.code HAVING count(*) = 2 ORDER BY a.code LIMIT 1`,
  },
  {
    name: "constituency-engagement",
    visitor: "anyone",
    path: "/elections/{}",
    find: ballot(signers).replace("|| a.code FROM", "|| a.code || '?engagement=3' FROM"),
  },
  {
    name: "write-signer",
    visitor: "anyone",
    path: "/candidacies/{}/write",
    find: candidacy(signers),
  },
  {
    name: "claim",
    visitor: "anyone",
    path: "/claim?q={}",
    find: candidacy(asked).replace("c.public_id", "p.family_name"),
  },
  {
    name: "claim-own",
    visitor: "anyone",
    path: "/candidacies/{}/claim",
    find: candidacy(asked, `${signers} = 0`),
  },
  {
    name: "contact-suggest",
    visitor: "anyone",
    path: "/candidacies/{}/contact",
    find: candidacy(asked, `${signers} = 0`),
  },
  {
    name: "report-error",
    visitor: "anyone",
    path: "/candidacies/{}/report",
    find: candidacy(asked, `${signers} = 0`),
  },
  {
    name: "signature-dispute",
    visitor: "anyone",
    path: "/signatures/{}/dispute",
    find: `SELECT s.public_id FROM signature s WHERE NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id)
      ORDER BY s.signed_at DESC LIMIT 1`,
  },
  {
    name: "badge",
    visitor: "anyone",
    path: "/badges/{}",
    find: `SELECT s.public_id FROM signature s WHERE NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id)
      ORDER BY s.signed_at DESC LIMIT 1`,
  },
  {
    name: "candidacy-disputed",
    visitor: "anyone",
    path: "/candidacies/{}",
    find: `SELECT c.public_id FROM signature_event e JOIN signature s ON s.id = e.signature_id JOIN candidacy c ON c.id = s.candidacy_id
      WHERE e.kind = 'disputed' AND NOT EXISTS (SELECT FROM signature_event r WHERE r.signature_id = s.id AND r.kind = 'resolved') LIMIT 1`,
  },
  { name: "party", visitor: "anyone", path: "/organizations/parti-des-quatre-saisons" },
  { name: "elections", visitor: "anyone", path: "/elections" },
  {
    name: "election",
    visitor: "anyone",
    path: "/elections/{}",
    find: `SELECT e.slug FROM election e JOIN ballot b ON b.election_id = e.id WHERE ${CURRENT} LIMIT 1`,
  },
  { name: "data", visitor: "anyone", path: "/data" },
  { name: "data-none", visitor: "anyone", path: "/data?department=none" },
  { name: "forms", visitor: "anyone", path: "/forms" },
  { name: "changes", visitor: "anyone", path: "/changes", isPrinted: true },
  { name: "embed", visitor: "anyone", path: "/embed" },
  {
    name: "embed-built",
    visitor: "anyone",
    path: "/embed?page=/fr/forms/{}&lang=fr&theme=auto",
    find: FORM_SLUG,
  },
  { name: "embed-form", visitor: "anyone", path: "/embed/forms/{}", find: FORM_SLUG },
  { name: "embed-constituency", visitor: "anyone", path: "/embed/elections/{}", find: ballot(signers) },
  { name: "embed-candidate", visitor: "anyone", path: "/embed/candidates/{}", find: candidacy(signers) },
  { name: "form", visitor: "anyone", path: "/forms/{}", find: FORM_SLUG },
  { name: "version", visitor: "anyone", path: "/forms/{}/versions/1", find: FORM_SLUG, isPrinted: true },
  { name: "organization", visitor: "anyone", path: "/organizations/garanties" },
  { name: "search", visitor: "anyone", path: "/search" },
  { name: "search-choice", visitor: "anyone", path: "/search?q=78700" },
  { name: "search-address", visitor: "anyone", path: "/search?q=5%20rue%20Jules%20Verne" },
  { name: "search-street", visitor: "anyone", path: "/search?q=12%20rue%20de%20Paris" },
  { name: "search-nothing", visitor: "anyone", path: "/search?q=Nullepart-sur-Rien" },
  {
    name: "split-commune",
    visitor: "anyone",
    path: "/places/{}",
    find: `SELECT a.scheme || '/' || a.code FROM area a JOIN area_part p ON p.part_id = a.id
           WHERE a.level = 'commune' AND p.is_partial GROUP BY a.scheme, a.code ORDER BY abs(count(*) - 3), a.code LIMIT 1`,
  },
  {
    name: "split-street",
    visitor: "anyone",
    path: "/places/{}?street=1",
    find: `SELECT a.scheme || '/' || a.code FROM area a JOIN area_part p ON p.part_id = a.id
           WHERE a.level = 'commune' AND p.is_partial GROUP BY a.scheme, a.code ORDER BY count(*), a.code LIMIT 1`,
  },
  {
    name: "write-channels",
    visitor: "anyone",
    path: "/candidacies/{}/write",
    find: candidacy(
      "(SELECT count(*) FROM public_channel h WHERE h.candidacy_id = c.id)",
      `${signers} = 0 AND ${asked} > 0`,
    ),
  },
  {
    name: "constituency-channels",
    visitor: "anyone",
    path: "/elections/{}",
    find: ballot("(SELECT count(*) FROM public_channel h WHERE h.candidacy_id = c.id)"),
  },
  { name: "method", visitor: "anyone", path: "/method" },
  { name: "legal", visitor: "anyone", path: "/legal" },
  { name: "privacy", visitor: "anyone", path: "/privacy" },
  { name: "accessibility", visitor: "anyone", path: "/accessibility" },
  { name: "not-found", visitor: "anyone", path: "/nothing-here", status: 404 },
];
