import { Actions, ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Narrow, PageTitle, Section } from "@/components/section";
import type { PageProps } from "../links/documents";
import { LinkPage } from "./link-page";
import { SignedWords } from "./signed-words";
import { Standing } from "./standing";
import { momentOf } from "./wording";

/** After the closing time: what is signed, to read; or that nothing was. Withdrawing stays possible. */
export function ClosedPage({ opened, frame }: PageProps) {
  const { t, locale } = frame;
  const { signing, signed, token } = opened;
  const at = momentOf(signing.version.closesAt, locale, signing.version.timeZone);
  const isSigned = signed !== null && !signed.signature.isWithdrawn;
  return (
    <LinkPage frame={frame} title={t("signatures.closed.title")}>
      <Narrow>
        <p className="caption">{signing.person.name}</p>
        <PageTitle title={t("signatures.closed.title")} deck={t("signatures.closed.since", { at })} />
        {signed ? (
          <ClosedStanding opened={opened} frame={frame} />
        ) : (
          <div className="section">
            <EmptyState title={t("signatures.closed.nothing")}>
              {signing.savedAt && <p>{t("signatures.closed.draft")}</p>}
            </EmptyState>
          </div>
        )}
        {isSigned && (
          <>
            {!opened.team && (
              <Actions>
                <ButtonLink kind="solid" href={`/${locale}/sign/${token}/done`}>
                  {t("signatures.open.receipt")}
                </ButtonLink>
                <ButtonLink kind="quiet" href={`/${locale}/sign/${token}/withdraw`}>
                  {t("signatures.open.withdraw")}
                </ButtonLink>
              </Actions>
            )}
            <Section title={t("signatures.open.signed-words", { version: signed.version.number })}>
              <SignedWords
                frame={frame}
                version={signed.version}
                answers={signed.signature.answers}
                by={signing.person.name}
              />
            </Section>
          </>
        )}
      </Narrow>
    </LinkPage>
  );
}

// Where nobody can answer any more, a changed text or a draft asks for nothing.
function ClosedStanding({ opened, frame }: PageProps) {
  const { signing, signed } = opened;
  const asSigned = signed && !signed.signature.isWithdrawn ? signed.version : signing.version;
  const answers = signed?.signature.answers ?? signing.answers;
  return (
    <Standing
      frame={frame}
      opened={{ ...opened, signing: { ...signing, version: asSigned, answers } }}
      isClosed
    />
  );
}
