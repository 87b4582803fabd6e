import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { mayEdit } from "@/lib/organizations/rules";
import type { DeskForm } from "../draft/queries";
import { WORDS } from "../queries";
import { readText, readWords } from "../rules";
import type { Words } from "../schema";
import type { Member } from "./rules";

/** The NGOs of a form: who writes it, the lead first, then who was asked or left, by name. */
export async function membersOf(formId: string, tx: Tx = db()): Promise<readonly Member[]> {
  const organization = { select: { name: true } } as const;
  const [authors, events] = await Promise.all([
    tx.formAuthor.findMany({
      where: { formId, OR: [{ isLead: true }, { consentedAt: { not: null } }] },
      select: { organizationId: true, isLead: true, organization },
    }),
    tx.authorEvent.findMany({
      where: { formId },
      orderBy: { number: "asc" },
      select: { organizationId: true, kind: true, at: true, note: true, wordsHash: true, organization },
    }),
  ]);
  const members = new Map<string, Member>();
  for (const {
    organizationId,
    isLead,
    organization: { name },
  } of authors)
    members.set(organizationId, { organizationId, name, isLead, isAuthor: true, last: null });
  for (const {
    organizationId,
    organization: { name },
    ...last
  } of events) {
    const known = members.get(organizationId) ?? { organizationId, name, isLead: false, isAuthor: false };
    members.set(organizationId, { ...known, last });
  }
  const rank = ({ isLead, isAuthor }: Member) => (isLead ? 0 : isAuthor ? 1 : 2);
  return [...members.values()].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, "fr"));
}

/** The draft's words, else those of the latest version. */
export async function presentWords(formId: string, tx: Tx = db()): Promise<Words | null> {
  const version = await tx.formVersion.findFirst({
    where: { formId },
    orderBy: { number: "desc" },
    select: WORDS,
  });
  return version && readWords(version);
}

export interface Asked {
  readonly formId: string;
  readonly title: LocalizedText;
  readonly election: LocalizedText;
  readonly closesAt: Date;
  readonly timeZone: string;
  /** Who asks. */
  readonly authors: readonly string[];
  /** The caller's NGO that was asked, and whether she may answer for it. */
  readonly organization: { readonly id: string; readonly name: string };
  readonly mayAnswer: boolean;
  readonly at: Date;
}

/** The forms that one of the caller's NGOs was asked to write together and has not answered, the oldest first. */
export async function invitationsFor(ctx: Ctx): Promise<readonly Asked[]> {
  const own = ctx.actor.kind === "member" ? ctx.actor.memberships.map((one) => one.organizationId) : [];
  if (own.length === 0) return [];
  const rows = await db().authorEvent.findMany({
    where: { organizationId: { in: own } },
    distinct: ["formId", "organizationId"],
    orderBy: { number: "desc" },
    select: {
      kind: true,
      at: true,
      organization: { select: { id: true, name: true } },
      form: {
        select: {
          id: true,
          closesAt: true,
          timeZone: true,
          election: { select: { name: true } },
          versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
        },
      },
    },
  });
  const waiting = rows.filter(({ kind }) => kind === "invited").reverse();
  return Promise.all(
    waiting.map(async ({ at, organization, form: { id, closesAt, timeZone, election, versions } }) => ({
      formId: id,
      title: readText(versions[0]?.title ?? {}),
      election: readText(election.name),
      closesAt,
      timeZone,
      authors: (await membersOf(id)).filter(({ isAuthor }) => isAuthor).map(({ name }) => name),
      organization,
      mayAnswer: mayEdit(roleIn(ctx, organization.id)),
      at,
    })),
  );
}

/** What an NGO reads before it answers: the words as they stand, and nothing else of the form; null where nobody asked it. */
export async function askedFor(ctx: Ctx, formId: string): Promise<{ asked: Asked; words: Words } | null> {
  const asked = (await invitationsFor(ctx)).find((one) => one.formId === formId);
  const words = asked && (await presentWords(formId));
  return words ? { asked, words } : null;
}

/** The NGOs of a form that `deskFormFor` has shown, and those that it may still ask: approved, and not yet of it. */
export async function coalitionOf({ id }: DeskForm) {
  const members = await membersOf(id);
  const present = members.filter(({ isAuthor, last }) => isAuthor || last?.kind === "invited");
  const others = await db().organization.findMany({
    where: {
      kind: "ngo",
      approvedAt: { not: null },
      id: { notIn: present.map((one) => one.organizationId) },
    },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  return { members, others };
}
