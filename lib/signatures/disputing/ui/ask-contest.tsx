import { Button } from "@/components/button";
import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { publicPath } from "../../ui/done";
import { Wrong } from "../../ui/link-page";
import type { AskContest } from "../documents";
import type { ContestedSignature } from "../queries";
import { ContestedFacts, DisputeStanding } from "./contested";

/** "I never signed this", for who holds no link: one goes to the addresses known, and nobody contests in another's name. */
export function AskContestPage({ view: { signature, isAsked }, frame, attempt }: ViewProps<AskContest>) {
  const { t, locale } = frame;
  const title = t("signatures.contest.ask.title");
  const isDone = signature.isDisputed || signature.isAnnulled;
  return (
    <DocumentShell frame={frame} title={`${title}, ${signature.name}`} isIndexed={false}>
      <Crumbs
        t={t}
        crumbs={[
          { label: signature.name, href: `/${locale}${publicPath(signature.candidacy)}` },
          { label: title },
        ]}
      />
      <Narrow>
        <PageTitle title={title} {...(isDone ? {} : { deck: t("signatures.contest.ask.deck") })} />
        <Wrong t={t} attempt={attempt} />
        <DisputeStanding frame={frame} signature={signature} />
        {isAsked && (
          <Notice isStatus>
            <p>{t("signatures.contest.ask.told")}</p>
          </Notice>
        )}
        <div className="stack">
          <ContestedFacts frame={frame} signature={signature} />
        </div>
        {!isDone && !isAsked && (
          <form className="stack section" method="post">
            <p>{t("signatures.contest.ask.text")}</p>
            <Button size="full">{t("signatures.contest.ask.button")}</Button>
          </form>
        )}
        <Otherwise signature={signature} frame={frame} />
      </Narrow>
    </DocumentShell>
  );
}

/** Where no address is known, or none is read any more, the NGO is told and records it as told. */
function Otherwise({ signature, frame: { t } }: { signature: ContestedSignature; frame: AskContestFrame }) {
  return (
    <div className="stack section">
      <p>{t("signatures.contest.ask.otherwise")}</p>
      <ul>
        {signature.authors.map(({ id, name, website }) => (
          <li key={id}>{website ? <a href={website}>{name}</a> : name}</li>
        ))}
      </ul>
    </div>
  );
}

type AskContestFrame = ViewProps<AskContest>["frame"];
