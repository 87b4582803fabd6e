import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import type { ShownTicket } from "../../ballots/rules";
import { answerText } from "../../ballots/ui/answer";
import { ballotPath, candidacyPath, fullName, placePath } from "../../rules";
import { AreaName } from "../../ui/area-name";
import type { PlaceView, PossibleBallot } from "../documents";

type Props = ViewProps<PlaceView>;

/** The constituencies that may be the reader's, none guessed; "I don't know" shows the candidates of all. */
export function Choice({ view, frame }: Props) {
  const { t, locale } = frame;
  const { possible, isAll, place } = view;
  return (
    <>
      <Section
        title={t("directory.place.which", { count: possible.length })}
        note={t("directory.place.card")}
      >
        <ul className="rows paired">
          {possible.map((ballot) => (
            <li key={ballot.area.code}>
              <p className="h3">
                <a href={`/${locale}${ballotPath(view.election.slug, ballot.area.code)}`}>
                  <AreaName area={ballot.area} locale={locale} />
                </a>
              </p>
              {view.isCounted && (
                <p className="quiet">{answerText(t, ballot.count, ballot.tickets.length)}</p>
              )}
              <p className="small quiet">{besideText(ballot, t)}</p>
            </li>
          ))}
        </ul>
        {!isAll && (
          <div className="actions">
            <ButtonLink href={`/${locale}${placePath(place.area)}?all=1`}>
              {t("directory.place.unknown")}
            </ButtonLink>
          </div>
        )}
      </Section>
      {isAll &&
        possible.map((ballot) => (
          <Everybody key={ballot.area.code} ballot={ballot} view={view} frame={frame} />
        ))}
    </>
  );
}

/** What else lies in a possible constituency, by which readers know it. */
function besideText({ neighbours }: PossibleBallot, t: Frame["t"]): string {
  if (!neighbours) return t("directory.place.alone");
  const { largest, count } = neighbours;
  return t("directory.place.beside", { names: largest.join(", "), more: count - largest.length });
}

function Everybody({ ballot, view, frame }: Props & { ballot: PossibleBallot }) {
  const { t, locale } = frame;
  const href = `/${locale}${ballotPath(view.election.slug, ballot.area.code)}`;
  return (
    <Section
      title={<AreaName area={ballot.area} locale={locale} />}
      note={answerText(t, ballot.count, ballot.tickets.length)}
      links={[{ href, label: t("directory.place.details") }]}
    >
      <ol className="rows">
        {ballot.tickets.map((ticket, index) => (
          <Row
            key={ticket.publicId}
            ticket={ticket}
            number={ticket.panelNumber ?? index + 1}
            view={view}
            frame={frame}
          />
        ))}
      </ol>
    </Section>
  );
}

function Row(props: { ticket: ShownTicket; number: number; view: PlaceView; frame: Frame }) {
  const { ticket, number, view, frame } = props;
  const { t, locale } = frame;
  const standing = ticket.standings.find(({ formId }) => formId === view.form?.id)?.candidate;
  return (
    <li className="act-row">
      <span>
        <span className="num">{number}</span>{" "}
        <a href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>{fullName(ticket.person)}</a>
      </span>
      {standing && <StatusWord t={t} mark={standing.status} />}
    </li>
  );
}
