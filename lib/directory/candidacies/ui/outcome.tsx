import { Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { formatNumber } from "@/lib/core/time";
import { shareOf } from "../../ballots/rules";
import { grammar } from "../../rules";
import type { CandidacyView } from "../documents";

/** The votes of this ticket by round, once known. */
export function Outcome({ view: { ticket, contest }, frame: { t, locale } }: ViewProps<CandidacyView>) {
  if (ticket.results.length === 0) return null;
  return (
    <Section title={t("directory.results.title")}>
      <ul className="rows">
        {ticket.results.map((result) => {
          const share = shareOf(result, contest.turnouts);
          return (
            <li key={result.round}>
              {t("directory.results.round", { round: result.round })}
              {locale === "fr" ? "\u00a0: " : ": "}
              {result.votes !== null &&
                t("directory.results.votes", {
                  votes: formatNumber(result.votes, locale),
                  count: result.votes,
                })}
              {share !== null &&
                `, ${t("directory.results.share", { share: formatNumber(share, locale, 2) })}`}
              {result.isElected && (
                <strong>, {t("directory.results.elected", { gender: grammar(ticket.person.gender) })}</strong>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
