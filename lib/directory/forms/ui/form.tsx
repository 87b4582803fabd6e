import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { Facts } from "@/components/facts";
import { Figure, Figures } from "@/components/figure";
import { ProgressBar } from "@/components/progress-bar";
import { Prose } from "@/components/prose";
import { PageTitle, Section, Split } from "@/components/section";
import { StructuredData } from "@/components/structured-data";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml, markdownToText } from "@/lib/core/markdown";
import { formatDate, formatNumber } from "@/lib/core/time";
import { requiredSentences, scoreSentences } from "@/lib/forms/ui/required";
import { signedOf } from "../../standing/rules";
import { datasetThing, versionThing } from "../../structured/rules";
import { AuthorNames } from "../../ui/author-names";
import { legendOf } from "../../ui/legend";
import { builderPath, EmbedHead, FeedHead, Reuse } from "../../ui/reuse";
import { updatedWords, zonedInstant } from "../../ui/standing-words";
import type { FormView } from "../documents";
import { GROUPINGS } from "../groups/rules";
import { shortHash } from "../rules";
import { FormText } from "./form-text";
import { Lineage } from "./lineage";
import { SignersMap } from "./map";
import { SignatoriesTable } from "./signatories-table";
import { Versions } from "./versions";

type Props = ViewProps<FormView>;

/** A form: what is asked, by whom, how many answered, and who. */
export function FormPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { version } = view;
  const title = localized(version.title, locale);
  const introduction = localized(version.introduction, locale);
  return (
    <DocumentShell
      frame={frame}
      title={title.text}
      description={markdownToText(introduction.text).slice(0, 200)}
      head={
        <>
          <FeedHead frame={frame} page={`/forms/${version.slug}`} />
          <EmbedHead frame={frame} page={`/forms/${version.slug}`} />
        </>
      }
    >
      <Split aside={<Facts facts={factsOf({ view, frame })} />}>
        <Crumbs
          t={t}
          crumbs={[
            { label: t("directory.forms.title"), href: `/${locale}/forms` },
            {
              label: localized(version.election.name, locale).text,
              href: `/${locale}/elections/${version.election.slug}`,
            },
          ]}
        />
        <PageTitle
          title={<span lang={title.lang}>{title.text}</span>}
          deck={<Prose html={markdownToHtml(introduction.text)} lang={introduction.lang} />}
        />
        <Lineage view={view} frame={frame} />
      </Split>
      <Jump view={view} frame={frame} />
      <Section
        id="text"
        title={t("directory.form.text")}
        links={[
          {
            href: `/${locale}/forms/${version.slug}/versions/${version.number}`,
            label: t("directory.version.name", { version: version.number }),
          },
        ]}
      >
        <FormText version={version} frame={frame} answers={view.answers} />
      </Section>
      <Where view={view} frame={frame} />
      <SignersMap view={view} frame={frame} />
      <SignatoriesTable view={view} frame={frame} />
      <Versions view={view} frame={frame} />
      <Reuse
        frame={frame}
        page={`/forms/${version.slug}`}
        links={[
          { href: `/${locale}/forms/${version.slug}/pledges.csv`, label: t("directory.changes.pledges") },
          { href: builderPath(locale, `/forms/${version.slug}`), label: t("directory.embed.link") },
        ]}
      />
      <StructuredData data={thingsOf({ view, frame })} />
    </DocumentShell>
  );
}

/** The words, and the figures with their file. */
function thingsOf({ view: { version, updatedAt }, frame }: Props) {
  const path = `/forms/${version.slug}`;
  const about = {
    name: version.title,
    description: frame.t("directory.changes.feed-description", {
      name: localized(version.title, frame.locale).text,
    }),
    path,
    updatedAt,
    files: [
      { path: `${path}/signatories.csv`, type: "text/csv" },
      { path: `${path}/pledges.csv`, type: "text/csv" },
    ],
  };
  return [versionThing(version, frame, false), datasetThing(about, frame)];
}

