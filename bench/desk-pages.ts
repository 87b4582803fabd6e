import type { NationalCampaign } from "./volume";

/** What the addresses of the desk's pages need to know of an instance. */
export interface Known extends NationalCampaign {
  /** Public ids. */
  readonly candidacy: string;
  readonly person: string;
  readonly plan: string;
  /** A candidate's family name. */
  readonly name: string;
}

export interface DeskVisitAddress {
  /** The folder of the page's file, e.g. "/desk/forms/[id]". */
  readonly page: string;
  readonly params?: Readonly<Record<string, keyof Known>>;
  readonly search?: Readonly<Record<string, string>>;
}

const FORM = { id: "formId" } as const;
const form = (page: string, search: Record<string, string> = {}): DeskVisitAddress => ({
  page: `/desk/forms/[id]${page}`,
  params: FORM,
  search,
});

/** Every page of the desk and of the administration, with the views that ask most; lib/plans.test.ts sees that none is left out. */
export const DESK_PAGES: readonly DeskVisitAddress[] = [
  { page: "/desk" },
  { page: "/desk/members" },
  { page: "/desk/reports" },
  { page: "/desk/forms/new" },
  form(""),
  form("/overview"),
  form("/overview", { by: "party" }),
  form("/preview"),
  form("/diff"),
  form("/publish"),
  form("/contacts"),
  form("/candidates"),
  form("/candidates", { sort: "last", dir: "desc", page: "40" }),
  form("/candidates", { q: "{name}" }),
  { page: "/desk/forms/[id]/candidates/[candidacy]", params: { ...FORM, candidacy: "candidacy" } },
  form("/invitations"),
  form("/invitations", { kind: "reminder" }),
  form("/invitations/check"),
  form("/invitations/people", { kind: "invitation", reason: "no-contact" }),
  form("/invitations/people", { kind: "reminder", reason: "recipients" }),
  form("/invitations/people", { mailing: "all", group: "accepted", page: "20" }),
  form("/calls"),
  form("/review"),
  { page: "/admin" },
  { page: "/admin/elections" },
  { page: "/admin/elections/[slug]", params: { slug: "electionSlug" } },
  { page: "/admin/elections/[slug]", params: { slug: "electionSlug" }, search: { q: "{name}" } },
  { page: "/admin/candidacies/[id]", params: { id: "candidacy" } },
  { page: "/admin/persons" },
  { page: "/admin/persons", search: { q: "{name}" } },
  { page: "/admin/persons/[id]", params: { id: "person" } },
  { page: "/admin/organizations" },
  { page: "/admin/reports" },
  { page: "/admin/imports" },
  { page: "/admin/imports/new" },
  { page: "/admin/imports/[id]", params: { id: "plan" } },
];

/** The name of a visit in a test: its page and its search. */
export function nameOf({ page, search = {} }: DeskVisitAddress): string {
  const asked = new URLSearchParams(search).toString();
  return asked ? `${page}?${asked}` : page;
}

/** The values of a page's parameters on an instance. */
export function paramsOf({ params = {} }: DeskVisitAddress, known: Known): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, from]) => [name, known[from]]));
}

/** Its search, the name looked for put in. */
export function searchOf({ search = {} }: DeskVisitAddress, { name }: Known): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).map(([key, value]) => [key, value.replace("{name}", name)]),
  );
}

/** What the addresses need to know, asked of the database by `one`, which gives the one text that a query finds. */
export async function knownOf(
  campaign: NationalCampaign,
  one: (sql: string) => Promise<string>,
): Promise<Known> {
  const signers = `FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN signature s ON s.candidacy_id = c.id JOIN person p ON p.id = c.person_id
    WHERE b.election_id = '${campaign.electionId}' ORDER BY c.public_id LIMIT 1`;
  return {
    ...campaign,
    candidacy: await one(`SELECT c.public_id ${signers}`),
    name: await one(`SELECT p.family_name ${signers}`),
    person: await one("SELECT p.public_id FROM person_merge m JOIN person p ON p.id = m.kept_id LIMIT 1"),
    plan: await one("SELECT id FROM import_plan LIMIT 1"),
  };
}
