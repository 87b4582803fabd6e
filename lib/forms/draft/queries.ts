import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import type { Prisma } from "@/prisma/client/client";
import type { Role } from "@/prisma/client/enums";
import { WORDS } from "../queries";
import { readText, readWords } from "../rules";
import type { Words } from "../schema";
import { isOver } from "./cloning/rules";

/** A form as the desk of one of its authors knows it. */
export interface DeskForm {
  readonly id: string;
  readonly slug: string;
  /** Of the draft, else of the latest version. */
  readonly title: LocalizedText;
  readonly election: { readonly id: string; readonly slug: string; readonly name: LocalizedText };
  readonly closesAt: Date;
  readonly timeZone: string;
  /** The caller's NGO among the authors, and what she may do there. */
  readonly organization: { readonly id: string; readonly name: string };
  readonly role: Role;
  readonly draft: {
    readonly id: string;
    readonly number: number;
    readonly revision: number;
    readonly updatedAt: Date;
  } | null;
  readonly published: { readonly id: string; readonly number: number; readonly publishedAt: Date } | null;
  readonly source: Source | null;
  /** Names of the areas of a local variant; none for a form that is for all. */
  readonly areas: readonly string[];
}

/** The published version of an earlier form from which a form was begun; public. */
export interface Source {
  readonly formId: string;
  readonly slug: string;
  readonly number: number;
  readonly title: LocalizedText;
  readonly election: LocalizedText;
}

const DESK = {
  id: true,
  slug: true,
  closesAt: true,
  timeZone: true,
  election: { select: { id: true, slug: true, name: true } },
  authors: {
    orderBy: [{ isLead: "desc" }, { organizationId: "asc" }],
    select: { organization: { select: { id: true, name: true } } },
  },
  versions: {
    orderBy: { number: "desc" },
    take: 2,
    select: { id: true, number: true, title: true, revision: true, updatedAt: true, publishedAt: true },
  },
  areas: { orderBy: { area: { code: "asc" } }, select: { area: { select: { name: true } } } },
  sourceVersion: {
    select: {
      number: true,
      title: true,
      form: { select: { id: true, slug: true, election: { select: { name: true } } } },
    },
  },
} as const satisfies Prisma.FormSelect;

type Row = Prisma.FormGetPayload<{ select: typeof DESK }>;

function sourceOf(version: Row["sourceVersion"]): Source | null {
  if (!version) return null;
  const { number, title, form } = version;
  const { id: formId, slug, election } = form;
  return { formId, slug, number, title: readText(title), election: readText(election.name) };
}

function viewOf(ctx: Ctx, row: Row): DeskForm | null {
  const own = row.authors.flatMap(({ organization }) => {
    const role = roleIn(ctx, organization.id);
    return role ? [{ organization, role }] : [];
  });
  const best = own.find(({ role }) => role === "owner" || role === "editor") ?? own[0];
  const [latest] = row.versions;
  if (!best || !latest) return null;
  const published = row.versions.flatMap(({ id, number, publishedAt }) =>
    publishedAt ? [{ id, number, publishedAt }] : [],
  );
  const { id, slug, closesAt, timeZone, election } = row;
  return {
    id,
    slug,
    closesAt,
    timeZone,
    title: readText(latest.title),
    election: { ...election, name: readText(election.name) },
    ...best,
    draft: latest.publishedAt ? null : latest,
    published: published[0] ?? null,
    source: sourceOf(row.sourceVersion),
    areas: row.areas.map(({ area }) => area.name),
  };
}