/** The parts of this long page, where a phone would have to be turned a dozen times. */
function Jump({ view, frame: { t } }: Props) {
  const parts = [
    ["text", "directory.form.text"],
    ["figures", "directory.form.figures"],
    ...(view.departmentCounts.length < 2 ? [] : [["map", "directory.map.title"]]),
    ["signatories", "directory.table.title"],
    ["versions", "directory.version.all"],
  ];
  return (
    <nav className="jump phone no-print" aria-label={t("directory.form.jump")}>
      <ul>
        {parts.map(([id, title = ""]) => (
          <li key={id}>
            <a href={`#${id}`}>{t(title)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function factsOf({ view: { version }, frame: { t, locale } }: Props) {
  const voice = { t, locale, timeZone: version.timeZone };
  const versionPath = `/${locale}/forms/${version.slug}/versions/${version.number}`;
  const validity = localized(version.validity, locale);
  return [
    {
      label: t("directory.form.asked-by-label"),
      value: <AuthorNames t={t} locale={locale} authors={version.authors} />,
    },
    {
      label: t("directory.version.name", { version: version.number }),
      value: (
        <>
          {t("directory.version.published", {
            date: formatDate(version.publishedAt, locale, version.timeZone),
          })}
          {version.number > 1 && (
            <>
              , <a href={versionPath}>{t("directory.version.changed")}</a>
            </>
          )}
        </>
      ),
    },
    { label: t("directory.form.closes"), value: zonedInstant(version.closesAt, voice) },
    {
      label: t("directory.form.counts-as"),
      value:
        version.minimum === null
          ? t("directory.form.minimum-all")
          : t("directory.form.minimum", { minimum: version.minimum }),
    },
    ...requiredSentences(t, version).map((value) => ({ label: t("directory.form.required"), value })),
    {
      label: t("directory.form.score"),
      value: scoreSentences(t, version).join(" ") || t("directory.form.no-score"),
    },
    ...(validity.text
      ? [
          {
            label: t("directory.form.validity"),
            value: <span lang={validity.lang}>{markdownToText(validity.text)}</span>,
          },
        ]
      : []),
    {
      label: t("directory.form.hash"),
      value: (
        <span className="num" title={version.hash}>
          {shortHash(version.hash)}
        </span>
      ),
    },
  ];
}

function Where({ view, frame }: Props) {
  const { t, locale } = frame;
  const { counts, candidacies, updatedAt, version } = view;
  const n = (value: number) => formatNumber(value, locale);
  const signed = signedOf(counts);
  const groups = (version.comparesGroups ? GROUPINGS : []).map((by) => ({
    href: `/${locale}/forms/${version.slug}/${by}`,
    label: t(`directory.groups.${by}`),
  }));
  return (
    <Section
      title={t("directory.form.figures")}
      id="figures"
      note={updatedAt && updatedWords(updatedAt, { t, locale, timeZone: version.timeZone })}
      links={groups}
    >
      <Figures>
        <Figure number={n(signed)}>
          {t("directory.figures.signatories", {
            count: signed,
            total: n(candidacies),
            share: candidacies ? formatNumber((signed / candidacies) * 100, locale, 1) : "0",
          })}
        </Figure>
        <Figure number={n(counts.signed)}>{t("directory.figures.whole", { count: counts.signed })}</Figure>
        <Figure number={n(counts.declined)}>
          {t("directory.figures.declined", { count: counts.declined })}
        </Figure>
        <Figure number={n(counts["no-public-answer"])}>
          {t("directory.figures.silent", { count: counts["no-public-answer"] })}
        </Figure>
      </Figures>
      <ProgressBar t={t} id="progress" counts={counts} legend={legendOf(t, locale, counts)} />
      {counts.awaiting > 0 && (
        <p className="small quiet">{t("directory.figures.awaiting", { count: counts.awaiting })}</p>
      )}
      {counts.withdrawn + counts.disputed > 0 && (
        <p className="small quiet">
          {t("directory.figures.beside", { withdrawn: counts.withdrawn, disputed: counts.disputed })}
        </p>
      )}
    </Section>
  );
}
