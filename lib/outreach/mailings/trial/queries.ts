import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { isLocale, type Locale } from "@/lib/core/i18n/locale";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import type { MailingKind } from "@/prisma/client/enums";
import { authorsOf } from "../../contacts/queries";
import { type InvitationWords, invitationWords } from "../../sending/queries";
import { type InvitationLinks, invitationLetter } from "../../ui/invitation-mail";
import { everybodyOf, recipientsOf } from "../audience/queries";
import { whyNotInvite } from "../rules";

/** Nobody's personal link leaves for an officer: a trial leads to the form's public page. */
function publicLinks({ locale, slug }: InvitationWords): InvitationLinks {
  const page = `${configuredOrigin()}/${locale}/forms/${slug}`;
  return { page, stop: page, oneClick: `${configuredOrigin()}/api/v1/stop/${"0".repeat(43)}` };
}

async function draftOf(formId: string, kind: MailingKind) {
  return db().mailing.findFirst({
    where: { formId, kind, status: "draft" },
    select: { subject: true, body: true, locale: true },
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The message as one recipient would get it, her links apart; null for who may not invite, or where she is none of this form's. */
export async function letterPreviewFor(
  ctx: Ctx,
  formId: string,
  kind: MailingKind,
  contactId: string,
): Promise<Letter | null> {
  const form = await authorsOf(formId);
  if (!form || whyNotInvite(ctx, form.authors) || !UUID.test(contactId)) return null;
  const contact = await db().contact.findFirst({
    where: {
      id: contactId,
      organizationId: { in: [...form.authors] },
      candidacy: { ballot: { electionId: form.electionId } },
    },
    select: { id: true },
  });
  const draft = contact && (await draftOf(formId, kind));
  const words = draft && (await invitationWords(formId, [contactId], draft)).get(contactId);
  return words ? invitationLetter(words, publicLinks(words)) : null;
}

/** The mail that a trial sends: the first recipient's words. `letter` is null without a message or a recipient. */
export async function trialLetterFor(
  ctx: Ctx,
  formId: string,
  kind: MailingKind,
): Promise<{ letter: Letter | null; page: string; locale: Locale } | null> {
  const form = await authorsOf(formId);
  if (!form || whyNotInvite(ctx, form.authors)) return null;
  const { slug } = await db().form.findUniqueOrThrow({ where: { id: formId }, select: { slug: true } });
  const page = `${configuredOrigin()}/fr/forms/${slug}`;
  const [first] = recipientsOf(await everybodyOf(formId, kind));
  const letter = first ? await letterPreviewFor(ctx, formId, kind, first.contactId) : null;
  const draft = await draftOf(formId, kind);
  return { letter, page, locale: draft && isLocale(draft.locale) ? draft.locale : "fr" };
}
