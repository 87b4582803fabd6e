import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { logEvent, logSignatures } from "@/lib/proof/commands";
import { whyNotLogEarlier } from "@/lib/proof/rules";
import { dayOf } from "@/lib/proof/statement/leaf";
import { eventsWithoutLeaf, signaturesWithoutLeaf } from "./queries";
import { EVENTS, type Facts, statementOf } from "./rules";

const AT_ONCE = 200;

async function logSome(tx: Tx, ctx: Ctx): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('log signatures', 0))`;
  const today = dayOf(ctx.now.toISOString());
  const signatures = await signaturesWithoutLeaf(tx, AT_ONCE);
  const entered = ({ signedAt }: Facts) => (dayOf(signedAt.toISOString()) === today ? undefined : today);
  await logSignatures(
    tx,
    signatures.map(({ id, ...facts }) => ({ id, statement: statementOf(facts, entered(facts)) })),
  );
  const events = signatures.length < AT_ONCE ? await eventsWithoutLeaf(tx, AT_ONCE) : [];
  for (const { kind, at, reason, said, ...event } of events) {
    const type = EVENTS[kind];
    if (!type) continue;
    const later = dayOf(at.toISOString()) === today ? {} : { entered: today };
    const why = reason ? { reason } : {};
    await logEvent(tx, event, { type, at: at.toISOString(), ...why, ...said, ...later });
  }
  return signatures.length + events.length;
}

/**
 * Gives each signature, withdrawal and dispute without a leaf its own, the oldest first: what was done before there was a
 * log enters it later, and says so. Signatures whose words have no leaf yet wait for it.
 */
export async function logEarlier(ctx: Ctx): Promise<Result<{ count: number }, "not-yours">> {
  const no = whyNotLogEarlier(ctx);
  if (no) return refuse(no);
  let count = 0;
  for (let some = -1; some !== 0; count += some) some = await db().$transaction((tx) => logSome(tx, ctx));
  return done({ count });
}
