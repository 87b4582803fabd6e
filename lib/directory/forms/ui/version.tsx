import { Crumbs } from "@/components/crumbs";
import { Diff } from "@/components/diff";
import { DocumentShell } from "@/components/document-shell";
import { Facts } from "@/components/facts";
import { PageTitle, Section, Split } from "@/components/section";
import { StructuredData } from "@/components/structured-data";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import type { PublicVersion } from "@/lib/forms/schema";
import { versionThing } from "../../structured/rules";
import { zonedInstant } from "../../ui/standing-words";
import type { VersionView } from "../documents";
import { changesBetween } from "../rules";
import { FormText } from "./form-text";

type Props = ViewProps<VersionView>;

/** One version of a form as it was published, and word by word what changed since the one before. */
export function VersionPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { version, before } = view;
  const title = localized(version.title, locale).text;
  const name = t("directory.version.name", { version: version.number });
  const date = formatDate(version.publishedAt, locale, version.timeZone);
  return (
    <DocumentShell
      frame={frame}
      title={`${title}, ${name}`}
      description={t("directory.version.description", { title, version: version.number, date })}
    >
      <Split aside={<About view={view} frame={frame} />}>
        <Crumbs
          t={t}
          crumbs={[
            { label: t("directory.forms.title"), href: `/${locale}/forms` },
            { label: title, href: `/${locale}/forms/${version.slug}` },
          ]}
        />
        <PageTitle title={name} over={title} deck={<p>{t("directory.version.deck", { date })}</p>} />
      </Split>
      {before && <Changes view={view} frame={frame} before={before} />}
      <Section title={t("directory.form.text")}>
        <FormText version={version} frame={frame} />
      </Section>
      <StructuredData data={[versionThing(version, frame, true)]} />
    </DocumentShell>
  );
}

function About({ view: { version, latest, signatures }, frame: { t, locale } }: Props) {
  const voice = { t, locale, timeZone: version.timeZone };
  return (
    <Facts
      facts={[
        { label: t("directory.version.published-label"), value: zonedInstant(version.publishedAt, voice) },
        {
          label: t("directory.version.signatures-label"),
          value: t("directory.version.stand", { count: signatures }),
        },
        {
          label: t("directory.version.state"),
          value:
            latest === version.number ? (
              t("directory.version.latest")
            ) : (
              <a href={`/${locale}/forms/${version.slug}/versions/${latest}`}>
                {t("directory.version.newer", { version: latest })}
              </a>
            ),
        },
        { label: t("directory.form.hash"), value: <span className="hash small">{version.hash}</span> },
      ]}
    />
  );
}

/** What the older text is called: a version of this form, or the form that was taken up. */
function comparisonOf({ view: { version }, frame: { t, locale } }: Props, before: PublicVersion) {
  if (before.formId === version.formId) {
    const ins = t("directory.version.ins", { version: version.number });
    const del = t("directory.version.del", { version: before.number });
    const label = t("directory.version.name", { version: before.number });
    return { title: t("directory.version.since", { version: before.number }), label, legend: { ins, del } };
  }
  const election = localized(before.election.name, locale).text;
  const legend = { ins: t("directory.lineage.ins"), del: t("directory.lineage.del", { election }) };
  const label = localized(before.title, locale).text;
  return { title: t("directory.lineage.since", { election }), label, legend };
}

function Changes({ view, frame, before }: Props & { before: NonNullable<VersionView["before"]> }) {
  const { t, locale } = frame;
  const { version } = view;
  const changes = changesBetween(before, version, locale);
  const { title, label, legend } = comparisonOf({ view, frame }, before);
  return (
    <Section
      title={title}
      links={[{ href: `/${locale}/forms/${before.slug}/versions/${before.number}`, label }]}
    >
      {changes.length === 0 ? (
        <p>{t("directory.version.same")}</p>
      ) : (
        <div className="stack">
          {changes.map((change) => (
            <div key={change.lineageId} lang={change.lang}>
              <Diff
                t={t}
                parts={change.parts}
                legend={legend}
                title={t(`directory.version.kind.${change.kind}`, {
                  position: change.position,
                  title: change.title,
                })}
              />
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}
