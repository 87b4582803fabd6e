import { EmptyState } from "@/components/empty-state";
import { EngagementItem, Quote, Theme } from "@/components/engagement";
import { Prose } from "@/components/prose";
import { Halves, Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import { fullName, grammar } from "../../rules";
import type { CandidacyView, SignedText } from "../documents";
import type { SignedAnswer } from "../queries";

const ANSWERS = { yes: "yes", with_reservation: "with-reservation", no: "no" } as const;

/** Exactly the words that were signed, each with its answer and comment; nothing signed has its own words. */
export function SignedTexts({ view, frame }: ViewProps<CandidacyView>) {
  const { t, locale } = frame;
  const { texts, ticket, forms } = view;
  if (texts.length === 0) {
    if (forms.length === 0) return null;
    return (
      <Section title={t("directory.signed.none-title")}>
        <EmptyState title={t("directory.signed.none", { name: fullName(ticket.person) })}>
          {forms.map((form) => (
            <p key={form.id}>
              <a href={`/${locale}/forms/${form.slug}`}>
                {t("directory.signed.read", {
                  count: form.engagements,
                  title: localized(form.title, locale).text,
                })}
              </a>
            </p>
          ))}
        </EmptyState>
      </Section>
    );
  }
  return texts.map((text) => (
    <Text key={`${text.formId} ${text.role}`} text={text} view={view} frame={frame} />
  ));
}

function Text({ text, view, frame }: { text: SignedText; view: CandidacyView; frame: Frame }) {
  const { t, locale } = frame;
  const { version, role } = text;
  const person = role === "substitute" ? view.ticket.substitute : view.ticket.person;
  if (!person) return null;
  const title = t(`directory.signed.title-${role}`, {
    gender: grammar(person.gender),
    name: fullName(person),
  });
  const link = `/${locale}/forms/${version.slug}/versions/${version.number}`;
  const isSecond =
    role === "substitute" && view.texts.some((one) => one.role === "candidate" && one.formId === text.formId);
  return (
    <Section
      title={title}
      links={[{ href: link, label: t("directory.version.name", { version: version.number }) }]}
    >
      {(view.forms.length > 1 || role === "substitute") && (
        <p className="small quiet">{localized(version.title, locale).text}</p>
      )}
      {isSecond ? (
        <>
          <Brief text={text} frame={frame} by={fullName(person)} />
          <Scans text={text} frame={frame} by={fullName(person)} />
        </>
      ) : text.scans.length > 0 ? (
        <Halves>
          <div>
            <Words text={text} frame={frame} by={fullName(person)} />
          </div>
          <Scans text={text} frame={frame} by={fullName(person)} />
        </Halves>
      ) : (
        <Words text={text} frame={frame} by={fullName(person)} />
      )}
    </Section>
  );
}

interface Shown {
  readonly text: SignedText;
  readonly frame: Frame;
  readonly by: string;
}

/** Every engagement in its exact words, with what was answered. */
function Words({ text, frame, by }: Shown) {
  const { locale } = frame;
  const answers = new Map(text.answers.map((answer) => [answer.engagementId, answer]));
  return text.version.themes.map((theme) => {
    const heading = localized(theme.title, locale);
    return (
      <Theme key={theme.id} title={heading.text} lang={heading.lang} isNarrow>
        {theme.engagements.map((engagement) => {
          const words = localized(engagement.text, locale);
          return (
            <EngagementItem
              key={engagement.id}
              number={engagement.position}
              words={<Prose html={markdownToHtml(words.text)} isEngagement />}
              lang={words.lang}
              isAnswered
            >
              <Given frame={frame} answer={answers.get(engagement.id)} by={by} />
            </EngagementItem>
          );
        })}
      </Theme>
    );
  });
}

/** The paper itself, as it may be seen: signature and addresses are blacked out in the picture. */
function Scans({ text, frame, by }: Shown) {
  const { t, locale } = frame;
  if (text.scans.length === 0) return null;
  return (
    <figure>
      <figcaption className="small quiet">{t("directory.signed.paper")}</figcaption>
      <ol className="scans">
        {text.scans.map(({ position, width, height }) => {
          const href = `/${locale}/signatures/${text.signatureId}/pages/${position}`;
          return (
            <li key={position}>
              <a href={href}>
                {/* biome-ignore lint/performance/noImgElement: a document has no framework script */}
                <img
                  className="scan"
                  src={href}
                  alt={t("directory.signed.paper-alt", { position, name: by })}
                  width={width ?? undefined}
                  height={height ?? undefined}
                  loading="lazy"
                />
              </a>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

/** The substitute's answers by title, where the words stand above in the candidate's: each leads to the exact text. */
function Brief({ text, frame, by }: { text: SignedText; frame: Frame; by: string }) {
  const { locale } = frame;
  const { version, answers } = text;
  const link = `/${locale}/forms/${version.slug}/versions/${version.number}`;
  return (
    <ul className="rows brief">
      {version.themes
        .flatMap(({ engagements }) => engagements)
        .map(({ id, position, title }) => {
          const words = localized(title, locale);
          return (
            <li key={id}>
              <span className="num small">{position}</span>
              <a href={`${link}#e-${position}`} lang={words.lang}>
                {words.text}
              </a>
              <div className="small">
                <Given frame={frame} answer={answers.find((one) => one.engagementId === id)} by={by} />
              </div>
            </li>
          );
        })}
    </ul>
  );
}

function Given({ frame: { t }, answer, by }: { frame: Frame; answer: SignedAnswer | undefined; by: string }) {
  if (!answer) return <span className="quiet">{t("components.answer.none")}</span>;
  return (
    <>
      <StatusWord t={t} mark={ANSWERS[answer.value]} />
      {answer.comment && (
        <Quote by={t("directory.signed.comment", { name: by })}>
          <p>{answer.comment}</p>
        </Quote>
      )}
    </>
  );
}
