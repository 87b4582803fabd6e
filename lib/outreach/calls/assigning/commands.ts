import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { matchingFor } from "../../candidates/queries";
import { candidatesQuery } from "../../candidates/schema";
import { authorsOf } from "../../contacts/queries";
import { whyNotAssign } from "../rules";
import type { AssignInput, UnassignInput } from "../schema";

/** Areas of these codes that hold a ballot of the election, themselves or below. */
function areasOf(
  tx: Tx,
  electionId: string,
  codes: readonly string[],
): Promise<{ id: string; code: string }[]> {
  return tx.$queryRaw<{ id: string; code: string }[]>`
    SELECT x.id, x.code FROM area x WHERE x.code = ANY (${[...codes]}::text[]) AND EXISTS (
      SELECT FROM ballot b JOIN area a ON a.id = b.area_id LEFT JOIN area u ON u.id = a.parent_id
      WHERE b.election_id = ${electionId}::uuid AND x.id IN (a.id, a.parent_id, u.parent_id))`;
}

/** Gives areas or candidacies to one who calls; what she has already stays. */
export async function assignCalls(
  ctx: Ctx,
  { formId, userId, areas, candidacies, matching }: AssignInput,
): Promise<Result<{ count: number }, "not-yours" | "no-caller" | "no-area" | "nothing-given">> {
  const form = await authorsOf(formId);
  const no = whyNotAssign(ctx, form?.authors ?? []);
  if (no || !form) return refuse("not-yours");
  const query =
    matching === undefined ? null : candidatesQuery.parse(Object.fromEntries(new URLSearchParams(matching)));
  const view = query && (await matchingFor(ctx, formId, query));
  const wanted = view ? view.map(({ publicId }) => publicId) : candidacies;
  if (areas.length + wanted.length === 0) return refuse("nothing-given");
  return db().$transaction(async (tx) => {
    const isCaller = await tx.membership.count({
      where: { userId, role: { not: "viewer" }, organizationId: { in: [...form.authors] } },
    });
    if (isCaller === 0) return refuse("no-caller");
    const found = await areasOf(tx, form.electionId, areas);
    const unknown = areas.find((code) => !found.some((area) => area.code === code));
    if (unknown) return refuse("no-area", { code: unknown });
    const people = await tx.candidacy.findMany({
      where: { publicId: { in: [...wanted] }, ballot: { electionId: form.electionId } },
      select: { id: true },
    });
    const base = { formId, userId, createdAt: ctx.now };
    const data = [
      ...found.map(({ id }) => ({ ...base, areaId: id })),
      ...people.map(({ id }) => ({ ...base, candidacyId: id })),
    ];
    const { count } = await tx.callerAssignment.createMany({ data, skipDuplicates: true });
    const subject = { kind: "form", id: formId };
    await record(tx, ctx, { action: "outreach.assign-calls", subject, after: { userId, areas, count } });
    return done({ count });
  });
}

/** Takes an area or a candidacy from one who calls. */
export async function unassignCalls(
  ctx: Ctx,
  { assignmentId }: UnassignInput,
): Promise<Result<object, "not-yours">> {
  const select = { formId: true, userId: true, areaId: true, candidacyId: true } as const;
  const held = await db().callerAssignment.findUnique({ where: { id: assignmentId }, select });
  const form = held && (await authorsOf(held.formId));
  const no = whyNotAssign(ctx, form?.authors ?? []);
  if (no || !held) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    await tx.callerAssignment.deleteMany({ where: { id: assignmentId } });
    const subject = { kind: "form", id: held.formId };
    await record(tx, ctx, { action: "outreach.unassign-calls", subject, before: held });
    return done({});
  });
}
