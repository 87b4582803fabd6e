import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { configuredOrigin } from "@/lib/core/origin";
import { mayEdit } from "@/lib/organizations/rules";
import { authorsOf } from "../contacts/queries";
import { bouncesToken, holderOf } from "./reference";

/** The NGO ("" for the whole instance) to which a token of the door belongs; null for none. */
export async function bouncesHolder(token: string): Promise<string | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const ngos = await db().organization.findMany({ where: { kind: "ngo" }, select: { id: true } });
  return holderOf(
    token,
    ngos.map(({ id }) => id),
  );
}

/** Where a provider posts the bounces of a form's NGO, and for the operator those of all; null for who may not know. */
export async function bouncesAddressFor(ctx: Ctx, formId: string): Promise<string | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.find((id) => mayEdit(roleIn(ctx, id)));
  if (!own) return null;
  const isOperator = ctx.actor.kind === "member" && ctx.actor.isOperator;
  return `${configuredOrigin()}/api/v1/bounces/${bouncesToken(isOperator ? "" : own)}`;
}
