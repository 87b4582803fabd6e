import "server-only";
import { db } from "@/lib/core/db";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { readText } from "@/lib/forms/rules";
import type { InvitationWords } from "../../sending/queries";
import { invitationLetter } from "../../ui/invitation-mail";
import { firstWording } from "../rules";

const LEAD = {
  where: { isLead: true },
  select: { organization: { select: { name: true, website: true, phone: true, replyTo: true } } },
} as const;

/** A fictional candidate of a rehearsal: her link opens its pages, and her mail says what it is. */
export interface Rehearsing {
  readonly name: string;
  readonly page: string;
  /** Told before the NGO's own words. */
  readonly notice: string;
}

/**
 * The invitation as a candidate who does not exist would get it, with the words of a form that `deskFormFor` has shown, its
 * draft's title included; its links lead to the form's public address.
 */
export async function exampleLetter(form: DeskForm, locale: Locale, as?: Rehearsing): Promise<Letter> {
  const [message, authors] = await Promise.all([
    db().mailing.findFirst({
      where: { formId: form.id, kind: "invitation" },
      orderBy: { createdAt: "desc" },
      select: { subject: true, body: true },
    }),
    db().formAuthor.findMany({ where: { formId: form.id, ...LEAD.where }, select: LEAD.select }),
  ]);
  const t = translator(locale);
  const ngo = authors[0]?.organization ?? { name: "", website: null, phone: null, replyTo: null };
  const { name, ...contact } = ngo;
  const said = (what: "subject" | "body") =>
    (message && localized(readText(message[what]), locale).text) || firstWording("invitation", what, locale);
  const words: InvitationWords = {
    ...contact,
    ngo: name,
    name: as?.name ?? t("outreach.example.name"),
    role: "candidate",
    constituency: t("outreach.example.constituency"),
    form: localized(form.title, locale).text,
    slug: form.slug,
    closesAt: form.closesAt,
    timeZone: form.timeZone,
    source: t("outreach.example.source"),
    subject: said("subject"),
    body: as ? `${as.notice}\n\n${said("body")}` : said("body"),
    locale,
  };
  if (as) return invitationLetter(words, { page: as.page, stop: `${as.page}/stop`, oneClick: as.page });
  const page = `${configuredOrigin()}/${locale}/forms/${form.slug}`;
  return invitationLetter(words, { page, stop: page, oneClick: page });
}
