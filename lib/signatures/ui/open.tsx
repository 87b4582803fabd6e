import { Actions, ButtonLink } from "@/components/button";
import { Facts } from "@/components/facts";
import { Prose } from "@/components/prose";
import { Band, Narrow, PageTitle, Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import { formatNumber } from "@/lib/core/time";
import type { Opened, PageProps } from "../links/documents";
import type { Signing } from "../queries";
import { Genuine } from "./genuine";
import { LinkPage } from "./link-page";
import { SignedWords } from "./signed-words";
import { Standing } from "./standing";
import {
  AreaWords,
  authorNames,
  capital,
  engagementsOf,
  firstMissingTheme,
  isSignedAsIs,
  listOf,
  momentOf,
  numeral,
  standingOf,
} from "./wording";

interface Props {
  readonly frame: Frame;
  readonly opened: Opened;
}

/** What a personal link opens: who asks whom, what, until when, and how to check that it is genuine. */
export function OpenPage({ frame, opened }: PageProps) {
  const { signing, signed } = opened;
  const isSigned = signed !== null && !signed.signature.isWithdrawn;
  return (
    <LinkPage frame={frame} title={frame.t("signatures.open.title", { name: signing.person.name })}>
      <Narrow>
        <Asked frame={frame} opened={opened} />
        <Standing frame={frame} opened={opened} />
        {isSigned && <SignedActs frame={frame} opened={opened} />}
      </Narrow>
      {isSigned ? (
        <Narrow>
          <Section title={frame.t("signatures.open.signed-words", { version: signed.version.number })}>
            <SignedWords
              frame={frame}
              version={signed.version}
              answers={signed.signature.answers}
              by={signing.person.name}
            />
          </Section>
        </Narrow>
      ) : (
        <Demand frame={frame} opened={opened} />
      )}
    </LinkPage>
  );
}

function Asked({ frame: { t, locale }, opened: { signing, token } }: Props) {
  const { person, area, partner } = signing;
  return (
    <>
      <PageTitle over={<span className="caption">{t("signatures.open.asked")}</span>} title={person.name} />
      <p className="quiet">
        {standingOf(t, signing)}, <AreaWords name={area.name} />
        {signing.role === "candidate" && partner && t("signatures.open.with", { name: partner })}.{" "}
        <a href={`/${locale}/sign/${token}/not-me`}>{t("signatures.open.not-me")}</a>
      </p>
      {signing.parties.length > 0 && (
        <p className="quiet small">{t("signatures.open.party", { list: listOf(locale, signing.parties) })}</p>
      )}
    </>
  );
}

function SignedActs({ frame: { t, locale }, opened: { token, signing } }: Props) {
  const at = `/${locale}/sign/${token}`;
  const isCurrent = isSignedAsIs(signing);
  return (
    <Actions>
      <ButtonLink kind={isCurrent ? "solid" : "outlined"} href={`${at}/done`}>
        {t("signatures.open.receipt")}
      </ButtonLink>
      <ButtonLink href={`${at}/answers`}>{t("signatures.open.change")}</ButtonLink>
      <ButtonLink kind="quiet" href={`${at}/withdraw`}>
        {t("signatures.open.withdraw")}
      </ButtonLink>
    </Actions>
  );
}

function Demand({ frame, opened }: Props) {
  const { t, locale } = frame;
  const { version, candidacies } = opened.signing;
  const introduction = localized(version.introduction, locale);
  const count = engagementsOf(version).length;
  return (
    <>
      <Band>
        <Narrow>
          <div className="deck stack">
            <p>
              {t("signatures.open.demand", {
                authors: authorNames(version, locale),
                plural: version.authors.length,
                others: Math.max(0, candidacies - 1),
                number: formatNumber(Math.max(0, candidacies - 1), locale),
                form: localized(version.title, locale).text,
              })}
            </p>
            <Prose html={markdownToHtml(introduction.text)} lang={introduction.lang} />
            <p>{t("signatures.open.answers", { count, number: capital(numeral(t, count)) })}</p>
          </div>
        </Narrow>
      </Band>
      <Narrow>
        <div className="tw:mt-6">
          <Facts facts={facts(frame, opened.signing)} />
        </div>
        <Ways frame={frame} opened={opened} />
      </Narrow>
    </>
  );
}

function facts(frame: Frame, { version }: Signing) {
  const { t, locale } = frame;
  return [
    { label: t("signatures.open.until"), value: momentOf(version.closesAt, locale, version.timeZone) },
    { label: t("signatures.open.genuine"), value: <Genuine frame={frame} version={version} /> },
    { label: t("signatures.open.public"), value: t("signatures.privacy.public") },
    { label: t("signatures.open.never"), value: t("signatures.privacy.never") },
    {
      label: t("signatures.open.data"),
      value: (
        <>
          {t("signatures.privacy.controller", { authors: authorNames(version, locale) })}{" "}
          <a href={`/${locale}/privacy`}>{t("signatures.privacy.more")}</a>
        </>
      ),
    },
  ];
}

/** What can be done from here: read and answer first, go on where it was left, or refuse. */
function Ways({ frame: { t, locale }, opened: { token, signing } }: Props) {
  const at = `/${locale}/sign/${token}`;
  const total = engagementsOf(signing.version).length;
  const missing = firstMissingTheme(signing);
  const kept = Object.values(signing.answers).filter(({ value }) => value).length;
  return (
    <>
      <div className="tw:mt-6 tw:grid tw:gap-3">
        {missing === null && (
          <ButtonLink kind="solid" size="full" href={`${at}/review`}>
            {t("signatures.open.review")}
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
      </div>
      <p className="small quiet tw:mt-3">{t("signatures.open.nothing-signed")}</p>
      <ul className="rows small tw:mt-4">
        <li className="act-row">
          <a href={`${at}/decline`}>{t("signatures.open.decline")}</a>
        </li>
        <li className="act-row">
          <a href={`${at}/stop`}>{t("signatures.open.stop")}</a>
        </li>
      </ul>
    </>
  );
}
