import { Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import type { ListedCandidacy, PublicTurnout } from "../../ballots/queries";
import { shareOf } from "../../ballots/rules";
import { grammar } from "../../rules";
import type { CandidacyView } from "../documents";

/** The votes of this ticket by round, once known. */
export function Outcome({ view, frame }: ViewProps<CandidacyView>) {
  if (view.ticket.results.length === 0) return null;
  return (
    <Section title={frame.t("directory.results.title")}>
      <Rounds ticket={view.ticket} turnouts={view.contest.turnouts} frame={frame} />
    </Section>
  );
}

/** Votes and share of a ticket, round by round. */
export function Rounds(props: {
  readonly ticket: ListedCandidacy;
  readonly turnouts: readonly PublicTurnout[];
  readonly frame: Frame;
}) {
  const { ticket, turnouts, frame } = props;
  const { t, locale } = frame;
  return (
    <ul className="rows">
      {ticket.results.map((result) => {
        const share = shareOf(result, turnouts);
        return (
          <li key={result.round}>
            {t("directory.results.round", { round: result.round })}
            {locale === "fr" ? "\u00a0: " : ": "}
            {result.votes !== null &&
              t("directory.results.votes", {
                votes: formatNumber(result.votes, locale),
                count: result.votes,
              })}
            {share !== null && `, ${t("directory.results.share", { share: formatNumber(share, locale, 2) })}`}
            {result.isElected && (
              <strong>, {t("directory.results.elected", { gender: grammar(ticket.person.gender) })}</strong>
            )}
          </li>
        );
      })}
    </ul>
  );
}
