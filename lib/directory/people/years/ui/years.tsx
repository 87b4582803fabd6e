import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EngagementItem, Theme } from "@/components/engagement";
import { Prose } from "@/components/prose";
import { PageTitle, Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import { formatDate } from "@/lib/core/time";
import { Given } from "../../../ballots/ui/comparison";
import { LogEntry } from "../../../candidacies/ui/log-entry";
import { candidacyPath, fullName, personPath } from "../../../rules";
import { StandingDetail } from "../../../ui/standing-words";
import { Views } from "../../ui/signed";
import type { SignedThen, YearsView } from "../documents";
import { underThemes } from "../rules";

/** Everything that one person signed, the newest year first, each signature with its proof and its exact words. */
export function YearsPage({ view, frame }: ViewProps<YearsView>) {
  const { t, locale } = frame;
  const { person, years } = view;
  const name = fullName(person);
  const title = t("directory.person.years", { name });
  return (
    <DocumentShell frame={frame} title={title} description={t("directory.person.years-deck")}>
      <Crumbs t={t} crumbs={[{ label: name, href: `/${locale}${personPath(person)}` }]} />
      <PageTitle title={title} deck={<p>{t("directory.person.years-deck")}</p>} />
      <Views person={person} current="year" frame={frame} />
      {years.map(({ year, signed }) => (
        <Section key={year} title={year} id={`y${year}`}>
          {signed.map((one) => (
            <Signature key={one.publicId} signed={one} view={view} frame={frame} />
          ))}
        </Section>
      ))}
    </DocumentShell>
  );
}

interface SignatureProps {
  readonly signed: SignedThen;
  readonly view: YearsView;
  readonly frame: Frame;
}

/** One signature: on what, how it stands, how the signer was recognised, its receipt, and the words. */
function Signature({ signed, view, frame }: SignatureProps) {
  const { t, locale } = frame;
  const { standing, candidate, timeZone } = signed;
  const title = localized(signed.title, locale);
  const voice = { t, locale, timeZone };
  const lapsed = standing.signature?.events.find(({ kind }) => kind === "lapsed");
  return (
    <div className="stack" id={signed.publicId}>
      <h3 className="h3" lang={title.lang}>
        <a href={`/${locale}/forms/${signed.formSlug}/versions/${signed.version}`}>{title.text}</a>
      </h3>
      <p className="small quiet">
        {signed.author},{" "}
        <a href={`/${locale}${candidacyPath(signed.candidacyPublicId, candidate)}`}>
          {localized(signed.election, locale).text}
        </a>
        {signed.role === "substitute" &&
          `. ${t("directory.person.substitute", { name: fullName(candidate) }).replace(/,$/, "")}`}
      </p>
      <StatusWord t={t} mark={standing.status} {...(standing.count ? { count: standing.count } : {})} />
      <div className="small">
        <StandingDetail standing={standing} person={view.person} voice={voice} />
        {lapsed && (
          <p>
            <strong>{`${t("directory.timeline.lapsed")}, ${formatDate(lapsed.at, locale, timeZone)}.`}</strong>
          </p>
        )}
        {standing.signature && <LogEntry signature={standing.signature} voice={voice} />}
      </div>
      <Words signed={signed} frame={frame} />
    </div>
  );
}

function Words({ signed, frame }: { readonly signed: SignedThen; readonly frame: Frame }) {
  const { locale } = frame;
  return underThemes(signed.words, locale).map((theme) => (
    <Theme key={theme.words[0]?.position} title={theme.title} lang={theme.lang} isNarrow>
      {theme.words.map((one) => {
        const words = localized(one.text, locale);
        return (
          <EngagementItem
            key={one.position}
            number={one.position}
            words={<Prose html={markdownToHtml(words.text)} isEngagement />}
            lang={words.lang}
            isAnswered
          >
            <Given frame={frame} answer={one} />
          </EngagementItem>
        );
      })}
    </Theme>
  ));
}
