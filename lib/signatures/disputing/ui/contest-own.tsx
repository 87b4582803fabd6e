import { EmptyState } from "@/components/empty-state";
import { Narrow, PageTitle } from "@/components/section";
import type { PageProps } from "../../links/documents";
import { LinkPage, Wrong } from "../../ui/link-page";
import type { OwnContest } from "../documents";
import { ContestedFacts, ContestFields, DisputeStanding } from "./contested";

/** The same from the signer's own link: somebody signed by it who was not she. */
export function ContestOwnPage({ opened, frame, attempt }: PageProps<OwnContest>) {
  const { t, locale } = frame;
  const { signing, token, shown } = opened;
  const { signature } = shown;
  const title = t("signatures.contest.title", { name: signing.person.name });
  const isDone = signature !== null && (signature.isDisputed || signature.isAnnulled);
  return (
    <LinkPage frame={frame} title={title}>
      <Narrow>
        <PageTitle title={title} {...(isDone ? {} : { deck: t("signatures.contest.deck") })} />
        <Wrong t={t} attempt={attempt} />
        {signature ? (
          <>
            <DisputeStanding frame={frame} signature={signature} />
            <div className="stack">
              <ContestedFacts frame={frame} signature={signature} />
            </div>
            {isDone ? (
              <p className="stack">{t("signatures.contest.next")}</p>
            ) : (
              <form className="stack section" method="post">
                <input type="hidden" name="revision" value={signature.revision} />
                <ContestFields frame={frame} {...(attempt ? { attempt } : {})} />
              </form>
            )}
          </>
        ) : (
          <div className="section">
            <EmptyState title={t("signatures.contest.nothing")} />
          </div>
        )}
        <p className="small ways">
          <a href={`/${locale}/sign/${token}`}>{t("signatures.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}
