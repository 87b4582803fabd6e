import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { whyNotImport } from "../../rules";

/** What this instance knows of its areas. */
export interface KnownAreas {
  readonly constituencies: number;
  /** Communes and countries of which the constituency is known. */
  readonly located: number;
  readonly shapes: number;
}

/** Null for others than the operator. */
export async function knownAreasFor(ctx: Ctx): Promise<KnownAreas | null> {
  if (whyNotImport(ctx)) return null;
  const [known] = await db().$queryRaw<KnownAreas[]>`
    SELECT count(*)::int AS constituencies, count(*) FILTER (WHERE shape IS NOT NULL)::int AS shapes,
      (SELECT count(DISTINCT part_id)::int FROM area_part) AS located
    FROM area WHERE level = 'constituency'`;
  return known ?? { constituencies: 0, located: 0, shapes: 0 };
}