const own = (ctx: Ctx): Prisma.FormWhereInput => ({
  authors: {
    some: {
      organizationId: {
        in: ctx.actor.kind === "member" ? ctx.actor.memberships.map((one) => one.organizationId) : [],
      },
    },
  },
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A form of one of the caller's NGOs; null where there is none, or it is another's. */
export async function deskFormFor(ctx: Ctx, formId: string): Promise<DeskForm | null> {
  if (!UUID.test(formId)) return null;
  const row = await db().form.findFirst({ where: { ...own(ctx), id: formId }, select: DESK });
  return row && viewOf(ctx, row);
}

/** The forms of the caller's NGOs, newest first. */
export async function deskFormsFor(ctx: Ctx): Promise<readonly DeskForm[]> {
  const rows = await db().form.findMany({ where: own(ctx), orderBy: { createdAt: "desc" }, select: DESK });
  return rows.flatMap((row) => viewOf(ctx, row) ?? []);
}

/** The words of a version of a form that `deskFormFor` has shown, draft or published. */
export async function wordsFor(form: Pick<DeskForm, "id">, number: number): Promise<Words | null> {
  const row = await db().formVersion.findUnique({
    where: { formId_number: { formId: form.id, number } },
    select: WORDS,
  });
  return row && readWords(row);
}

/** An election for which a form can be written. */
export interface ElectionChoice {
  readonly id: string;
  readonly name: LocalizedText;
  readonly firstRound: Date | null;
  /** Its last known poll is past. */
  readonly isOver: boolean;
}

/** All elections of this instance, the latest first; they come from the import of an official list. */
export async function electionChoices(now: Date): Promise<readonly ElectionChoice[]> {
  const rows = await db().election.findMany({
    select: {
      id: true,
      name: true,
      rounds: { orderBy: { number: "asc" }, select: { pollingDate: true } },
    },
  });
  const choices = rows.map(({ id, name, rounds }) => {
    const firstRound = rounds[0]?.pollingDate ?? null;
    return { id, name: readText(name), firstRound, isOver: isOver(rounds, now) };
  });
  return choices.sort((a, b) => (b.firstRound?.getTime() ?? 0) - (a.firstRound?.getTime() ?? 0));
}

/** How far a form came: each a number of candidacies, substitutes apart. */
export interface Funnel {
  readonly candidacies: number;
  readonly addresses: number;
  readonly asked: number;
  readonly started: number;
  readonly signed: number;
  readonly declined: number;
  /** Candidacies of whose link somebody said: "this is not me". */
  readonly reports: number;
}

const FUNNEL = `
  WITH standing AS (
    SELECT c.id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
    WHERE b.election_id = $2 AND c.status IN ('announced', 'standing') AND b.id IN (SELECT form_ballots($1))
  ), latest AS (
    SELECT DISTINCT ON (s.candidacy_id) s.id, s.candidacy_id FROM signature s JOIN standing c ON c.id = s.candidacy_id
    WHERE s.form_id = $1 AND s.role = 'candidate' AND NOT signature_annulled(s.id) ORDER BY s.candidacy_id, s.revision DESC
  )
  SELECT (SELECT count(*) FROM standing)::int AS candidacies,
    (SELECT count(DISTINCT k.candidacy_id) FROM contact k JOIN standing s ON s.id = k.candidacy_id
      WHERE k.organization_id = ANY ($3::uuid[]) AND k.channel = 'email' AND k.role = 'candidate' AND k.stopped_at IS NULL)::int AS addresses,
    (SELECT count(DISTINCT k.candidacy_id) FROM contact_attempt k JOIN standing s ON s.id = k.candidacy_id
      WHERE k.form_id = $1 AND k.role = 'candidate' AND k.outcome <> 'bounced')::int AS asked,
    (SELECT count(DISTINCT d.candidacy_id) FROM signing_draft d JOIN form_version v ON v.id = d.version_id
      JOIN standing s ON s.id = d.candidacy_id WHERE v.form_id = $1 AND d.role = 'candidate' AND d.started_at IS NOT NULL)::int AS started,
    (SELECT count(*) FROM latest l WHERE NOT EXISTS (
      SELECT FROM signature_event e WHERE e.signature_id = l.id AND e.kind IN ('withdrawn', 'erased')))::int AS signed,
    (SELECT count(DISTINCT d.candidacy_id) FROM decline d JOIN standing s ON s.id = d.candidacy_id
      WHERE d.form_id = $1 AND d.role = 'candidate')::int AS declined,
    (SELECT count(DISTINCT l.candidacy_id) FROM link_report r JOIN link l ON l.id = r.link_id JOIN standing s ON s.id = l.candidacy_id
      WHERE l.form_id = $1 AND l.role = 'candidate' AND r.kind = 'not-me')::int AS reports`;

/** The funnel of a form that `deskFormFor` has shown; of addresses, those that the caller's own NGOs hold. */
export async function funnelFor({ actor }: Ctx, form: DeskForm): Promise<Funnel> {
  const own = actor.kind === "member" ? actor.memberships.map(({ organizationId }) => organizationId) : [];
  const { rows } = await pool().query<Funnel>(FUNNEL, [form.id, form.election.id, own]);
  const [row] = rows;
  if (!row) throw new Error("a form without a funnel");
  return row;
}

/** Two texts of a form with their words. */
export interface Pair {
  /** The number of the older version of this form, or the earlier form's version from which it was begun. */
  readonly from: number | Source;
  readonly to: number;
  readonly before: Words;
  readonly after: Words;
}

/** The two newest versions of a form, the draft included; null where it has only one. */
export async function pairFor(form: DeskForm): Promise<Pair | null> {
  const to = (form.draft ?? form.published)?.number ?? 0;
  const from = to - 1;
  const [before, after] = await Promise.all([wordsFor(form, from), wordsFor(form, to)]);
  return before && after ? { from, to, before, after } : null;
}

/** The earlier form's words beside the newest of this one; null where it was begun on a blank page. */
export async function sourcePairFor(form: DeskForm): Promise<Pair | null> {
  const { source } = form;
  const to = (form.draft ?? form.published)?.number ?? 0;
  if (!source) return null;
  const [before, after] = await Promise.all([
    wordsFor({ id: source.formId }, source.number),
    wordsFor(form, to),
  ]);
  return before && after ? { from: source, to, before, after } : null;
}
