import { Narrow, PageTitle } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { LinkPage, Wrong } from "../../ui/link-page";
import { momentOf } from "../../ui/wording";
import type { Contest } from "../queries";
import { ContestedFacts, ContestFields, DisputeStanding } from "./contested";

/** "This was not me": what was signed in her name, and one button; no account, and nothing happens by opening it. */
export function ContestPage({ view: { signature, until, isOpen }, frame, attempt }: ViewProps<Contest>) {
  const { t, locale } = frame;
  const title = t("signatures.contest.title", { name: signature.name });
  const isDone = signature.isDisputed || signature.isAnnulled;
  return (
    <LinkPage frame={frame} title={title} aside={t("signatures.contest.aside")}>
      <Narrow>
        <PageTitle title={title} {...(isDone ? {} : { deck: t("signatures.contest.deck") })} />
        <Wrong t={t} attempt={attempt} />
        <DisputeStanding frame={frame} signature={signature} />
        <div className="stack">
          <ContestedFacts frame={frame} signature={signature} />
        </div>
        {isDone ? (
          <p className="stack">{t("signatures.contest.next")}</p>
        ) : isOpen ? (
          <form className="stack section" method="post">
            <ContestFields frame={frame} {...(attempt ? { attempt } : {})} />
            <p className="caption">
              {t("signatures.contest.until", { at: momentOf(until, locale, signature.timeZone) })}
            </p>
          </form>
        ) : (
          <p className="stack">
            {t("signatures.contest.expired", { at: momentOf(until, locale, signature.timeZone) })}{" "}
            <a href={`/${locale}/signatures/${signature.publicId}/dispute`}>
              {t("signatures.contest.ask-again")}
            </a>
          </p>
        )}
      </Narrow>
    </LinkPage>
  );
}
