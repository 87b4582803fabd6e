import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { authorsOf } from "../../contacts/queries";
import { TROUBLES } from "./rules";

export interface Trouble {
  readonly id: string;
  readonly mailingId: string;
  readonly name: string;
  readonly area: string;
  /** The relay's last words, where there were any. */
  readonly reply: string;
  readonly queuedAt: Date;
}

export interface Troubles {
  readonly counts: Readonly<Record<(typeof TROUBLES)[number], number>>;
  /** Mailings with mails in doubt, and how many. */
  readonly doubts: readonly { readonly mailingId: string; readonly count: number }[];
  /** People whose mail host told us that they call our mail unwanted. */
  readonly complaints: number;
  /** Mails in doubt, which a person settles one by one; thirty of them. */
  readonly first: readonly Trouble[];
}

const NONE: Troubles = {
  counts: { in_doubt: 0, refused: 0, bounced: 0 },
  doubts: [],
  complaints: 0,
  first: [],
};

/** The mails that a person must look at: perhaps sent when the worker died, refused or bounced. */
export async function troublesFor(ctx: Ctx, formId: string): Promise<Troubles> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => roleIn(ctx, id))) return NONE;
  const where = { formId, status: { in: [...TROUBLES] } };
  const [groups, complaints, first] = await Promise.all([
    db().invitation.groupBy({ by: ["mailingId", "status"], where, _count: { _all: true } }),
    db().bounce.count({ where: { kind: "complaint", invitation: { formId } } }),
    firstTroubles(formId),
  ]);
  const sum = (status: string) =>
    groups.filter((group) => group.status === status).reduce((all, { _count }) => all + _count._all, 0);
  const doubts = groups
    .filter(({ status }) => status === "in_doubt")
    .map(({ mailingId, _count }) => ({ mailingId, count: _count._all }));
  const counts = { in_doubt: sum("in_doubt"), refused: sum("refused"), bounced: sum("bounced") };
  return { counts, doubts, complaints, first };
}

const PERSON = { givenName: true, familyName: true } as const;

async function firstTroubles(formId: string): Promise<readonly Trouble[]> {
  const rows = await db().invitation.findMany({
    where: { formId, status: "in_doubt" },
    orderBy: [{ queuedAt: "desc" }, { id: "asc" }],
    take: 30,
    select: {
      id: true,
      mailingId: true,
      role: true,
      reply: true,
      queuedAt: true,
      candidacy: {
        select: {
          person: { select: PERSON },
          substitute: { select: PERSON },
          ballot: { select: { area: { select: { name: true } } } },
        },
      },
    },
  });
  return rows.map(({ role, reply, candidacy, ...row }) => {
    const person = (role === "substitute" ? candidacy.substitute : null) ?? candidacy.person;
    return { ...row, name: displayName(person), area: candidacy.ballot.area.name, reply: reply ?? "" };
  });
}
