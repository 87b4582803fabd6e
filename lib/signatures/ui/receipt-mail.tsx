import { linkToken } from "@/lib/core/auth/link";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import { letterHtml, Pieces } from "@/lib/core/letter";
import type { Letter } from "@/lib/core/mail";
import { markdownToHtml, markdownToText } from "@/lib/core/markdown";
import { configuredOrigin } from "@/lib/core/origin";
import { formatDate } from "@/lib/core/time";
import { requiredSentences } from "@/lib/forms/ui/required";
import { type ReceiptFacts, receiptFacts } from "../receipts/queries";
import { sealedReceiptOf } from "../sealing/queries";
import { publicPath } from "./done";
import { authorNames, engagementsOf, MARK_OF, momentOf } from "./wording";

interface Words {
  readonly facts: ReceiptFacts;
  readonly locale: Locale;
  readonly t: Translator;
  readonly page: string;
  readonly manage: string;
  /** The files by which anybody verifies it. */
  readonly files: string;
}

/** What the NGO recorded has a day and no minute, and is told to whom it names: she may know nothing of it. */
const isRecorded = (method: ReceiptFacts["method"]) => method === "paper" || method === "public_statement";

/** Lines before and after the answers, the same in both parts of the mail. */
function lines({ facts, locale, t, page, manage, files }: Words) {
  const { version, person, signedAt, method, revision, publicId, delegate } = facts;
  const form = localized(version.title, locale).text;
  const authors = authorNames(version, locale);
  const utc = `${signedAt.toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const validity = localized(version.validity, locale).text;
  return {
    before: [
      t("signatures.receipt.hello", { name: person.name }),
      isRecorded(method)
        ? t(`signatures.receipt.recorded-${method}`, { version: version.number, form, authors })
        : t("signatures.receipt.signed", { version: version.number, form, authors }),
      ...(delegate ? [t("signatures.receipt.delegate", { ...delegate })] : []),
      ...(revision > 1 ? [t("signatures.receipt.revision", { revision })] : []),
      isRecorded(method)
        ? t("signatures.receipt.dated", { date: formatDate(signedAt, locale, version.timeZone) })
        : t("signatures.receipt.when", { local: momentOf(signedAt, locale, version.timeZone), utc }),
    ],
    facts: [
      ...requiredSentences(t, version),
      ...(validity ? [t("signatures.receipt.validity", { validity })] : []),
      t("signatures.receipt.reference", { reference: publicId }),
      `${t("signatures.receipt.hash", { version: version.number })} ${version.hash}`,
    ],
    links: [
      [t("signatures.receipt.page"), page],
      [t("signatures.receipt.verify"), files],
      [t("signatures.receipt.manage"), manage],
      [t("signatures.receipt.dispute"), `${manage}/dispute`],
    ] as const,
    after: [t("signatures.receipt.not-you", { authors }), t("signatures.receipt.keep")],
  };
}

/** Each engagement in its exact words, with its answer and comment. */
function answersOf({ facts, locale, t }: Words) {
  return engagementsOf(facts.version).map(({ id, position, title, text }) => {
    const given = facts.answers[id];
    const answer = t(`components.answer.${given ? MARK_OF[given.value] : "none"}`);
    const comment = given?.comment ? t("signatures.receipt.comment", { comment: given.comment }) : null;
    const words = localized(text, locale);
    return { id, position, title: localized(title, locale), words, answer, comment };
  });
}

function textOf(words: Words): string {
  const { before, facts, links, after } = lines(words);
  const answers = answersOf(words).map(({ position, title, words: { text }, answer, comment }) =>
    [`${position}. ${title.text}`, markdownToText(text), `→ ${answer}`, ...(comment ? [comment] : [])].join(
      "\n",
    ),
  );
  const heading = words.t("signatures.receipt.answers");
  const addresses = links.map(([label, href]) => `${label}\n${href}`);
  return [
    ...before,
    `${heading}\n${"-".repeat(heading.length)}`,
    ...answers,
    ...facts,
    ...addresses,
    ...after,
  ].join("\n\n");
}

/** What the HTML part says; the letter gives it sender, ground and dark colours. */
function Said({ words }: { readonly words: Words }) {
  const { before, facts, links, after } = lines(words);
  const { t } = words;
  return (
    <>
      <Pieces blocks={[...before.map((p) => ({ p })), { title: t("signatures.receipt.answers") }]} />
      {answersOf(words).map(({ id, position, title, words: text, answer, comment }) => (
        <div key={id} style={{ borderBottom: "1px solid #7A8789", padding: "8px 0 12px" }}>
          <h3 lang={title.lang} style={{ margin: "4px 0", font: "600 16px/1.4 Arial, sans-serif" }}>
            {position}. {title.text}
          </h3>
          <div
            lang={text.lang}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by core/markdown
            dangerouslySetInnerHTML={{ __html: markdownToHtml(text.text) }}
          />
          <p
            className="link"
            style={{ margin: "4px 0", font: "600 16px/1.4 Arial, sans-serif", color: "#0F4B57" }}
          >
            {answer}
          </p>
          {comment && <p style={{ margin: "4px 0", fontStyle: "italic" }}>{comment}</p>}
        </div>
      ))}
      <Pieces
        blocks={[
          ...links.map(([link, href]) => ({ link, href })),
          ...[...facts, ...after].map((p) => ({ p, isSmall: true })),
        ]}
      />
    </>
  );
}

/**
 * The receipt of a signature as a letter, in the language in which it was read; null where the signature does not
 * exist. The manage link is derived from its id here, at delivery, and stored nowhere.
 */
export async function receiptMail(
  data: { readonly signatureId: string; readonly linkId: string },
  locale: Locale,
): Promise<Letter | null> {
  const facts = await receiptFacts(data.signatureId);
  if (!facts) return null;
  const t = translator(locale);
  const at = `${configuredOrigin()}/${locale}`;
  const page = at + publicPath(facts.candidacy);
  const manage = `${at}/sign/${linkToken(data.linkId)}`;
  const files = `${at}/signatures/${facts.publicId}/receipt.zip`;
  const pdf = await sealedReceiptOf(data.signatureId);
  const words = { facts, locale, t, page, manage, files };
  const subject = t("signatures.receipt.subject", { form: localized(facts.version.title, locale).text });
  const fromName = facts.version.authors[0]?.name ?? "Signataires";
  return {
    subject,
    text: textOf(words),
    html: await letterHtml({ locale, subject, fromName }, <Said words={words} />),
    fromName,
    ...(pdf
      ? { files: [{ name: `receipt-${facts.publicId}.pdf`, type: "application/pdf", bytes: pdf }] }
      : {}),
    ...(facts.replyTo ? { replyTo: facts.replyTo } : {}),
  };
}
