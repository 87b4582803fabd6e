import { Matrix } from "@/components/matrix";
import { Section } from "@/components/section";
import { StatusMark } from "@/components/status-mark";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { fullName } from "../../rules";
import { comparePath } from "../comparing/rules";
import type { ConstituencyView } from "../documents";
import { ANSWER_MARKS, answersOn, isStanding, type ShownTicket, standingOn } from "../rules";
import { Comparison, ComparisonForm } from "./comparison";
import { OneEngagement } from "./one-engagement";

type Props = ViewProps<ConstituencyView>;

/** Who commits to what: everybody at once, a few side by side, or one engagement, as the address asks. */
export function AnswerMatrix({ view, frame }: Props) {
  const { t, locale } = frame;
  const { chosen, compared, engagement } = view;
  if (!chosen) return null;
  const isWhole = compared.length === 0 && !engagement;
  const also = view.forms[0]?.id === chosen.id ? "" : `form=${chosen.slug}&`;
  const where = {
    electionSlug: view.election.slug,
    areaCode: view.ballot.area.code,
    formSlug: also && chosen.slug,
  };
  const everybody = view.forms[0]?.id === chosen.id ? "?" : `?form=${chosen.slug}`;
  return (
    <Section
      id="m"
      title={t("directory.matrix.title")}
      links={[
        ...(isWhole ? [] : [{ href: `${everybody}#m`, label: t("directory.matrix.everybody") }]),
        { href: `/${locale}${comparePath(where)}`, label: t("directory.compare.all") },
        { href: `/${locale}/forms/${chosen.slug}`, label: t("directory.matrix.exact") },
      ]}
      isNewPage
    >
      {isWhole && (
        <EverybodysAnswers
          view={view}
          frame={frame}
          hrefOf={(position) => `?${also}engagement=${position}#m`}
        />
      )}
      {compared.length > 0 && <Comparison view={view} frame={frame} />}
      {compared.length === 0 && engagement && (
        <OneEngagement view={view} frame={frame} engagement={engagement} />
      )}
      <ComparisonForm view={view} frame={frame} />
    </Section>
  );
}

/** Every standing candidacy's answer to every engagement of the form that the view shows. */
export function EverybodysAnswers(props: Props & { readonly hrefOf: (position: number) => string }) {
  const { view, frame, hrefOf } = props;
  const { t, locale } = frame;
  const { matrix, chosen } = view;
  if (!matrix || !chosen) return null;
  const tickets = view.tickets.filter(isStanding);
  const answerOf = answersOn(chosen.id, tickets, matrix.answers);
  const themes = matrix.version.themes.map((theme) => ({
    id: theme.id,
    title: localized(theme.title, locale).text,
    rows: theme.engagements.map(({ id, lineageId, position, title }) => ({
      id,
      label: <a href={hrefOf(position)}>{`${position}. ${localized(title, locale).text}`}</a>,
      answers: tickets.map((ticket) => {
        const answer = answerOf(ticket.id, lineageId);
        return answer ? ANSWER_MARKS[answer.value] : null;
      }),
    })),
  }));
  const columns = tickets.map((ticket, index) => columnOf(ticket, index, chosen.id));
  return (
    <>
      <Legend t={t} />
      <Matrix t={t} caption={t("directory.matrix.title")} columns={columns} themes={themes} />
    </>
  );
}

function columnOf(ticket: ShownTicket, index: number, formId: string) {
  const { givenName, familyName } = ticket.person;
  return {
    id: ticket.publicId,
    number: ticket.panelNumber ?? index + 1,
    short: familyName,
    initials: `${givenName.charAt(0)}${familyName.charAt(0)}`,
    name: fullName(ticket.person),
    mark: standingOn(ticket, formId).status,
  };
}

function Legend({ t }: Pick<Props["frame"], "t">) {
  return (
    <ul className="legend-row">
      {(["yes", "with-reservation", "no"] as const).map((answer) => (
        <li key={answer}>
          <StatusMark mark={answer} size={16} />
          {t(`components.answer.${answer}`)}
        </li>
      ))}
      <li>
        <span aria-hidden="true">–</span>
        {t("components.answer.none")}
      </li>
    </ul>
  );
}
