import { linkToken } from "@/lib/core/auth/link";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { letterOf } from "@/lib/core/letter";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import { type LinkMailFacts, linkMailFacts } from "../links/queries";
import { authorNames, momentOf } from "./wording";

function wordsOf({ version, name, saidName }: LinkMailFacts, locale: Locale) {
  return {
    name,
    who: saidName ?? "",
    form: localized(version.title, locale).text,
    authors: authorNames(version, locale),
    until: momentOf(version.closesAt, locale, version.timeZone),
  };
}

/** Tells the signer that somebody of her team says all is ready; only her own link, which stands here, signs. */
export async function readyMail(linkId: string, locale: Locale): Promise<Letter | null> {
  const facts = await linkMailFacts(linkId);
  if (!facts?.saidName || !facts.ownLinkId) return null;
  const t = translator(locale);
  const words = wordsOf(facts, locale);
  const at = `${configuredOrigin()}/${locale}/sign/${linkToken(facts.ownLinkId)}`;
  return letterOf({
    locale,
    fromName: facts.version.authors[0]?.name ?? "Signataires",
    ...(facts.replyTo ? { replyTo: facts.replyTo } : {}),
    subject: t("signatures.ready-mail.subject", words),
    blocks: [
      { p: t("signatures.receipt.hello", words) },
      { p: t("signatures.ready-mail.text", words) },
      { p: t("signatures.ready-mail.nothing-signed", words) },
      { link: t("signatures.ready-mail.button"), href: `${at}/review` },
      { p: t("signatures.ready-mail.until", words), isSmall: true },
      { p: t("signatures.ready-mail.stranger", words), isSmall: true },
      { link: t("signatures.ready-mail.take-back"), href: `${at}/prepare` },
    ],
  });
}

/** The personal link again, for who lost hers. */
export async function newLinkMail(linkId: string, locale: Locale): Promise<Letter | null> {
  const facts = await linkMailFacts(linkId);
  if (!facts) return null;
  const t = translator(locale);
  const words = wordsOf(facts, locale);
  return letterOf({
    locale,
    fromName: facts.version.authors[0]?.name ?? "Signataires",
    ...(facts.replyTo ? { replyTo: facts.replyTo } : {}),
    subject: t("signatures.new-link-mail.subject", words),
    blocks: [
      { p: t("signatures.receipt.hello", words) },
      { p: t("signatures.new-link-mail.text", words) },
      {
        link: t("signatures.new-link-mail.button"),
        href: `${configuredOrigin()}/${locale}/sign/${linkToken(linkId)}`,
      },
      { p: t("signatures.ready-mail.until", words), isSmall: true },
      { p: t("signatures.new-link-mail.not-asked", words), isSmall: true },
    ],
  });
}
