import "server-only";
import type { ClientBase } from "pg";
import type { Ctx } from "@/lib/core/auth/actor";
import { done, type Result, refuse } from "@/lib/core/result";
import { type Saved, writePlaces } from "./bulk/save-places";
import { whyNotSavePlaces } from "./rules";
import type { PlaceFacts } from "./schema";

/**
 * Writes areas, their other names, postcodes, parts and outlines inside the caller's bulk transaction, which also
 * holds the audit event of the import or seed that it is.
 */
export async function savePlaces(
  ctx: Ctx,
  input: { client: ClientBase; facts: PlaceFacts },
): Promise<Result<Saved, "not-operator">> {
  const no = whyNotSavePlaces(ctx);
  if (no) return refuse(no);
  return done(await writePlaces(input.client, input.facts));
}
