import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { NearMe } from "@/components/near-me";
import { SearchBox } from "@/components/search-box";
import { Band, Halves, PageTitle, Section, Split } from "@/components/section";
import { Tally, type TallyBox, TallyKey } from "@/components/tally";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatNumber } from "@/lib/core/time";
import { outlinesPath } from "../../outlines/rules";
import { capital, inWords } from "../../rules";
import { FormFigures } from "../../ui/form-figures";
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
            {". "}
            {t("directory.home.example-address")}
          </p>
        )}
      </SearchBox>
      {election && view.hasOutlines && <NearMe t={t} outlines={`/${locale}${outlinesPath(election.slug)}`} />}
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
  const { forms, election } = view;
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
      {forms.map((counted) => (
        <FormFigures key={counted.form.id} counted={counted} frame={frame} />
      ))}
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
