import { Section } from "@/components/section";
import { asset } from "@/lib/core/assets";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import type { Engagement } from "@/lib/forms/schema";
import { candidacyPath, fullName } from "../../../rules";
import { answersOn, isStanding, type ShownTicket } from "../../rules";
import type { CompareView } from "../documents";
import { byAnswer } from "../rules";

type Props = ViewProps<CompareView>;

const ANSWERS = ["yes", "with-reservation", "no"] as const;
const numberOf = (ticket: ShownTicket, index: number) => ticket.panelNumber ?? index + 1;

/** Every engagement with boxes for the reader and everybody's answer; a small script counts, on her device alone. */
export function Match({ view, frame }: Props) {
  const { t } = frame;
  const engagements = view.version.themes.flatMap((theme) => theme.engagements);
  return (
    <div
      className="no-print"
      data-match=""
      data-count={t("directory.match.count", { same: "%s", given: "%g" })}
      data-silent={t("directory.match.silent", { given: "%g" })}
    >
      <Section id="mine" title={t("directory.match.title")} note={t("directory.match.deck")}>
        <p className="small measure">{t("directory.match.private")}</p>
        <p className="small measure" data-by-hand="">
          {t("directory.match.by-hand")}
        </p>
        {engagements.map((engagement) => (
          <Question key={engagement.id} engagement={engagement} view={view} frame={frame} />
        ))}
      </Section>
      <Section title={t("directory.match.result")} note={t(`directory.order.${view.order}`)}>
        <Everybody view={view} frame={frame} />
        <p className="small quiet">{t("directory.match.neutral")}</p>
      </Section>
      <script type="module" src={asset("match.js")} />
    </div>
  );
}

/** One engagement: three boxes for the reader, and who answered what, in the order of the list. */
function Question({ engagement, view, frame: { t, locale } }: Props & { engagement: Engagement }) {
  const tickets = view.tickets.filter(isStanding);
  const answerOf = answersOn(view.chosen.id, tickets, view.matrix.answers);
  const groups = byAnswer(
    tickets.map((ticket, index) => ({ ticket, number: numberOf(ticket, index) })),
    ({ ticket }) => answerOf(ticket.id, engagement.lineageId)?.value ?? null,
  );
  const title = localized(engagement.title, locale);
  const own = view.version.themes.find(({ engagements }) => engagements.includes(engagement));
  return (
    <fieldset className="match" data-question="">
      <legend lang={title.lang}>
        <a href={`${view.hrefOf(own)}#e${engagement.position}`}>{`${engagement.position}. ${title.text}`}</a>
      </legend>
      <p className="match-mine">
        {ANSWERS.map((answer) => (
          <label key={answer}>
            <input type="radio" name={`e${engagement.position}`} value={answer} />{" "}
            {t(`components.answer.${answer}`)}
          </label>
        ))}
      </p>
      <ul className="small quiet">
        {groups.map(({ answer, who }) => (
          <li
            key={answer ?? "none"}
            data-answer={answer ?? ""}
            data-who={who.map(({ number }) => number).join(" ")}
          >
            {t("directory.match.line", {
              answer: t(`components.answer.${answer ?? "none"}`),
              names: who.map(({ ticket, number }) => `${number} ${ticket.person.familyName}`).join(", "),
            })}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** Every candidacy in the neutral order, with room for how many answers are the reader's too. */
function Everybody({ view, frame: { t, locale } }: Props) {
  return (
    <ol className="rows">
      {view.tickets.filter(isStanding).map((ticket, index) => (
        <li key={ticket.publicId} data-candidate={numberOf(ticket, index)}>
          <span>
            <span className="num">{numberOf(ticket, index)}</span>{" "}
            <a href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>
              {fullName(ticket.person)}
            </a>
          </span>{" "}
          <output className="quiet">{t("directory.match.box")}</output>
        </li>
      ))}
    </ol>
  );
}
