import { db } from "@/lib/core/db";
import type { Result } from "@/lib/core/result";
import {
  ctxOf,
  type LinkWords,
  linkActor,
  type MemberWords,
  memberActor,
  systemActor,
} from "@/lib/core/testing/actors";
import { beginDraft, publish } from "@/lib/forms/draft/commands";
import type { PublishInput } from "@/lib/forms/draft/schema";
import { logPublished } from "@/lib/forms/logging/commands";
import { acceptAll } from "@/lib/signatures/answering/commands";
import { withdraw } from "@/lib/signatures/commands";
import { confirmErasure } from "@/lib/signatures/erasing/commands";
import type { ConfirmInput } from "@/lib/signatures/erasing/schema";
import type { SignInput, WithdrawInput } from "@/lib/signatures/schema";
import { sign } from "@/lib/signatures/signing/commands";
import { anErasure } from "@/lib/signatures/testing/erasures";
import { aSigner, shown } from "@/lib/signatures/testing/signer";
import { aForm, aMembership } from "@/prisma/factories";

/** An act that goes into the log, in words that another process understands. */
export type Step =
  | { readonly act: "sign"; readonly link: LinkWords; readonly input: SignInput }
  | { readonly act: "withdraw"; readonly link: LinkWords; readonly input: WithdrawInput }
  | { readonly act: "publish"; readonly member: MemberWords; readonly input: PublishInput }
  | { readonly act: "erase"; readonly member: MemberWords; readonly input: ConfirmInput };

/** Runs the command of the product. */
export function perform(step: Step): Promise<Result<object, string>> {
  switch (step.act) {
    case "sign":
      return sign(ctxOf(linkActor(step.link)), step.input);
    case "withdraw":
      return withdraw(ctxOf(linkActor(step.link)), step.input);
    case "publish":
      return publish(ctxOf(memberActor(step.member)), step.input);
    case "erase":
      return confirmErasure(ctxOf(memberActor(step.member)), step.input);
  }
}

async function aSignerReady() {
  const form = await aForm(db());
  await logPublished(ctxOf(systemActor()));
  const { linkId, who, ctx } = await aSigner({ form });
  await acceptAll(ctx, {});
  const link = { linkId, ...who };
  return { form, who, ctx, link, input: await shown(ctx) };
}

async function aSignedOne() {
  const ready = await aSignerReady();
  const signed = await sign(ready.ctx, ready.input);
  if (!signed.ok) throw new Error(signed.refusal);
  return ready;
}

async function anOwner(organizationId: string): Promise<MemberWords> {
  const { userId } = await aMembership(db(), { organizationId });
  return { userId, organizationId };
}

/** All of each act's scene; the act itself is left to do. */
export const STEPS: Readonly<Record<Step["act"], () => Promise<Step>>> = {
  async sign() {
    const { link, input } = await aSignerReady();
    return { act: "sign", link, input };
  },
  async withdraw() {
    const { link } = await aSignedOne();
    return { act: "withdraw", link, input: { revision: 1, reason: "Je change d’avis." } };
  },
  async publish() {
    const form = await aForm(db());
    await logPublished(ctxOf(systemActor()));
    const member = await anOwner(form.organizationId);
    const begun = await beginDraft(ctxOf(memberActor(member)), { formId: form.id, locale: "fr" });
    if (!begun.ok) throw new Error(begun.refusal);
    const { revision } = await db().formVersion.findFirstOrThrow({
      where: { formId: form.id, publishedAt: null },
      select: { revision: true },
    });
    return { act: "publish", member, input: { formId: form.id, revision, locale: "fr", confirmed: "on" } };
  },
  async erase() {
    const { form, who } = await aSignedOne();
    const { id } = await db().signature.findFirstOrThrow({ where: who, select: { id: true } });
    const member = await anOwner(form.organizationId);
    return { act: "erase", member, input: { requestId: await anErasure(id) } };
  },
};
