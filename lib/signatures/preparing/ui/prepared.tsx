import { ButtonLink } from "@/components/button";
import { Notice } from "@/components/notice";
import type { Frame } from "@/lib/core/frame";
import type { Opened } from "../../links/documents";
import type { Signing } from "../../queries";
import { listOf, momentOf } from "../../ui/wording";
import { unseenOf } from "../rules";

/** Who of the team prepared by this link: her own name, else whom the link was for. */
export function preparerOf({ t }: Frame, { preparations }: Signing, linkId: string): string {
  const one = preparations.find((preparation) => preparation.linkId === linkId);
  return one?.saidName ?? one?.madeFor ?? t("signatures.hand-over.somebody");
}

/** Who prepared what the signer has not looked at, when, and whether all is said to be ready. */
export function PreparedNotice({
  opened,
  frame,
  isLinked,
}: {
  readonly opened: Opened;
  readonly frame: Frame;
  /** With the way to the page of all answers. */
  readonly isLinked?: boolean;
}) {
  const { t, locale } = frame;
  const { signing, team, token } = opened;
  const unseen = unseenOf(signing.marks).flatMap((id) => signing.marks[id] ?? []);
  if (team || unseen.length === 0) return null;
  const linkIds = [...new Set(unseen.map(({ by }) => by))];
  const names = listOf(
    locale,
    linkIds.map((id) => preparerOf(frame, signing, id)),
  );
  const last = new Date(Math.max(...unseen.map(({ at }) => at.getTime())));
  const isReady = signing.preparations.some(
    ({ linkId, readyAt }) => linkIds.includes(linkId) && readyAt !== null,
  );
  return (
    <Notice isQuiet={isLinked ?? false}>
      <p>
        <strong>
          {t("signatures.prepared.by", { names, plural: linkIds.length, count: unseen.length })}
        </strong>{" "}
        {t("signatures.prepared.at", { at: momentOf(last, locale, signing.version.timeZone) })}{" "}
        {isReady && t("signatures.prepared.ready", { plural: linkIds.length })}{" "}
        {t("signatures.prepared.nothing-signed")}
      </p>
      {isLinked && (
        <div className="actions">
          <ButtonLink kind="solid" size="full" href={`/${locale}/sign/${token}/review`}>
            {t("signatures.prepared.review")}
          </ButtonLink>
        </div>
      )}
    </Notice>
  );
}

/** "Préparé par Inès" beside one answer, until the signer has looked at it. */
export function PreparedMark({
  signing,
  frame,
  id,
}: {
  readonly signing: Signing;
  readonly frame: Frame;
  readonly id: string;
}) {
  const mark = signing.marks[id];
  if (!mark || mark.isSeen) return null;
  return (
    <span className="caption prepared">
      {frame.t("signatures.prepared.mark", { name: preparerOf(frame, signing, mark.by) })}
    </span>
  );
}
