import { Matrix } from "@/components/matrix";
import { Section } from "@/components/section";
import { StatusMark } from "@/components/status-mark";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { fullName } from "../../rules";
import { NOTHING_KNOWN, standingOf } from "../../standing/rules";
import type { ConstituencyView } from "../documents";
import { isStanding, type ShownTicket } from "../rules";

const ANSWERS = { yes: "yes", with_reservation: "with-reservation", no: "no" } as const;

/** Who commits to what: the engagements of the chosen form against its candidates. */
export function AnswerMatrix({ view, frame }: ViewProps<ConstituencyView>) {
  const { t, locale } = frame;
  const { matrix, chosen } = view;
  if (!matrix || !chosen) return null;
  const tickets = view.tickets.filter(isStanding);
  const given = new Map(matrix.answers.map((a) => [`${a.candidacyId} ${a.lineageId}`, ANSWERS[a.value]]));
  const columns = tickets.map((ticket, index) => columnOf(ticket, index, chosen.id));
  const counts = new Set(columns.filter(({ isAnswered }) => isAnswered).map(({ id }) => id));
  const themes = matrix.version.themes.map((theme) => ({
    id: theme.id,
    title: localized(theme.title, locale).text,
    rows: theme.engagements.map(({ id, lineageId, position, title }) => ({
      id,
      label: `${position}. ${localized(title, locale).text}`,
      answers: tickets.map((ticket) =>
        counts.has(ticket.publicId) ? (given.get(`${ticket.id} ${lineageId}`) ?? null) : null,
      ),
    })),
  }));
  const links = [{ href: `/${locale}/forms/${chosen.slug}`, label: t("directory.matrix.exact") }];
  return (
    <Section title={t("directory.matrix.title")} links={links} isNewPage>
      <Legend t={t} />
      <Matrix t={t} caption={t("directory.matrix.title")} columns={columns} themes={themes} />
    </Section>
  );
}

function columnOf(ticket: ShownTicket, index: number, formId: string) {
  const { candidate } = ticket.standings.find((standing) => standing.formId === formId) ?? {
    candidate: standingOf(NOTHING_KNOWN),
  };
  const { givenName, familyName } = ticket.person;
  return {
    id: ticket.publicId,
    number: ticket.panelNumber ?? index + 1,
    short: familyName,
    initials: `${givenName.charAt(0)}${familyName.charAt(0)}`,
    name: fullName(ticket.person),
    mark: candidate.status,
    isAnswered: ["signed", "partly", "declined"].includes(candidate.status),
  };
}

function Legend({ t }: Pick<ViewProps<ConstituencyView>["frame"], "t">) {
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
