import { randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { logEnd } from "../webhooks/queries";

/** A webhook of an NGO, made by one of its members, that is told of what comes. Returns its id. */
export async function aWebhook(
  { organizationId }: { readonly organizationId: string },
  url = `https://a.example/${randomUUID()}`,
): Promise<string> {
  const { userId: madeById } = await db().membership.findFirstOrThrow({
    where: { organizationId },
    select: { userId: true },
  });
  const data = { organizationId, url, nextIndex: await logEnd(), madeById };
  return (await db().webhook.create({ data, select: { id: true } })).id;
}
