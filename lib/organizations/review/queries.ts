import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { type Standing, standingOf, whyNotReview } from "./rules";

export interface ReviewRow {
  readonly id: string;
  readonly name: string;
  readonly website: string | null;
  readonly owners: readonly string[];
  readonly published: number;
  readonly drafts: number;
  readonly standing: Standing;
  readonly since: Date;
  readonly note: string;
}

const ORDER: readonly Standing[] = ["waiting", "approved", "refused"];

/** Every NGO of this site, those that wait first; null for who is not the operator. */
export async function ngosFor(ctx: Ctx): Promise<readonly ReviewRow[] | null> {
  if (whyNotReview(ctx)) return null;
  const rows = await db().organization.findMany({
    where: { kind: "ngo" },
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      website: true,
      approvedAt: true,
      refusedAt: true,
      createdAt: true,
      reviewNote: true,
      memberships: { where: { role: "owner" }, select: { user: { select: { name: true, email: true } } } },
      authorships: {
        where: { isLead: true },
        select: { form: { select: { versions: { select: { publishedAt: true } } } } },
      },
    },
  });
  const list = rows.map((row): ReviewRow => {
    const forms = row.authorships.map(({ form }) => form.versions.some(({ publishedAt }) => publishedAt));
    return {
      ...{ id: row.id, name: row.name, website: row.website, note: row.reviewNote ?? "" },
      owners: row.memberships.map(({ user }) => `${user.name} (${user.email})`.trim()),
      published: forms.filter(Boolean).length,
      drafts: forms.filter((isPublic) => !isPublic).length,
      standing: standingOf(row),
      since: row.approvedAt ?? row.refusedAt ?? row.createdAt,
    };
  });
  return list.sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}
