import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { letterOf } from "@/lib/core/letter";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import { formatInstant, formatZone } from "@/lib/core/time";
import { type MergeField, merged } from "../mailings/rules";
import type { InvitationWords } from "../sending/queries";

/** The values of the merge fields for one recipient; `link` is given by who may know it. */
export function mergeValues(words: InvitationWords, link: string): Record<MergeField, string> {
  const { name, constituency, form, ngo, closesAt, timeZone, locale } = words;
  const closing = `${formatInstant(closesAt, locale, timeZone)} (${formatZone(locale, timeZone)})`;
  return { name, constituency, form, ngo, closing, link };
}

/** Where an invitation leads: the personal page, the page that stops, and the door of mail programs for the same. */
export interface InvitationLinks {
  readonly page: string;
  readonly stop: string;
  readonly oneClick: string;
}

/** The addresses behind a personal link's token. */
export function linksOf(locale: Locale, token: string): InvitationLinks {
  const page = `${configuredOrigin()}/${locale}/sign/${token}`;
  return { page, stop: `${page}/stop`, oneClick: `${configuredOrigin()}/api/v1/stop/${token}` };
}

/** The invitation of one recipient: the NGO's words, then how to check that it is genuine, privacy and how to stop. */
export function invitationLetter(words: InvitationWords, links: InvitationLinks): Promise<Letter> {
  const { locale, ngo, website, phone, replyTo, source, slug } = words;
  const t = translator(locale);
  const address = links.page;
  const values = mergeValues(words, address);
  const paragraphs = merged(words.body, { ...values, link: "\u0000" }).split(/\n{2,}/);
  const said = paragraphs.map((p) =>
    p.trim() === "\u0000"
      ? { link: t("outreach.invitation.button"), href: address }
      : { p: p.replaceAll("\u0000", address) },
  );
  return letterOf({
    locale,
    fromName: ngo,
    ...(replyTo ? { replyTo } : {}),
    subject: merged(words.subject, values).replace(/\s+/g, " "),
    headers: {
      "List-Unsubscribe": `<${links.oneClick}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
    },
    blocks: [
      ...said,
      { title: t("outreach.invitation.genuine") },
      {
        p: t("outreach.invitation.genuine-text", { ngo, website: website ?? "none", phone: phone ?? "none" }),
        isSmall: true,
      },
      {
        p: t("outreach.invitation.public", { address: `${configuredOrigin()}/${locale}/forms/${slug}` }),
        isSmall: true,
      },
      { p: t("outreach.invitation.privacy", { ngo, source }), isSmall: true },
      { p: t("outreach.invitation.stop", { address: links.stop }), isSmall: true },
    ],
  });
}
