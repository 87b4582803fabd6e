import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
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
  /** From the root, e.g. "app/[locale]/(desk)/desk/page.tsx". */
  readonly file: string;
  readonly search: Readonly<Record<string, string>>;
}

/** What stands for a part in brackets, in this folder and beneath it. */
const PARTS: Readonly<Record<string, keyof Known>> = {
  "/desk/forms/[id]": "formId",
  "/desk/forms/[id]/candidates/[candidacy]": "candidacy",
  "/admin/elections/[slug]": "electionSlug",
  "/admin/candidacies/[id]": "candidacy",
  "/admin/persons/[id]": "person",
  "/admin/imports/[id]": "plan",
};

/** The views of a page that ask most, where it has several; a new page is visited without being listed here. */
const VIEWS: Readonly<Record<string, readonly Record<string, string>[]>> = {
  "/desk/forms/[id]/overview": [{}, { by: "party" }],
  "/desk/forms/[id]/candidates": [{}, { sort: "last", dir: "desc", page: "40" }, { q: "{name}" }],
  "/desk/forms/[id]/invitations": [{}, { kind: "reminder" }],
  "/desk/forms/[id]/invitations/people": [
    { kind: "invitation", reason: "no-contact" },
    { kind: "reminder", reason: "recipients" },
    { mailing: "all", group: "accepted", page: "20" },
  ],
  "/desk/forms/[id]/received": [{}, { q: "{name}" }],
  "/desk/forms/[id]/received/attest": [{ candidacy: "{candidacy}", role: "candidate" }],
  "/desk/forms/[id]/received/quote": [{ candidacy: "{candidacy}", role: "candidate" }],
  "/desk/forms/[id]/received/new": [{ candidacy: "{candidacy}", role: "candidate" }],
  "/admin/elections/[slug]": [{}, { q: "{name}" }],
  "/admin/persons": [{}, { q: "{name}" }],
};

/** Every page of the desk and of the administration. */
export const DESK_PAGES: readonly DeskVisitAddress[] = ["(desk)", "(admin)"].flatMap((group) => {
  const root = join("app/[locale]", group);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)page\.tsx$/.test(file),
  );
  return files.sort().flatMap((file) => {
    const page = `/${dirname(file)}`;
    // It answers only for a form that waits for this NGO's consent, and reads that one.
    if (page === "/desk/coalition/[id]") return [];
    // These show one paper or statement of an NGO, by its key.
    if (/^\/desk\/forms\/\[id\]\/received\/(quotes\/)?\[/.test(page)) return [];
    return (VIEWS[page] ?? [{}]).map((search) => ({ page, file: join(root, file), search }));
  });
});

/** The name of a visit in a test: its page and its search. */
export function nameOf({ page, search }: DeskVisitAddress): string {
  const asked = new URLSearchParams(search).toString();
  return asked ? `${page}?${decodeURIComponent(asked)}` : page;
}

/** The values of a page's parameters on an instance. */
export function paramsOf({ page }: DeskVisitAddress, known: Known): Record<string, string> {
  const parts = [...page.matchAll(/\[(\w+)\]/g)].map(({ 0: whole, 1: name = "", index }) => {
    const from = PARTS[page.slice(0, index + whole.length)];
    if (!from) throw new Error(`bench/desk-pages.ts does not know what stands for ${whole} in ${page}`);
    return [name, known[from]] as const;
  });
  return Object.fromEntries(parts);
}

/** Its search, the name looked for put in. */
export function searchOf({ search }: DeskVisitAddress, { name, candidacy }: Known): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).map(([key, value]) => [
      key,
      value.replace("{name}", name).replace("{candidacy}", candidacy),
    ]),
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
