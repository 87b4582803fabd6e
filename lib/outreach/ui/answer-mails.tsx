import { linkToken } from "@/lib/core/auth/link";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { letterOf } from "@/lib/core/letter";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import { formatInstant } from "@/lib/core/time";
import { claimMail, linkFacts, reportMail } from "../claims/queries";

/** "The NGO made sure that it is you": the personal link, to the address that was claimed. */
export async function claimAcceptedMail(
  claimId: string,
  linkId: string,
  locale: Locale,
): Promise<Letter | null> {
  const [claim, facts] = await Promise.all([claimMail(claimId), linkFacts(linkId, locale)]);
  if (!claim || !facts) return null;
  const t = translator(locale);
  const { closesAt, timeZone } = facts.version;
  const words = { ...claim, form: facts.title, until: formatInstant(closesAt, locale, timeZone) };
  const say = (key: string) =>
    t(`outreach.claims.mail.${key}`, {
      name: words.name,
      ngo: words.ngo,
      form: words.form,
      until: words.until,
    });
  return letterOf({
    locale,
    fromName: claim.ngo,
    ...(claim.replyTo ? { replyTo: claim.replyTo } : {}),
    subject: say("subject"),
    blocks: [
      { p: say("hello") },
      { p: say("accepted") },
      { link: say("button"), href: `${configuredOrigin()}/${locale}/sign/${linkToken(linkId)}` },
      { p: say("until"), isSmall: true },
      { p: say("not-you"), isSmall: true },
    ],
  });
}

/** Why an NGO could not take a claim, in its own words. */
export async function claimRefusedMail(claimId: string, locale: Locale): Promise<Letter | null> {
  const claim = await claimMail(claimId);
  if (!claim) return null;
  const t = translator(locale);
  const say = (key: string) => t(`outreach.claims.mail.${key}`, { name: claim.name, ngo: claim.ngo });
  return letterOf({
    locale,
    fromName: claim.ngo,
    ...(claim.replyTo ? { replyTo: claim.replyTo } : {}),
    subject: say("refused-subject"),
    blocks: [{ p: say("refused") }, { p: claim.note }, { p: say("refused-next") }],
  });
}

/** What became of a reported error, to who left an address for the answer. */
export async function reportAnswerMail(reportId: string, locale: Locale): Promise<Letter | null> {
  const report = await reportMail(reportId);
  if (!report) return null;
  const t = translator(locale);
  const say = (key: string) => t(`outreach.report-mail.${key}`, { name: report.name });
  return letterOf({
    locale,
    fromName: "Signataires",
    subject: say("subject"),
    blocks: [{ p: say(report.state) }, { p: report.note }, { p: say("forgotten"), isSmall: true }],
  });
}
