import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import { AnswerBox, told } from "../../recording/ui/record-form";
import { transcribeAction } from "../actions";
import { type Reading, type ReadState, toRead } from "../rules";
import type { PaperProps } from "./paper-page";

interface Props extends PaperProps {
  readonly state: ReadState;
}

const MARKS = { yes: "yes", with_reservation: "with-reservation", no: "no", unclear: null } as const;

const engagementsOf = ({ paper }: PaperProps) =>
  paper.version.themes.flatMap(({ engagements }) => engagements);

/** What was read of one box, in words. */
function readWords({ t }: Frame, answer: Reading["answers"][string] | undefined): string {
  const mark = MARKS[answer?.value ?? "unclear"];
  const word = mark ? t(`components.answer.${mark}`) : t("signatures.paper.unclear-short");
  return answer?.comment
    ? t("signatures.paper.with-comment", { answer: word, comment: answer.comment })
    : word;
}

/** The boxes to read: all of them, or those on which two differ. Nothing is ticked beforehand, and no other reading is on the page. */
export function TranscribeForm(props: Props) {
  const { frame, paper, state } = props;
  const { t } = frame;
  const asked = toRead(paper.engagementIds, state);
  if (!asked) return null;
  const isThird = state.state === "third-look";
  return (
    <Section title={t(isThird ? "signatures.paper.third-title" : "signatures.paper.read-title")}>
      <p>{t(isThird ? "signatures.paper.third-deck" : "signatures.paper.read-deck")}</p>
      <ActionForm action={transcribeAction} {...told(frame)} className="stack">
        <input type="hidden" name="paperId" value={paper.id} />
        {engagementsOf(props)
          .filter(({ id }) => asked.engagementIds.includes(id))
          .map((engagement) => (
            <AnswerBox
              key={engagement.id}
              frame={frame}
              engagement={engagement}
              unclear={t("signatures.paper.unclear")}
            />
          ))}
        {asked.hasDate && (
          <ActionField
            name="signedOn"
            type="date"
            label={t("signatures.paper.signed-on")}
            hint={t("signatures.paper.signed-on-hint")}
          />
        )}
        <div className="actions">
          <Button>{t("signatures.paper.keep-reading")}</Button>
        </div>
      </ActionForm>
    </Section>
  );
}

/** Both readings side by side, once there are two; where they differ the third's look is told with them. */
export function BothReadings(props: Props) {
  const { frame, paper, state } = props;
  const { t, locale } = frame;
  const [first, second] = paper.transcribed;
  if (!first || !second) return null;
  const third = paper.transcribed[2];
  const { differences } = state;
  const isSame = differences.engagementIds.length === 0 && !differences.hasDate;
  const day = (one: Reading) =>
    one.signedOn
      ? formatDate(new Date(`${one.signedOn}T00:00:00Z`), locale)
      : t("signatures.paper.unclear-short");
  const rows = [
    ...engagementsOf(props).map(({ id, position, title }) => ({
      id,
      label: `${position}. ${localized(title, locale).text}`,
      isOther: differences.engagementIds.includes(id),
      read: (one: Reading) => readWords(frame, one.answers[id]),
    })),
    { id: "day", label: t("signatures.paper.signed-on"), isOther: differences.hasDate, read: day },
  ];
  const column = (id: string, head: string, of: Reading, isThird = false) => ({
    id,
    head,
    label: head,
    cell: (row: (typeof rows)[number]) =>
      isThird && !row.isOther ? "" : row.isOther ? <strong>{row.read(of)}</strong> : row.read(of),
  });
  return (
    <Section title={t(isSame ? "signatures.paper.same-title" : "signatures.paper.differ-title")}>
      <p>
        {isSame
          ? t("signatures.paper.same")
          : t("signatures.paper.differ", {
              count: differences.engagementIds.length + (differences.hasDate ? 1 : 0),
            })}
      </p>
      <Table
        caption={t("signatures.paper.readings")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { id: "label", head: t("signatures.paper.box"), isRowHead: true, cell: ({ label }) => label },
          column("first", first.name, first),
          column("second", second.name, second),
          ...(third ? [column("third", third.name, third, true)] : []),
        ]}
      />
    </Section>
  );
}
