import { Actions, ButtonLink } from "@/components/button";
import { Facts } from "@/components/facts";
import { Prose } from "@/components/prose";
import { Band, Narrow, PageTitle, Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import { formatNumber } from "@/lib/core/time";
import type { OpenShown } from "../documents";
import type { Opened, PageProps } from "../links/documents";
import { unseenOf } from "../preparing/rules";
import { PreparedNotice } from "../preparing/ui/prepared";
import { TeamPage } from "../preparing/ui/team";
import type { Signing } from "../queries";
import { REHEARSAL, signPath } from "../rules";
import { AcceptAll } from "./accept-all";
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
export function OpenPage({ frame, opened, attempt }: PageProps<OpenShown>) {
  const { signing, signed, shown } = opened;
  if (opened.team)
    return (
      <TeamPage frame={frame} opened={opened} isByHand={shown.isByHand} {...(attempt ? { attempt } : {})} />
    );
  const isSigned = signed !== null && !signed.signature.isWithdrawn;
  return (
    <LinkPage frame={frame} title={frame.t("signatures.open.title", { name: signing.person.name })}>
      <Narrow>
        <Asked frame={frame} opened={opened} />
        <Others frame={frame} opened={opened} />
        <Standing frame={frame} opened={opened} />
        <PreparedNotice frame={frame} opened={opened} isLinked />
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
          <Refusing frame={frame} opened={opened} />
        </Narrow>
      ) : (
        <Demand frame={frame} opened={opened} />
      )}
    </LinkPage>
  );
}

/** One page gathers all that ask her: the way to it stands where there is another. */
function Others({
  frame: { t, locale },
  opened: { token, shown },
}: {
  readonly frame: Frame;
  readonly opened: Opened<OpenShown>;
}) {
  if (shown.others === 0) return null;
  return (
    <p className="small ways">
      <a href={`${signPath(locale, token)}/forms`}>{t("signatures.inbox.others", { count: shown.others })}</a>
    </p>
  );
}

function Asked({ frame: { t, locale }, opened: { signing, token } }: Props) {
  const { person, area, partner } = signing;
  return (
    <>
      <p className="caption">{t("signatures.open.asked")}</p>
      <PageTitle title={person.name} />
      <p className="quiet">
        {standingOf(t, signing)}, <AreaWords name={area.name} />
        {signing.role === "candidate" && partner && t("signatures.open.with", { name: partner })}.{" "}
        <a className="nobr" href={`${signPath(locale, token)}/not-me`}>
          {t("signatures.open.not-me")}
        </a>
      </p>
      {signing.parties.length > 0 && (
        <p className="quiet small">{t("signatures.open.party", { list: listOf(locale, signing.parties) })}</p>
      )}
    </>
  );
}

function SignedActs({ frame: { t, locale }, opened: { token, signing } }: Props) {
  const at = signPath(locale, token);
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
  const others = Math.max(0, candidacies - 1);
  return (
    <>
      <Band>
        <Narrow>
          <div className="deck stack">
            <p>
              {t("signatures.open.demand", {
                authors: authorNames(version, locale),
                plural: version.authors.length,
                others,
                number: formatNumber(others, locale),
                form: localized(version.title, locale).text,
              })}
            </p>
            <p>{t("signatures.open.answers", { count, number: capital(numeral(t, count)) })}</p>
          </div>
        </Narrow>
      </Band>
      <Narrow>
        <Facts facts={firstFacts(frame, opened.signing)} />
        <Ways frame={frame} opened={opened} />
        <OnPaper frame={frame} token={opened.token} />
        {opened.signing.savedAt === null && (
          <AcceptAll frame={frame} token={opened.token} version={version} isFirst />
        )}
        {introduction.text && (
          <Section title={t("signatures.open.introduction", { authors: authorNames(version, locale) })}>
            <Prose html={markdownToHtml(introduction.text)} lang={introduction.lang} />
          </Section>
        )}
        <Section title={t("signatures.open.privacy")}>
          <Facts facts={privacyFacts(frame, opened.signing)} />
        </Section>
        <Refusing frame={frame} opened={opened} />
      </Narrow>
    </>
  );
}

function firstFacts(frame: Frame, { version }: Signing) {
  const { t, locale } = frame;
  return [
    { label: t("signatures.open.until"), value: momentOf(version.closesAt, locale, version.timeZone) },
    { label: t("signatures.open.genuine"), value: <Genuine frame={frame} version={version} /> },
  ];
}

function privacyFacts({ t, locale }: Frame, { version }: Signing) {
  return [
    { label: t("signatures.open.public"), value: t("signatures.privacy.public") },
    { label: t("signatures.open.never"), value: t("signatures.privacy.never") },
    {
      label: t("signatures.open.data"),
      value: (
        <>
          {t("signatures.privacy.controller", {
            authors: authorNames(version, locale),
            plural: version.authors.length,
          })}{" "}
          <a href={`/${locale}/privacy`}>{t("signatures.privacy.more")}</a>
        </>
      ),
    },
  ];
}

/** What can be done from here: read and answer first, or go on where it was left. */
function Ways({ frame: { t, locale }, opened: { token, signing } }: Props) {
  const at = signPath(locale, token);
  const total = engagementsOf(signing.version).length;
  const missing = firstMissingTheme(signing);
  const kept = Object.values(signing.answers).filter(({ value }) => value).length;
  // What somebody prepared has its own button above.
  const isPrepared = unseenOf(signing.marks).length > 0;
  return (
    <>
      <Actions>
        {missing === null && !isPrepared && (
          <ButtonLink kind="solid" size="full" href={`${at}/review`}>
            {t("signatures.open.review")}
          </ButtonLink>
        )}
        {missing !== null && kept > 0 && !isPrepared && (
          <ButtonLink kind="solid" size="full" href={`${at}/answers?theme=${missing}`}>
            {t("signatures.open.resume", { kept, total })}
          </ButtonLink>
        )}
        <ButtonLink kind={kept > 0 ? "outlined" : "solid"} size="full" href={`${at}/answers`}>
          {t("signatures.open.read", { count: total, number: numeral(t, total) })}
        </ButtonLink>
        <ButtonLink kind="outlined" size="full" href={`${at}/prepare`}>
          {t("signatures.hand-over.title")}
        </ButtonLink>
      </Actions>
      <p className="caption beneath">{t("signatures.hand-over.only-you")}</p>
      <p className="caption ways">
        {t("signatures.open.nothing-signed")} <a href={`${at}/decline`}>{t("signatures.open.decline")}</a>
      </p>
    </>
  );
}

/** The exact words to print, for who would rather use ink; a rehearsal prints nothing. */
function OnPaper({ frame: { t, locale }, token }: { readonly frame: Frame; readonly token: string }) {
  if (token.startsWith(REHEARSAL)) return null;
  return (
    <p className="small ways">
      {t("signatures.paper.link.text")}{" "}
      <a href={`${signPath(locale, token)}/paper.pdf`}>{t("signatures.paper.link.act")}</a>
    </p>
  );
}

/** Ways out that stay plain to find and never stand before the answer. */
function Refusing({ frame: { t, locale }, opened: { token, signed } }: Props) {
  const at = signPath(locale, token);
  const isSigned = signed !== null && !signed.signature.isWithdrawn;
  const pages = isSigned ? (["not-me", "stop"] as const) : (["decline", "not-me", "stop"] as const);
  return (
    <ul className="rows ways small">
      {pages.map((page) => (
        <li className="act-row" key={page}>
          <a href={`${at}/${page}`}>{t(`signatures.open.${page}`)}</a>
        </li>
      ))}
    </ul>
  );
}
