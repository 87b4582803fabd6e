import { contestToken } from "@/lib/core/auth/link";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { type Block, letterOf } from "@/lib/core/letter";
import type { Letter } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import { publicPath } from "../../ui/done";
import { capital, listOf, momentOf } from "../../ui/wording";
import { type ContestedSignature, contestedSignature, contestMail, eventMail } from "../queries";

/** The words that each of these mails is made of. */
function wordsOf(signature: ContestedSignature, locale: Locale) {
  const t = translator(locale);
  const { name, version, yes, total, timeZone, signedAt, area, role, level } = signature;
  const authors = listOf(
    locale,
    signature.authors.map((author) => author.name),
  );
  const form = localized(signature.form, locale).text;
  const who = `${name}, ${t(`signatures.contest.facts.${role}`, { candidate: signature.candidacy.candidateName })}, ${area}`;
  const how = capital(t(`directory.level.${level}`));
  const at = momentOf(signedAt, locale, timeZone);
  return { name, version, yes, total, authors, form, who, how, at };
}

function envelope(signature: ContestedSignature, locale: Locale) {
  const fromName = signature.authors[0]?.name ?? "Signataires";
  return { locale, fromName, ...(signature.replyTo ? { replyTo: signature.replyTo } : {}) };
}

const pageOf = (signature: ContestedSignature, locale: Locale) =>
  `${configuredOrigin()}/${locale}${publicPath(signature.candidacy)}`;

/**
 * "A signature was recorded in your name": to every known contact, with the link that contests it; or that link alone, asked
 * for on the public page. Null where the signature was erased.
 */
export async function noticeMail(
  template: "notice" | "contest-link",
  contestId: string,
  locale: Locale,
): Promise<Letter | null> {
  const contest = await contestMail(contestId);
  if (!contest) return null;
  const { signature, until } = contest;
  const t = translator(locale);
  const words = { ...wordsOf(signature, locale), until: momentOf(until, locale, signature.timeZone) };
  const say = (key: string) => t(`signatures.contest.mail.${key}`, words);
  return letterOf({
    ...envelope(signature, locale),
    subject: say(`${template}-subject`),
    blocks: [
      { p: t("signatures.receipt.hello", words) },
      { p: say(template) },
      { list: ["who", "what", "how", "when"].map(say) },
      { link: say("read"), href: pageOf(signature, locale) },
      { p: say("yours") },
      { link: say("not-me"), href: `${configuredOrigin()}/${locale}/contest/${contestToken(contestId)}` },
      { p: say("until"), isSmall: true },
      { p: say("why"), isSmall: true },
    ],
  });
}

/** That a signature counts from now on: verified and countersigned as its form asks. */
export async function countsMail(signatureId: string, locale: Locale): Promise<Letter | null> {
  const signature = await contestedSignature(signatureId);
  if (!signature || signature.isErased || signature.isWithdrawn) return null;
  const t = translator(locale);
  const words = wordsOf(signature, locale);
  const say = (key: string) => t(`signatures.contest.mail.${key}`, words);
  return letterOf({
    ...envelope(signature, locale),
    subject: say("counts-subject"),
    blocks: [
      { p: t("signatures.receipt.hello", words) },
      { p: say("counts") },
      { list: ["who", "what", "when"].map(say) },
      { link: say("read"), href: pageOf(signature, locale) },
    ],
  });
}

/** That a signature is contested, or what was decided about it: to the contacts, or to an owner who decides. */
export async function disputeMail(
  eventId: string,
  isForOwner: boolean,
  locale: Locale,
): Promise<Letter | null> {
  const told = await eventMail(eventId);
  if (!told) return null;
  const { signature, event } = told;
  const t = translator(locale);
  const words = { ...wordsOf(signature, locale), on: momentOf(event.at, locale, signature.timeZone) };
  const say = (key: string) => t(`signatures.contest.mail.${key}`, words);
  const kind = event.outcome ?? (isForOwner ? "to-decide" : "disputed");
  const desk = `${configuredOrigin()}/${locale}/desk/forms/${signature.formId}/disputes`;
  const blocks: Block[] = [
    ...(isForOwner ? [] : [{ p: t("signatures.receipt.hello", words) }]),
    { p: say(kind) },
    ...(event.ground ? [{ p: t(`signatures.contest.ground.${event.ground}`) }] : []),
    ...(event.reason ? [{ p: `« ${event.reason} »` }] : []),
    { list: ["who", "what", "how", "when"].map(say) },
    { link: say("read"), href: pageOf(signature, locale) },
    ...(isForOwner ? [{ link: say("decide"), href: desk }] : []),
  ];
  return letterOf({ ...envelope(signature, locale), subject: say(`${kind}-subject`), blocks });
}
