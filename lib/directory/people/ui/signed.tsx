import { Theme, Why } from "@/components/engagement";
import { Prose } from "@/components/prose";
import { Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import { ANSWER_MARKS } from "../../ballots/rules";
import { type Named, personPath } from "../../rules";
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
      <Views person={view.person} current="theme" frame={frame} />
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

const VIEWS = { theme: "", year: "/years" } as const;

/** The two views of what a person signed. */
export function Views(props: {
  readonly person: Named;
  readonly current: keyof typeof VIEWS;
  readonly frame: Frame;
}) {
  const { person, current, frame } = props;
  const { t, locale } = frame;
  return (
    <nav className="pages no-print" aria-label={t("directory.person.views")}>
      {(["theme", "year"] as const).map((view) =>
        view === current ? (
          <b key={view}>{t(`directory.person.by-${view}`)}</b>
        ) : (
          <a key={view} href={`/${locale}${personPath(person)}${VIEWS[view]}`}>
            {t(`directory.person.by-${view}`)}
          </a>
        ),
      )}
    </nav>
  );
}

function Row({ answer, frame }: { answer: RecordedAnswer; frame: Frame }) {
  const { t, locale } = frame;
  const title = localized(answer.title, locale);
  const words = localized(answer.text, locale);
  const href = `/${locale}/forms/${answer.formSlug}/versions/${answer.version}#e-${answer.position}`;
  return (
    <li className="recorded">
      <span className="num">{yearOf(answer)}</span>
      <div>
        <a href={href} lang={title.lang}>
          {title.text}
        </a>
        <span className="small quiet block">{answer.author}</span>
        <Why summary={t("directory.person.words")}>
          <div lang={words.lang}>
            <Prose html={markdownToHtml(words.text)} />
          </div>
        </Why>
      </div>
      <StatusWord
        t={t}
        mark={answer.isWithdrawn ? "withdrawn" : answer.isDisputed ? "disputed" : ANSWER_MARKS[answer.value]}
        size={16}
      />
    </li>
  );
}
