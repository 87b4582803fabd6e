import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { keepToldRefusal } from "@/lib/signatures/commands";
import { linkFor } from "@/lib/signatures/links/commands";
import { addressHeld } from "@/lib/signatures/preparing/queries";
import type { CandidacyRole } from "@/prisma/client/enums";
import { languageOf } from "../../contacts/queries";
import { recordOf, whyNotRecord } from "../rules";
import { type CallInput, OUTCOMES } from "../schema";

interface Settled {
  readonly formId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly organizationId: string;
  readonly userId: string;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly settledAt: Date | null;
}

/** Sends the personal link again to the address that is held, as the candidate asked on the phone; nothing where none is. */
async function sendLink(tx: Tx, ctx: Ctx, { formId, candidacyId, role }: Settled): Promise<void> {
  const address = await addressHeld({ formId, candidacyId, role }, tx);
  if (!address) return;
  const link = await linkFor(tx, ctx, formId, { candidacyId, role, contactId: address.id });
  if (!link.ok) throw new Error("the worker may make links");
  const { value: to, organizationId } = address;
  await queueMail(tx, {
    template: "new-link",
    data: { linkId: link.value },
    locale: await languageOf(tx, { formId, candidacyId, role }),
    to,
    organizationId,
  });
}

/** Makes the request on record out of a call that can no longer be taken back, and what was promised on the phone follows. Once. */
export async function recordCall(ctx: Ctx, { callId }: CallInput): Promise<Result<object, "not-yours">> {
  const no = whyNotRecord(ctx);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const [call] = await tx.$queryRaw<Settled[]>`
      UPDATE phone_call SET recorded_at = ${ctx.now} WHERE id = ${callId}::uuid AND outcome IS NOT NULL AND recorded_at IS NULL
      RETURNING form_id AS "formId", candidacy_id AS "candidacyId", role, organization_id AS "organizationId", user_id AS "userId",
        outcome, note, settled_at AS "settledAt"`;
    const outcome = OUTCOMES.find((one) => one === call?.outcome);
    if (!call?.settledAt || !outcome) return done({});
    const { formId, candidacyId, role, organizationId, userId, note, settledAt: at } = call;
    const said = recordOf(outcome);
    const who = { formId, candidacyId, role };
    if (said) {
      const data = { ...who, organizationId, userId, channel: "phone", at, outcome: said, note };
      await tx.contactAttempt.create({ data, select: { id: true } });
    }
    if (outcome === "link") await sendLink(tx, ctx, call);
    if (outcome === "declines") await keepToldRefusal(tx, ctx, who);
    return done({});
  });
}
