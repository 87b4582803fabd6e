import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Narrow, PageTitle } from "@/components/section";
import type { Attempt } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import type { DeadLink } from "../links/queries";
import { LinkPage, Wrong } from "./link-page";

interface Props {
  readonly frame: Frame;
  readonly token: string;
  /** Null where no link ever had this token. */
  readonly dead: DeadLink | null;
  readonly attempt?: Attempt;
}

/** A link that opens nothing: cut in the mail, or taken back. Who lost hers gets a new one where she is known. */
export function UnknownLinkPage({ frame, token, dead, attempt }: Props) {
  const { t, locale } = frame;
  const kind = !dead ? "unknown" : dead.isForTeam ? "taken-back" : dead.isNotMe ? "not-hers" : "ended";
  const title = t(`signatures.dead.${kind}`);
  return (
    <LinkPage frame={frame} title={title}>
      <Narrow>
        <PageTitle title={title} />
        <Wrong t={t} attempt={attempt} />
        <div className="section stack measure">
          <EmptyState title={t(`signatures.dead.${kind}-why`)}>
            <p>{t("signatures.unknown.kept")}</p>
          </EmptyState>
          {dead && !dead.isForTeam && (
            <form className="stack" method="post" action={`/${locale}/sign/${token}/renew`}>
              <p>{t("signatures.dead.renew-text")}</p>
              <Button size="full">{t("signatures.dead.renew")}</Button>
            </form>
          )}
          {!dead && <p>{t("signatures.unknown.ask")}</p>}
          <p>
            <a href={`/${locale}/forms`}>{t("signatures.unknown.forms")}</a>
          </p>
        </div>
      </Narrow>
    </LinkPage>
  );
}
