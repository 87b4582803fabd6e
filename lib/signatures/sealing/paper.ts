import { createHash } from "node:crypto";
import { isLocale, type Locale, localized } from "@/lib/core/i18n/locale";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import { markdownToText } from "@/lib/core/markdown";
import { configuredOrigin } from "@/lib/core/origin";
import { pdfOf, type Sheet } from "@/lib/core/pdf/sheet";
import { formatDate, formatInstant, formatZone } from "@/lib/core/time";
import type { ReceiptTexts } from "@/lib/proof/queries";
import { writeReceipt } from "@/lib/proof/receipt/receipt";
import type { SignatureStatement } from "@/lib/proof/statement/statement";
import { type FormText, parseForm, parseStatement } from "@/lib/proof/verify/shapes";
import { hasHour } from "../rules";

/** What a sealed receipt is drawn from: nothing but what it proves, and the hour's zone. */
interface Told {
  readonly statement: SignatureStatement;
  readonly form: FormText;
  readonly texts: ReceiptTexts;
  readonly timeZone: string;
  readonly locale: Locale;
  readonly t: Translator;
}

function factsOf({ statement, form, locale, t, timeZone }: Told): (readonly [string, string])[] {
  const { candidate, language, signed_at, entered, level, evidence, revision, delegate } = statement;
  const at = new Date(signed_at);
  const local = formatInstant(at, locale, timeZone);
  const utc = signed_at.slice(0, 19).replace("T", " ");
  const fact = (name: string, value: string | undefined) =>
    value ? [[t(`signatures.sealed.${name}`), value] as const] : [];
  return [
    ...fact("who", `${candidate.name} (${t("signatures.sealed.role", { role: candidate.role })})`),
    ...fact("ticket", candidate.ticket),
    ...fact("election", candidate.election.name),
    ...fact("area", `${candidate.constituency.name} (${candidate.constituency.code})`),
    ...fact("by", form.by.join(", ")),
    ...fact(
      "version",
      t("signatures.sealed.version-text", {
        version: form.version,
        language: t(`directory.language.${language}`),
      }),
    ),
    ...fact(
      "when",
      hasHour(statement.method)
        ? t("signatures.sealed.when-text", { local, zone: formatZone(locale, timeZone), utc })
        : formatDate(at, locale, timeZone),
    ),
    ...fact("entered", entered && formatDate(new Date(entered), locale)),
    ...(revision > 1 ? fact("revision", t("signatures.sealed.revision-text", { revision })) : []),
    ...(delegate ? fact("delegate", t("signatures.sealed.delegate-text", { ...delegate })) : []),
    ...fact("how", t("signatures.sealed.how-text", { level, words: t(`directory.level.${level}`) })),
    ...fact("source", evidence),
  ];
}

function drawAnswers(sheet: Sheet, { statement, form, locale, t }: Told) {
  const answers = new Map(statement.answers.map((answer) => [answer.engagement, answer]));
  sheet.heading(2, t("signatures.sealed.answers"));
  for (const theme of form.text.themes) {
    sheet.keep(120);
    sheet.paragraph(localized(theme.title, locale).text, "lead");
    for (const { number, title, text } of theme.engagements) {
      const given = answers.get(number);
      sheet.heading(3, `${number}. ${localized(title, locale).text}`);
      sheet.paragraph(markdownToText(localized(text, locale).text));
      const answer = t(`components.answer.${given?.value ?? "none"}`);
      sheet.paragraph(t("signatures.sealed.answer", { answer }), "answer");
      if (given?.comment) sheet.paragraph(t("signatures.sealed.comment", { comment: given.comment }));
    }
  }
}

/** The same words in the other languages of the form, because they are under the same hash. */
function drawTranslations(sheet: Sheet, { form, locale, t }: Told) {
  for (const language of Object.keys(form.text.title).filter((each) => each !== locale)) {
    if (!isLocale(language)) continue;
    sheet.heading(2, t("signatures.sealed.other", { language: t(`directory.language.${language}`) }));
    for (const { title, text, number } of form.text.themes.flatMap(({ engagements }) => engagements)) {
      sheet.heading(3, `${number}. ${title[language] ?? ""}`);
      sheet.paragraph(markdownToText(text[language] ?? ""));
    }
  }
}

function drawProof(sheet: Sheet, { statement, texts, locale, t }: Told) {
  const at = `${configuredOrigin()}/${locale}`;
  const hash = createHash("sha256").update(texts.statement).digest("hex");
  const key = texts.keys[0] ?? "";
  const logged = t("signatures.sealed.log-text", { origin: key.split("+")[0] ?? "", index: texts.index });
  const label = (name: string) => t(`signatures.sealed.${name}`);
  sheet.keep(260);
  sheet.heading(2, label("proof"));
  sheet.facts([
    [label("log"), logged],
    [label("statement"), hash, "code"],
    [label("form-hash"), statement.form.slice("sha256:".length), "code"],
    [label("key"), key, "code"],
    [label("page"), `${at}/candidacies/${statement.candidate.candidacy}`],
    [label("verify"), `${at}/verify`],
  ]);
  for (const name of ["attached", "seal", "since"]) sheet.paragraph(label(name), "small");
}

function draw(sheet: Sheet, told: Told) {
  const { statement, form, locale, t, timeZone } = told;
  const { name } = statement.candidate;
  const verify = `${configuredOrigin()}/${locale}/verify`;
  sheet.code(verify, t("signatures.sealed.qr", { url: verify }), 84);
  sheet.paragraph(t("signatures.sealed.kicker"), "small");
  sheet.heading(1, localized(form.text.title, locale).text);
  const date = formatDate(new Date(statement.signed_at), locale, timeZone);
  sheet.paragraph(t("signatures.sealed.signed", { name, version: form.version, date }), "lead");
  sheet.rule();
  sheet.facts(factsOf(told));
  drawAnswers(sheet, told);
  drawProof(sheet, told);
  drawTranslations(sheet, told);
}

/**
 * The receipt of a signature as a PDF, not sealed yet: its words in the language in which it was signed, the other languages
 * after them, the receipt and the seal's own proof attached.
 * @throws where the texts are no receipt: the log holds what this cannot read
 */
export async function receiptPaper(
  texts: ReceiptTexts,
  sealProof: string,
  { publicId, timeZone, now }: { readonly publicId: string; readonly timeZone: string; readonly now: Date },
): Promise<Uint8Array<ArrayBuffer>> {
  const [statement, form] = [parseStatement(texts.statement), parseForm(texts.form)];
  if (!statement || !form) throw new Error(`the receipt of ${publicId} cannot be read`);
  const locale = isLocale(statement.language) ? statement.language : "fr";
  const t = translator(locale);
  const told = { statement, form, texts, timeZone, locale, t };
  const { name } = statement.candidate;
  const files = [
    {
      name: "receipt.zip",
      bytes: writeReceipt(texts),
      type: "application/zip",
      says: t("signatures.sealed.attachment"),
    },
    {
      name: "seal.tlog-proof",
      bytes: Buffer.from(sealProof),
      type: "text/plain",
      says: t("signatures.sealed.seal-proof"),
    },
  ];
  return pdfOf(
    {
      title: t("signatures.sealed.title", { name, form: localized(form.text.title, locale).text }),
      locale,
      author: form.by.join(", "),
      madeAt: now,
      files,
      foot: (page, of) => t("signatures.sealed.foot", { name, version: form.version, page, of }),
    },
    (sheet) => draw(sheet, told),
  );
}
