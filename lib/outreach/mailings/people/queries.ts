import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import type { Prisma } from "@/prisma/client/client";
import type { CandidacyRole, InvitationStatus } from "@/prisma/client/enums";
import { authorsOf } from "../../contacts/queries";
import { everybodyOf } from "../audience/queries";
import { GROUPS, type Which } from "./rules";

export interface Listed {
  readonly key: string;
  readonly publicId: string;
  readonly name: string;
  readonly area: string;
  readonly role: CandidacyRole;
  /** Of a mailing's list only. */
  readonly status: InvitationStatus | null;
  readonly reply: string;
  readonly at: Date | null;
}

export interface People {
  readonly total: number;
  readonly rows: readonly Listed[];
}

export const PER_PAGE = 50;

const PERSON = { givenName: true, familyName: true } as const;
const TICKET = {
  id: true,
  publicId: true,
  person: { select: PERSON },
  substitute: { select: PERSON },
  ballot: { select: { area: { select: { name: true } } } },
} as const satisfies Prisma.CandidacySelect;

function namesOf(ticket: Prisma.CandidacyGetPayload<{ select: typeof TICKET }>, role: CandidacyRole) {
  const person = (role === "substitute" ? ticket.substitute : null) ?? ticket.person;
  return { publicId: ticket.publicId, name: displayName(person), area: ticket.ballot.area.name, role };
}

async function ofMailing(
  formId: string,
  which: Extract<Which, { mailingId: string }>,
  skip: number,
): Promise<People> {
  const mailing = which.mailingId === "all" ? {} : { mailingId: which.mailingId };
  const where = { formId, ...mailing, status: { in: [...GROUPS[which.group]] } };
  const [total, rows] = await Promise.all([
    db().invitation.count({ where }),
    db().invitation.findMany({
      where,
      orderBy: [{ status: "asc" }, { id: "asc" }],
      skip,
      take: PER_PAGE,
      select: {
        id: true,
        role: true,
        status: true,
        reply: true,
        handedAt: true,
        acceptedAt: true,
        candidacy: { select: TICKET },
        bounces: { orderBy: { at: "desc" }, take: 1, select: { diagnostic: true } },
      },
    }),
  ]);
  const listed = rows.map(({ id, role, status, reply, handedAt, acceptedAt, candidacy, bounces }) => ({
    key: id,
    ...namesOf(candidacy, role),
    status,
    reply: bounces[0]?.diagnostic ?? reply ?? "",
    at: acceptedAt ?? handedAt,
  }));
  return { total, rows: listed };
}

async function ofAudience(
  formId: string,
  which: Extract<Which, { reason: string }>,
  skip: number,
): Promise<People> {
  const everybody = await everybodyOf(formId, which.kind);
  const meant = everybody.filter(({ exclusion }) => (exclusion ?? "recipients") === which.reason);
  const shown = meant.slice(skip, skip + PER_PAGE);
  const ids = shown.map(({ candidacyId }) => candidacyId);
  const tickets = await db().candidacy.findMany({ where: { id: { in: ids } }, select: TICKET });
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const rows = shown.flatMap(({ candidacyId, role }) => {
    const ticket = byId.get(candidacyId);
    return ticket
      ? [{ key: `${candidacyId} ${role}`, ...namesOf(ticket, role), status: null, reply: "", at: null }]
      : [];
  });
  return { total: meant.length, rows };
}

/** The people behind a number of the desk, a page of fifty; null for who is no member of the form's NGOs. */
export async function peopleFor(
  ctx: Ctx,
  formId: string,
  which: Which,
  page: number,
): Promise<People | null> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => roleIn(ctx, id))) return null;
  const skip = (page - 1) * PER_PAGE;
  return "mailingId" in which ? ofMailing(formId, which, skip) : ofAudience(formId, which, skip);
}
