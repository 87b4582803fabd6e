import type { Entry } from "@/components/sheet";
import { StatusMark } from "@/components/status-mark";
import { StatusWord, wordOf } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatNumber } from "@/lib/core/time";
import { candidacyPath, fullName, grammar, personPath } from "../../rules";
import { NOTHING_KNOWN, standingOf } from "../../standing/rules";
import { Nominations } from "../../ui/nominations";
import { StandingDetail } from "../../ui/standing-words";
import type { ConstituencyView } from "../documents";
import { type ShownTicket, shareOf, type TicketStanding } from "../rules";

type Props = Omit<ViewProps<ConstituencyView>, "attempt">;

/** The rows of the sheet: the chosen form's status in large, every form's facts when the row is open. */
export function entriesOf(
  view: ConstituencyView,
  frame: Props["frame"],
  tickets: readonly ShownTicket[],
): Entry[] {
  const { t, locale } = frame;
  return tickets.map((ticket, index) => {
    const standing = ticket.standings.find(({ formId }) => formId === view.chosen?.id);
    const { status, count, requests } = standing?.candidate ?? standingOf(NOTHING_KNOWN);
    const isCounted = status === "signed" || status === "partly";
    return {
      id: ticket.publicId,
      number: ticket.panelNumber ?? index + 1,
      name: fullName(ticket.person),
      href: `/${locale}${candidacyPath(ticket.publicId, ticket.person)}`,
      mark: status,
      ...(isCounted && count ? { count } : {}),
      ...(requests ? { requests: requests.count } : {}),
      substitute: <Substitute t={t} locale={locale} ticket={ticket} />,
      nominations: <Nominations t={t} locale={locale} ticket={ticket} />,
      proof: <Proof view={view} frame={frame} ticket={ticket} />,
    };
  });
}

function Substitute({ t, locale, ticket }: Pick<Props["frame"], "t" | "locale"> & { ticket: ShownTicket }) {
  const { substitute } = ticket;
  return (
    <>
      <p>
        {substitute ? (
          <>
            {t("directory.candidacy.substitute-label")}
            <a href={`/${locale}${personPath(substitute)}`}>{fullName(substitute)}</a>
          </>
        ) : (
          t("directory.candidacy.no-substitute")
        )}
      </p>
      {ticket.isIncumbent && (
        <p>{t("directory.candidacy.incumbent", { gender: grammar(ticket.person.gender) })}</p>
      )}
      {ticket.status === "withdrawn" && <p>{t("directory.candidacy.status.withdrawn")}</p>}
      {ticket.status === "invalidated" && <p>{t("directory.candidacy.status.invalidated")}</p>}
    </>
  );
}

function Proof({ view, frame, ticket }: Props & { ticket: ShownTicket }) {
  const { t, locale } = frame;
  const { forms, chosen, ballot } = view;
  return (
    <>
      {forms.map((form) => {
        const standing = ticket.standings.find(({ formId }) => formId === form.id);
        if (!standing) return null;
        const voice = { t, locale, timeZone: form.timeZone };
        const { candidate } = standing;
        return (
          <div key={form.id}>
            {form.id === chosen?.id ? (
              <StandingDetail standing={candidate} person={ticket.person} voice={voice} />
            ) : (
              <p>
                <StatusMark mark={candidate.status} size={16} /> {localized(form.title, locale).text}
                {t("directory.standing.other", { status: wordOf(t, candidate.status) })}
              </p>
            )}
            <SubstituteStanding standing={standing} ticket={ticket} voice={voice} />
          </div>
        );
      })}
      <Shares frame={frame} ticket={ticket} turnouts={ballot.turnouts} />
    </>
  );
}

function SubstituteStanding(props: {
  standing: TicketStanding;
  ticket: ShownTicket;
  voice: { t: Props["frame"]["t"]; locale: Props["frame"]["locale"]; timeZone: string };
}) {
  const { standing, ticket, voice } = props;
  const { substitute } = ticket;
  const known = standing.substitute;
  if (!substitute || !known || (!known.signature && known.status !== "declined")) return null;
  return (
    <div>
      <p>
        {fullName(substitute)}{" "}
        <span className="quiet">({voice.t("directory.candidacy.substitute-role")})</span>
      </p>
      <StatusWord
        t={voice.t}
        mark={known.status}
        size={16}
        {...(known.count ? { count: known.count } : {})}
      />
      <StandingDetail standing={known} person={substitute} voice={voice} />
    </div>
  );
}

function Shares(props: {
  frame: Props["frame"];
  ticket: ShownTicket;
  turnouts: ConstituencyView["ballot"]["turnouts"];
}) {
  const { frame, ticket, turnouts } = props;
  const { t, locale } = frame;
  const said = ticket.results.flatMap((result) => {
    const share = shareOf(result, turnouts);
    if (share === null && !result.isElected) return [];
    return [
      t("directory.results.said", {
        round: result.round,
        share: share === null ? "none" : formatNumber(share, locale, 1),
        elected: result.isElected ? grammar(ticket.person.gender) : "no",
      }),
    ];
  });
  return said.length > 0 ? <p className="quiet">{said.join(" ")}</p> : null;
}
