import { Button } from "@/components/button";
import { Quote } from "@/components/engagement";
import { Field } from "@/components/field";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { candidacyPath, fullName } from "../../rules";
import { StandingDetail } from "../../ui/standing-words";
import type { ConstituencyView } from "../documents";
import type { GivenAnswer } from "../queries";
import { ANSWER_MARKS, answersOn, isStanding, type ShownTicket, standingOn } from "../rules";

type Props = ViewProps<ConstituencyView>;

/** Two or three candidacies side by side, engagement by engagement, in words and with their comments. */
export function Comparison({ view, frame }: Props) {
  const { t, locale } = frame;
  const { matrix, chosen, compared } = view;
  if (!matrix || !chosen) return null;
  const answerOf = answersOn(chosen.id, compared, matrix.answers);
  return (
    <table className="matrix spoken">
      <caption className="vh">{t("directory.compare.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("components.matrix.engagement")}</th>
          {compared.map((ticket) => (
            <th key={ticket.publicId} scope="col">
              <a className="h3" href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>
                {fullName(ticket.person)}
              </a>
            </th>
          ))}
        </tr>
      </thead>
      {matrix.version.themes.map((theme) => (
        <tbody key={theme.id}>
          <tr className="theme-row">
            <th scope="rowgroup" colSpan={compared.length + 1}>
              {localized(theme.title, locale).text}
            </th>
          </tr>
          {theme.engagements.map(({ id, lineageId, position, title }) => (
            <tr key={id}>
              <th scope="row">{`${position}. ${localized(title, locale).text}`}</th>
              {compared.map((ticket) => (
                <td key={ticket.publicId}>
                  <Given answer={answerOf(ticket.id, lineageId)} frame={frame} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <th scope="row">{t("components.matrix.status")}</th>
          {compared.map((ticket) => (
            <td key={ticket.publicId}>
              <Status ticket={ticket} view={view} frame={frame} />
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Status({ ticket, view, frame }: Props & { ticket: ShownTicket }) {
  const { t, locale } = frame;
  const { chosen } = view;
  if (!chosen) return null;
  const standing = standingOn(ticket, chosen.id);
  const { status, count } = standing;
  const isCounted = status === "signed" || status === "partly";
  return (
    <>
      <StatusWord t={t} mark={status} size={16} {...(isCounted && count ? { count } : {})} />
      <div className="small">
        <StandingDetail
          standing={standing}
          person={ticket.person}
          voice={{ t, locale, timeZone: chosen.timeZone }}
        />
      </div>
    </>
  );
}

/** One answer in words, with its comment; an answer that was never given has its own word. */
export function Given(props: {
  readonly answer: Pick<GivenAnswer, "value" | "comment"> | null;
  readonly frame: Frame;
  /** Whose comment it is, where nothing beside says so. */
  readonly by?: string;
}) {
  const { answer, frame, by } = props;
  const { t } = frame;
  if (!answer) return <span className="quiet">{t("components.answer.none")}</span>;
  return (
    <>
      <StatusWord t={t} mark={ANSWER_MARKS[answer.value]} size={16} />
      {answer.comment && (
        <Quote by={by && t("directory.signed.comment", { name: by })}>
          <p>{answer.comment}</p>
        </Quote>
      )}
    </>
  );
}

/** Chooses two candidacies to set side by side; the address keeps the choice. */
export function ComparisonForm({ view, frame }: Props) {
  const { t } = frame;
  const { chosen, forms, compared } = view;
  const tickets = view.tickets.filter(isStanding);
  if (!chosen || tickets.length < 2) return null;
  const options = tickets.map((ticket) => ({ value: ticket.publicId, label: fullName(ticket.person) }));
  const [first, second] = compared.length > 0 ? compared : firstToCompare(tickets, chosen.id);
  return (
    <form className="filter compare" method="get" action="#m">
      {forms[0]?.id !== chosen.id && <input type="hidden" name="form" value={chosen.slug} />}
      {[first, second].map((ticket, at) => (
        <Field
          key={at === 0 ? "first" : "second"}
          id={`v${at}`}
          kind="select"
          name="compare"
          label={t(at === 0 ? "directory.compare.first" : "directory.compare.second")}
          defaultValue={ticket?.publicId}
          options={options}
        />
      ))}
      <Button kind="neutral">{t("directory.compare.button")}</Button>
    </form>
  );
}

/** Those who answered come first into the boxes, in the neutral order. */
function firstToCompare(tickets: readonly ShownTicket[], formId: string): readonly ShownTicket[] {
  const answered = tickets.filter((ticket) => standingOn(ticket, formId).count !== null);
  return [...answered, ...tickets.filter((ticket) => !answered.includes(ticket))].slice(0, 2);
}
