import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { formatNumber } from "@/lib/core/time";
import { candidacyPath, fullName, grammar } from "../../rules";
import type { ConstituencyView } from "../documents";
import { roundsWithResults, type ShownTicket, shareOf } from "../rules";

/** The votes once known, in the same neutral order as everywhere. */
export function Results({ view, frame }: ViewProps<ConstituencyView>) {
  const { t, locale } = frame;
  const { turnouts } = view.ballot;
  const rounds = roundsWithResults(view.tickets);
  const tickets = view.tickets.filter(({ results }) => results.length > 0);
  const told = (ticket: ShownTicket, round: number) => {
    const result = ticket.results.find((one) => one.round === round);
    if (!result) return "–";
    const share = shareOf(result, turnouts);
    const votes =
      result.votes === null
        ? ""
        : t("directory.results.votes", { votes: formatNumber(result.votes, locale), count: result.votes });
    const percent =
      share === null ? "" : t("directory.results.share", { share: formatNumber(share, locale, 2) });
    const words = [votes, percent].filter(Boolean).join(", ");
    return result.isElected ? (
      <strong>
        {t("directory.results.elected", { gender: grammar(ticket.person.gender) })}, {words}
      </strong>
    ) : (
      words
    );
  };
  return (
    <Section title={t("directory.results.title")} note={t(`directory.order.${view.order}`)}>
      <Table
        caption={t("directory.results.title")}
        rows={tickets}
        rowKey={({ publicId }) => publicId}
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
            label: t("directory.results.round-label", { round }),
            cell: (ticket: ShownTicket) => told(ticket, round),
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
