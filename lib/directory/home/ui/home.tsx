import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Figure } from "@/components/figure";
import { ProgressBar } from "@/components/progress-bar";
import { SearchBox } from "@/components/search-box";
import { Band, Halves, PageTitle, Pair, Section, Split } from "@/components/section";
import { Tally, type TallyBox, TallyKey } from "@/components/tally";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { capital, inWords } from "../../rules";
import { signedOf } from "../../standing/rules";
import { AuthorNames } from "../../ui/author-names";
import { DemonstrationCut } from "../../ui/demonstration-cut";
import { legendOf } from "../../ui/legend";
import { updatedWords } from "../../ui/standing-words";
import type { HomeView } from "../documents";
import { Latest } from "./latest";

type Props = ViewProps<HomeView>;

/** One box, the figures, and how they are known. */
export function HomePage({ view, frame }: Props) {
  const { t } = frame;
  const { ballots } = view;
  const hasTally = view.forms.length > 0 && ballots.some(({ candidacies }) => candidacies > 0);
  const opening = <Opening view={view} frame={frame} />;
  return (
    <DocumentShell frame={frame} title="Signataires" description={t("directory.home.description")}>
      <Band>
        {hasTally ? (
          <Split isEven aside={<Sheet view={view} frame={frame} />}>
            {opening}
          </Split>
        ) : (
          opening
        )}
      </Band>
      <Forms view={view} frame={frame} />
      <Halves>
        <Latest view={view} frame={frame} />
        <Verified frame={frame} />
      </Halves>
      <DemonstrationCut frame={frame} />
    </DocumentShell>
  );
}

function Opening({ view, frame }: Props) {
  const { t, locale } = frame;
  const { election, candidacies, forms, example, latest } = view;
  const authors = new Set(forms.flatMap(({ form }) => form.authors.map(({ slug }) => slug)));
  const name = latest[0]?.person.familyName;
  return (
    <>
      <PageTitle
        title={t("directory.home.title")}
        deck={
          <p>
            {election && forms.length > 0
              ? t("directory.home.deck", {
                  election: localized(election.name, locale).text,
                  authors: authors.size,
                  words: inWords(authors.size, locale),
                  candidacies: formatNumber(candidacies, locale),
                })
              : t("directory.home.deck-nothing")}
          </p>
        }
      />
      <SearchBox t={t} action={`/${locale}/search`}>
        {example && (
          <p>
            {t("directory.home.example")} <Query text={example.postcode} locale={locale} />,{" "}
            <Query text={example.name} locale={locale} />
            {name && (
              <>
                {" "}
                {t("directory.home.or")} <Query text={name} locale={locale} />
              </>
            )}
          </p>
        )}
      </SearchBox>
    </>
  );
}

function Query({ text, locale }: { text: string; locale: string }) {
  return <a href={`/${locale}/search?q=${encodeURIComponent(text)}`}>{text}</a>;
}

function Sheet({ view: { ballots }, frame: { t } }: Props) {
  const count = (kind: TallyBox) => ballots.filter(({ box }) => box === kind).length;
  return (
    <Tally t={t} boxes={ballots.map(({ box }) => box)}>
      {t("directory.home.tally")} <Key kind="full" count={count("full")} />{" "}
      {t("directory.home.tally-full", { count: count("full") })} <Key kind="half" count={count("half")} />{" "}
      {t("directory.home.tally-half")} <Key kind="empty" count={count("empty")} />{" "}
      {t("directory.home.tally-empty")}
    </Tally>
  );
}

function Key({ kind, count }: { kind: TallyBox; count: number }) {
  return (
    <span className="nobr">
      <TallyKey kind={kind} /> <strong>{count}</strong>
    </span>
  );
}

function Forms({ view, frame }: Props) {
  const { t, locale } = frame;
  const { forms, candidacies, election } = view;
  if (!election || forms.length === 0) {
    return (
      <Section title={t("directory.home.forms", { count: 0, words: "" })}>
        <EmptyState title={t(election ? "directory.forms.empty-title" : "directory.elections.empty-title")}>
          <p>{t(election ? "directory.forms.empty" : "directory.elections.empty")}</p>
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title={t("directory.home.forms", {
        count: forms.length,
        words: capital(inWords(forms.length, locale)),
      })}
      links={[
        { href: `/${locale}/elections/${election.slug}`, label: t("directory.home.all-constituencies") },
      ]}
    >
      {forms.map(({ form, counts, updatedAt }, index) => {
        const title = localized(form.title, locale);
        const signed = signedOf(counts);
        return (
          <Pair key={form.id}>
            <div>
              <p className="h3" lang={title.lang}>
                <a href={`/${locale}/forms/${form.slug}`}>{title.text}</a>
              </p>
              <p className="small quiet">
                <AuthorNames t={t} locale={locale} authors={form.authors} />.{" "}
                {t("directory.forms.version", {
                  version: form.version,
                  count: form.engagements,
                  date: formatDate(form.publishedAt, locale, form.timeZone),
                })}
              </p>
            </div>
            <div>
              <Figure isWide number={formatNumber(signed, locale)}>
                {t("directory.home.signed", { count: signed, total: formatNumber(candidacies, locale) })}
                <br />
                <span className="small quiet">
                  {t("directory.home.share", {
                    share: formatNumber(candidacies ? (signed / candidacies) * 100 : 0, locale, 1),
                    partly: counts.partly,
                    number: formatNumber(counts.partly, locale),
                  })}
                  {updatedAt && `, ${updatedWords(updatedAt, { t, locale, timeZone: form.timeZone })}`}
                </span>
              </Figure>
              <ProgressBar t={t} id={`p${index}`} counts={counts} legend={legendOf(t, locale, counts)} />
              {counts.withdrawn + counts.disputed > 0 && (
                <p className="small quiet">
                  {t("directory.figures.beside", { withdrawn: counts.withdrawn, disputed: counts.disputed })}
                </p>
              )}
              <p className="small tw:mt-3">
                <a href={`/${locale}/forms/${form.slug}`}>
                  {t("directory.home.read", {
                    count: form.engagements,
                    words: inWords(form.engagements, locale),
                  })}
                </a>
              </p>
            </div>
          </Pair>
        );
      })}
    </Section>
  );
}

function Verified({ frame: { t, locale } }: Pick<Props, "frame">) {
  return (
    <Section title={t("directory.home.verified")}>
      <ol className="serif numbered">
        {["1", "2", "3"].map((step) => (
          <li key={step}>{t(`directory.home.verified-${step}`)}</li>
        ))}
      </ol>
      <p>
        <a href={`/${locale}/method`}>{t("directory.home.method")}</a>
      </p>
    </Section>
  );
}
