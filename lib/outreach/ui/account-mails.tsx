import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { letterOf } from "@/lib/core/letter";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";

/** The login link, with what to do where nobody asked for it. */
export function loginLetter(view: { name: string; token: string }, locale: Locale): Promise<Letter> {
  const t = translator(locale);
  return letterOf({
    locale,
    fromName: "Signataires",
    subject: t("outreach.login.subject"),
    blocks: [
      { p: t("outreach.login.hello", { name: view.name || "none" }) },
      { p: t("outreach.login.text") },
      { link: t("outreach.login.button"), href: `${configuredOrigin()}/${locale}/login/${view.token}` },
      { p: t("outreach.login.limits"), isSmall: true },
    ],
  });
}

/** Tells a new member which NGO added her, and how to come in. */
export function memberLetter(view: { name: string; organization: string }, locale: Locale): Promise<Letter> {
  const t = translator(locale);
  return letterOf({
    locale,
    fromName: view.organization,
    subject: t("outreach.member.subject", { organization: view.organization }),
    blocks: [
      { p: t("outreach.login.hello", { name: view.name || "none" }) },
      { p: t("outreach.member.text", { organization: view.organization }) },
      { link: t("outreach.member.button"), href: `${configuredOrigin()}/${locale}/login` },
    ],
  });
}
