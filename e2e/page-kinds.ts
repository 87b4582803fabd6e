import {
  begun,
  CLOSED,
  candidacy,
  complete,
  EARLIER_FORM,
  FORM,
  link,
  mail,
  prepared,
  signed,
  signers,
  TEAM,
} from "./page-finds";
import { CITIZEN } from "./page-kinds-citizen";
import { PROOF } from "./page-kinds-proof";

/** Who opens a page: anybody, the holder of a personal link, the owner of the first NGO, or the operator. */
export type Visitor = "anyone" | "candidate" | "officer" | "operator";

export interface PageKind {
  /** Of its pictures and of its tests. */
  readonly name: string;
  readonly visitor: Visitor;
  /** Without the language; `{}` stands for what `find` finds (for a candidate the id of a link, which becomes its token). */
  readonly path: string;
  /** SQL for one row with one text column: the example on the demo's data that shows most. */
  readonly find?: string;
  /** 200 unless said. */
  readonly status?: number;
  /** Printed on A4 as well. */
  readonly isPrinted?: true;
  /** "empty" is a live instance that nobody has opened yet; else the demonstration. */
  readonly site?: "empty";
}

const PREPARED = link(`NOT ${signed} AND ${prepared}`);

const CANDIDATE: readonly PageKind[] = [
  { name: "sign-open", visitor: "candidate", path: "/sign/{}", find: link(`NOT ${signed} AND NOT ${begun}`) },
  {
    name: "sign-answers",
    visitor: "candidate",
    path: "/sign/{}/answers?theme=0",
    find: link(`NOT ${signed} AND ${begun}`),
  },
  {
    name: "sign-review",
    visitor: "candidate",
    path: "/sign/{}/review",
    find: link(`NOT ${signed} AND ${begun}`),
  },
  {
    name: "sign-confirm",
    visitor: "candidate",
    path: "/sign/{}/confirm",
    find: link(`NOT ${signed} AND ${begun}`),
  },
  { name: "sign-done", visitor: "candidate", path: "/sign/{}/done", find: link(signed) },
  { name: "sign-again", visitor: "candidate", path: "/sign/{}", find: link(signed) },
  { name: "sign-erase", visitor: "candidate", path: "/sign/{}/erase", find: link(signed) },
  { name: "sign-withdraw", visitor: "candidate", path: "/sign/{}/withdraw", find: link(signed) },
  { name: "sign-dispute", visitor: "candidate", path: "/sign/{}/dispute", find: link(signed) },
  {
    name: "sign-decline",
    visitor: "candidate",
    path: "/sign/{}/decline",
    find: link(`NOT ${signed} AND NOT ${begun}`),
  },
  {
    name: "sign-not-me",
    visitor: "candidate",
    path: "/sign/{}/not-me",
    find: link(`NOT ${signed} AND NOT ${begun}`),
  },
  {
    name: "sign-stop",
    visitor: "candidate",
    path: "/sign/{}/stop",
    find: link(`NOT ${signed} AND NOT ${begun}`),
  },
  { name: "sign-prepared", visitor: "candidate", path: "/sign/{}", find: PREPARED },
  { name: "sign-approve", visitor: "candidate", path: "/sign/{}/review", find: PREPARED },
  { name: "sign-prepare", visitor: "candidate", path: "/sign/{}/prepare", find: PREPARED },
  { name: "sign-forms", visitor: "candidate", path: "/sign/{}/forms", find: link(signed) },
  { name: "sign-team", visitor: "candidate", path: "/sign/{}", find: TEAM },
  { name: "sign-team-review", visitor: "candidate", path: "/sign/{}/review", find: TEAM },
  { name: "sign-not-for-team", visitor: "candidate", path: "/sign/{}/confirm", find: TEAM, status: 403 },
  {
    name: "sign-ready",
    visitor: "candidate",
    path: "/sign/{}/confirm",
    find: link(`NOT ${signed} AND ${complete}`),
  },
  { name: "sign-closed", visitor: "candidate", path: "/sign/{}", find: CLOSED, status: 410 },
  { name: "sign-told", visitor: "anyone", path: "/sign/told?what=stop" },
  { name: "sign-unknown", visitor: "anyone", path: `/sign/${"x".repeat(43)}`, status: 404 },
];

