import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { mayEdit } from "@/lib/organizations/rules";
import { authorsOf } from "../../contacts/queries";

export interface Assignment {
  readonly id: string;
  /** "78 Yvelines", or a candidate's name. */
  readonly label: string;
}

export interface Caller {
  readonly userId: string;
  readonly name: string;
  readonly areas: readonly Assignment[];
  readonly people: readonly Assignment[];
}

/** Who may call for a form, and what was given to each; null for who does not assign. */
export async function callersFor(ctx: Ctx, formId: string): Promise<readonly Caller[] | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => mayEdit(roleIn(ctx, id))) ?? [];
  if (own.length === 0) return null;
  const [members, given] = await Promise.all([
    db().membership.findMany({
      where: { organizationId: { in: own }, role: { in: ["owner", "editor", "caller"] } },
      orderBy: { user: { name: "asc" } },
      distinct: ["userId"],
      select: { userId: true, user: { select: { name: true, email: true } } },
    }),
    db().callerAssignment.findMany({
      where: { formId },
      orderBy: [{ area: { code: "asc" } }, { createdAt: "asc" }],
      take: 2000,
      select: {
        id: true,
        userId: true,
        area: { select: { code: true, name: true } },
        candidacy: { select: { person: { select: { givenName: true, familyName: true } } } },
      },
    }),
  ]);
  return members.map(({ userId, user }) => {
    const mine = given.filter((one) => one.userId === userId);
    return {
      userId,
      name: user.name || user.email,
      areas: mine.flatMap(({ id, area }) => (area ? [{ id, label: `${area.code} ${area.name}` }] : [])),
      people: mine.flatMap(({ id, candidacy }) =>
        candidacy ? [{ id, label: displayName(candidacy.person) }] : [],
      ),
    };
  });
}
