import { Actions, Button, ButtonLink } from "@/components/button";
import { Facts } from "@/components/facts";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Prose } from "@/components/prose";
import { Band, Narrow, PageTitle, Section } from "@/components/section";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import type { PageProps } from "../../links/documents";
import { LinkPage, Wrong, wordsOf } from "../../ui/link-page";
import {
  AreaWords,
  authorNames,
  engagementsOf,
  firstMissingTheme,
  momentOf,
  numeral,
  standingOf,
} from "../../ui/wording";

interface Props extends PageProps {
  /** True where nobody could be written to that all is ready. */
  readonly isByHand?: boolean;
}

/** What a preparing link opens: for whom one prepares, what one may, and never may, do by it. */
export function TeamPage({ opened, frame, attempt, isByHand = false }: Props) {
  const { t, locale } = frame;
  const { signing, team } = opened;
  const { version, person, area } = signing;
  const introduction = localized(version.introduction, locale);
  return (
    <LinkPage
      frame={frame}
      title={t("signatures.preparing.title", { name: person.name })}
      aside={t("signatures.aside.preparing")}
    >
      <Narrow>
        <Wrong t={t} attempt={attempt} />
        <p className="caption">{t("signatures.preparing.for")}</p>
        <PageTitle title={person.name} />
        <p className="quiet">
          {standingOf(t, signing)}, <AreaWords name={area.name} />
        </p>
        <Told opened={opened} frame={frame} isByHand={isByHand} />
      </Narrow>
      <Band>
        <Narrow>
          <div className="deck stack">
            <p>
              {t("signatures.preparing.demand", {
                name: person.name,
                authors: authorNames(version, locale),
                form: localized(version.title, locale).text,
              })}
            </p>
            <p>{t("signatures.preparing.limits", { name: person.name })}</p>
          </div>
        </Narrow>
      </Band>
      <Narrow>
        {team?.saidName ? (
          <Ways opened={opened} frame={frame} />
        ) : (
          <NameForm opened={opened} frame={frame} {...(attempt ? { attempt } : {})} />
        )}
        <Facts
          facts={[
            {
              label: t("signatures.open.until"),
              value: momentOf(version.closesAt, locale, version.timeZone),
            },
            ...(team?.saidName ? [{ label: t("signatures.preparing.you"), value: team.saidName }] : []),
          ]}
        />
        {introduction.text && (
          <Section title={t("signatures.open.introduction", { authors: authorNames(version, locale) })}>
            <Prose html={markdownToHtml(introduction.text)} lang={introduction.lang} />
          </Section>
        )}
      </Narrow>
    </LinkPage>
  );
}

function NameForm({ opened, frame: { t, locale }, attempt }: PageProps) {
  const { token, team, signing } = opened;
  const wrong = attempt?.errors.find(({ field }) => field === "name");
  return (
    <form className="stack" method="post" action={`/${locale}/sign/${token}/name`}>
      <Field
        name="name"
        label={t("signatures.preparing.name")}
        hint={t("signatures.preparing.name-hint", { name: signing.person.name })}
        autoComplete="name"
        maxLength={120}
        required
        defaultValue={attempt?.values.name ?? team?.madeFor ?? ""}
        error={wrong && wordsOf(t, wrong)}
      />
      <Button size="full">{t("signatures.preparing.begin")}</Button>
    </form>
  );
}

function Ways({ opened: { token, signing }, frame: { t, locale } }: PageProps) {
  const at = `/${locale}/sign/${token}`;
  const total = engagementsOf(signing.version).length;
  const kept = Object.values(signing.answers).filter(({ value }) => value).length;
  const missing = firstMissingTheme(signing);
  return (
    <Actions>
      {missing === null && (
        <ButtonLink kind="solid" size="full" href={`${at}/review`}>
          {t("signatures.preparing.review")}
        </ButtonLink>
      )}
      {missing !== null && kept > 0 && (
        <ButtonLink kind="solid" size="full" href={`${at}/answers?theme=${missing}`}>
          {t("signatures.open.resume", { kept, total })}
        </ButtonLink>
      )}
      <ButtonLink kind={kept > 0 ? "outlined" : "solid"} size="full" href={`${at}/answers`}>
        {t("signatures.open.read", { count: total, number: numeral(t, total) })}
      </ButtonLink>
    </Actions>
  );
}

/** What was told to the signer, and whether something changed since. */
function Told({ opened: { signing, team }, frame: { t, locale }, isByHand }: Props) {
  const { savedAt, version, person } = signing;
  if (!team?.readyAt) return null;
  const at = momentOf(team.readyAt, locale, version.timeZone);
  const isStale = savedAt !== null && savedAt > team.readyAt;
  return (
    <Notice isStatus isQuiet={!isByHand}>
      <strong>{t("signatures.preparing.ready-at", { at })}</strong>{" "}
      {t(`signatures.preparing.${isByHand ? "by-hand" : isStale ? "changed-since" : "told"}`, {
        name: person.name,
      })}
    </Notice>
  );
}
