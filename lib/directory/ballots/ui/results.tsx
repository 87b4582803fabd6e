import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { formatNumber } from "@/lib/core/time";
import { candidacyPath, fullName, grammar } from "../../rules";
import type { ConstituencyView } from "../documents";
import { roundsWithResults, type ShownTicket, shareOf } from "../rules";

type Props = ViewProps<ConstituencyView>;

/** The votes once known, in the same neutral order as everywhere. */
export function Results({ view, frame }: Props) {
  const { t, locale } = frame;
  const { turnouts } = view.ballot;
  const rounds = roundsWithResults(view.tickets);
  const tickets = view.tickets.filter(({ results }) => results.length > 0);
  return (
    <Section title={t("directory.results.title")} note={t(`directory.order.${view.order}`)}>
      <Table
        caption={t("directory.results.caption")}
        rows={tickets}
        rowKey={({ publicId }) => publicId}
        onPhone="scroll"
        columns={[
          {
            id: "name",
            head: t("directory.results.name"),
            isRowHead: true,
            cell: (ticket) => (
              <a href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>
                {fullName(ticket.person)}
              </a>
            ),
          },
          ...rounds.map((round) => ({
            id: `round-${round}`,
            head: t("directory.results.round", { round }),
            isNumber: true,
            cell: (ticket: ShownTicket) => <Votes ticket={ticket} round={round} view={view} frame={frame} />,
          })),
        ]}
      />
      {turnouts.map(({ round, registered, voters }) =>
        registered && voters ? (
          <p key={round} className="small quiet">
            {t("directory.results.turnout", {
              round,
              voters: formatNumber(voters, locale),
              registered: formatNumber(registered, locale),
            })}
          </p>
        ) : null,
      )}
    </Section>
  );
}

/** Votes over their share of the votes cast, and who was elected. */
function Votes({ ticket, round, view, frame }: Props & { ticket: ShownTicket; round: number }) {
  const { t, locale } = frame;
  const result = ticket.results.find((one) => one.round === round);
  if (!result) return "–";
  const { votes, isElected } = result;
  const share = shareOf(result, view.ballot.turnouts);
  return (
    <>
      {isElected && (
        <strong>{t("directory.results.elected", { gender: grammar(ticket.person.gender) })} </strong>
      )}
      {votes !== null && (
        <span className="nobr">
          {t("directory.results.votes", { votes: formatNumber(votes, locale), count: votes })}
        </span>
      )}{" "}
      {share !== null && (
        <span className="nobr">
          {t("directory.results.percent", { share: formatNumber(share, locale, 2) })}
        </span>
      )}
    </>
  );
}