const DESK: readonly PageKind[] = [
  { name: "login", visitor: "anyone", path: "/login" },
  { name: "login-sent", visitor: "anyone", path: "/login/sent" },
  { name: "desk", visitor: "officer", path: "/desk" },
  { name: "desk-new-form", visitor: "officer", path: "/desk/forms/new" },
  { name: "desk-members", visitor: "officer", path: "/desk/members" },
  { name: "desk-webhooks", visitor: "officer", path: "/desk/webhooks" },
  { name: "desk-overview", visitor: "officer", path: "/desk/forms/{}/overview", find: FORM },
  { name: "desk-editor", visitor: "officer", path: "/desk/forms/{}", find: FORM },
  { name: "desk-preview", visitor: "officer", path: "/desk/forms/{}/preview", find: FORM },
  { name: "desk-preview-mail", visitor: "officer", path: "/desk/forms/{}/preview/mail", find: FORM },
  {
    name: "desk-preview-print",
    visitor: "officer",
    path: "/desk/forms/{}/preview?as=print",
    find: FORM,
    isPrinted: true,
  },
  { name: "desk-since-source", visitor: "officer", path: "/desk/forms/{}/diff?source", find: FORM },
  { name: "desk-variant", visitor: "officer", path: "/desk/forms/{}/variant", find: FORM },
  { name: "desk-again", visitor: "officer", path: "/desk/forms/{}/again", find: EARLIER_FORM },
  { name: "desk-contacts", visitor: "officer", path: "/desk/forms/{}/contacts", find: FORM },
  { name: "desk-invitations", visitor: "officer", path: "/desk/forms/{}/invitations", find: FORM },
  {
    name: "desk-reminders",
    visitor: "officer",
    path: "/desk/forms/{}/invitations?kind=reminder",
    find: FORM,
  },
  { name: "desk-rehearsal", visitor: "officer", path: "/desk/forms/{}/rehearsal", find: FORM },
  { name: "desk-kit", visitor: "officer", path: "/desk/kit" },
  { name: "desk-check", visitor: "officer", path: "/desk/forms/{}/invitations/check", find: FORM },
  {
    name: "desk-people",
    visitor: "officer",
    path: "/desk/forms/{}/invitations/people?kind=invitation&reason=no-contact",
    find: FORM,
  },
  { name: "desk-candidates", visitor: "officer", path: "/desk/forms/{}/candidates", find: FORM },
  {
    name: "desk-candidate",
    visitor: "officer",
    path: "/desk/forms/{}",
    find: `SELECT (${FORM}) || '/candidates/' || (${candidacy("(SELECT count(*) FROM phone_call x WHERE x.candidacy_id = c.id)")})`,
  },
  { name: "desk-disputes", visitor: "officer", path: "/desk/forms/{}/disputes", find: FORM },
  { name: "desk-coalition", visitor: "officer", path: "/desk/forms/{}/coalition", find: FORM },
  { name: "desk-calls", visitor: "officer", path: "/desk/forms/{}/calls", find: FORM },
  { name: "desk-received", visitor: "officer", path: "/desk/forms/{}/received", find: FORM },
  {
    name: "desk-receive",
    visitor: "officer",
    path: "/desk/forms/{}",
    find: `SELECT (${FORM}) || '/received/new?role=candidate&candidacy=' || (${candidacy("(SELECT count(*) FROM phone_call x WHERE x.candidacy_id = c.id)")})`,
  },
  {
    name: "desk-quote",
    visitor: "officer",
    path: "/desk/forms/{}",
    find: `SELECT (${FORM}) || '/received/quote?role=candidate&candidacy=' || (${candidacy("(SELECT count(*) FROM phone_call x WHERE x.candidacy_id = c.id)")})`,
  },
  { name: "desk-review", visitor: "officer", path: "/desk/forms/{}/review", find: FORM },
  { name: "desk-journal", visitor: "officer", path: "/desk/journal" },
  { name: "admin-journal", visitor: "operator", path: "/admin/journal" },
  { name: "desk-reports", visitor: "officer", path: "/desk/reports" },
  {
    name: "desk-not-found",
    visitor: "officer",
    path: "/desk/forms/00000000-0000-4000-8000-000000000000",
    status: 404,
  },
  { name: "admin", visitor: "operator", path: "/admin" },
  { name: "admin-imports", visitor: "operator", path: "/admin/imports" },
  { name: "admin-import", visitor: "operator", path: "/admin/imports/new" },
  { name: "admin-areas", visitor: "operator", path: "/admin/imports/areas" },
  { name: "admin-reports", visitor: "operator", path: "/admin/reports" },
  { name: "admin-persons", visitor: "operator", path: "/admin/persons" },
  {
    name: "admin-person",
    visitor: "operator",
    path: "/admin/persons/{}",
    find: candidacy(signers).replace("c.public_id", "p.public_id"),
  },
  { name: "admin-organizations", visitor: "operator", path: "/admin/organizations" },
  { name: "admin-elections", visitor: "operator", path: "/admin/elections" },
  {
    name: "admin-election",
    visitor: "operator",
    path: "/admin/elections/{}",
    find: "SELECT e.slug FROM election e JOIN form f ON f.election_id = e.id ORDER BY f.created_at LIMIT 1",
  },
  {
    name: "admin-election-edit",
    visitor: "operator",
    path: "/admin/elections/{}?add=edit",
    find: "SELECT e.slug FROM election e JOIN form f ON f.election_id = e.id ORDER BY f.created_at LIMIT 1",
  },
  {
    name: "admin-candidacy-adding",
    visitor: "operator",
    path: "/admin/candidacies/{}?add=nomination",
    find: candidacy("(SELECT count(*) FROM contender r WHERE r.person_id = c.person_id)"),
  },
];

const CHANNELS: readonly PageKind[] = [
  {
    name: "admin-candidacy-channel",
    visitor: "operator",
    path: "/admin/candidacies/{}?add=channel",
    find: candidacy("(SELECT count(*) FROM public_channel h WHERE h.candidacy_id = c.id)"),
  },
];

const MACHINE: readonly PageKind[] = [
  { name: "system", visitor: "anyone", path: "/dev/components" },
  { name: "inbox", visitor: "anyone", path: "/dev/inbox" },
  { name: "mail-invitation", visitor: "anyone", path: "/dev/inbox/{}", find: mail("invitation") },
  { name: "setup", visitor: "anyone", path: "/setup", site: "empty" },
];

/** Every kind of page of the product: what is listed here is pictured, and held to the same tests in both languages. */
export const PAGE_KINDS: readonly PageKind[] = [
  ...CITIZEN,
  ...CANDIDATE,
  ...DESK,
  ...PROOF,
  ...CHANNELS,
  ...MACHINE,
];
