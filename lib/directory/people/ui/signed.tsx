import { Theme } from "@/components/engagement";
import { Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { ANSWER_MARKS } from "../../ballots/rules";
import type { PersonView } from "../documents";
import type { RecordedAnswer } from "../queries";
import { byTheme, yearOf } from "../rules";

/** Everything that a person answered, by theme, then by year, whichever NGO asked. */
export function Signed({ view, frame }: ViewProps<PersonView>) {
  const { t, locale } = frame;
  const { record } = view;
  if (record.length === 0) return null;
  const years = [...new Set(record.map(yearOf))].sort();
  const authors = new Set(record.map(({ author }) => author));
  return (
    <Section
      title={t("directory.person.record")}
      note={t("directory.person.record-note", {
        count: authors.size,
        from: years[0] ?? "",
        until: years.at(-1) ?? "",
        isOneYear: years.length === 1 ? "yes" : "no",
      })}
    >
      {byTheme(record, locale).map(({ title, lang, answers }) => (
        <Theme key={title} title={title} lang={lang}>
          <ul className="rows">
            {answers.map((answer) => (
              <Row
                key={`${answer.formSlug} ${answer.candidacyId} ${answer.position}`}
                answer={answer}
                frame={frame}
              />
            ))}
          </ul>
        </Theme>
      ))}
    </Section>
  );
}

function Row({ answer, frame }: { answer: RecordedAnswer; frame: Frame }) {
  const { t, locale } = frame;
  const title = localized(answer.title, locale);
  const href = `/${locale}/forms/${answer.formSlug}/versions/${answer.version}#e-${answer.position}`;
  return (
    <li className="recorded">
      <span className="num">{yearOf(answer)}</span>
      <span>
        <a href={href} lang={title.lang}>
          {title.text}
        </a>
        <span className="small quiet block">{answer.author}</span>
      </span>
      <StatusWord
        t={t}
        mark={answer.isWithdrawn ? "withdrawn" : answer.isDisputed ? "disputed" : ANSWER_MARKS[answer.value]}
        size={16}
      />
    </li>
  );
}
