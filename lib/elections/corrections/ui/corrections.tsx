import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { Timeline } from "@/components/timeline";
import { formatDate } from "@/lib/core/time";
import { type CandidacyProps, pageOf } from "../../candidacies/ui/candidacy-page";
import { FactFields } from "../../candidacies/ui/fact-fields";
import { KeepForm } from "../../candidacies/ui/keep-form";
import { correctAction } from "../actions";

/** What was corrected of a candidacy, and the form that corrects it. */
export function Corrections(props: CandidacyProps) {
  const { frame, candidacy, add } = props;
  const { t, locale } = frame;
  const facts = candidacy.corrections.map(({ id, date, changes, reason, sourceTitle, sourceUrl }) => ({
    id,
    date: formatDate(date, locale),
    at: date.toISOString().slice(0, 10),
    title: reason,
    text: (
      <ul>
        {changes.map(({ column, before, after }) => (
          <li key={column}>
            {t("elections.correction.change", {
              what: t(`elections.correction.column.${column}`),
              before: before || t("elections.correction.nothing"),
              after: after || t("elections.correction.nothing"),
            })}
          </li>
        ))}
      </ul>
    ),
    source: { label: sourceTitle, ...(sourceUrl ? { href: sourceUrl } : {}) },
  }));
  return (
    <Section
      title={t("elections.correction.title")}
      links={[{ href: pageOf(props, "correction"), label: t("elections.correction.open") }]}
    >
      {add === "correction" && <CorrectionForm {...props} />}
      {facts.length > 0 ? (
        <Timeline t={t} facts={facts} />
      ) : (
        <p className="quiet">{t("elections.correction.none")}</p>
      )}
    </Section>
  );
}

function CorrectionForm(props: CandidacyProps) {
  const { frame, ctx, candidacy } = props;
  const { t } = frame;
  const { person, panelNumber, nuanceCode, nuanceLabel, partyLabel, ballot } = candidacy;
  const genders = ["", "f", "m"].map((value) => ({
    value,
    label: value ? t(`elections.persons.gender-${value}`) : t("elections.persons.unknown"),
  }));
  const line = (name: string, label: string, value: string | number | null) => (
    <ActionField name={name} label={label} defaultValue={String(value ?? "")} autoComplete="off" />
  );
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={correctAction}
        button={t("elections.correction.save")}
        back={pageOf(props)}
        hidden={{ candidacyId: candidacy.id }}
      >
        <p className="small quiet">{t("elections.correction.hint")}</p>
        {line("givenName", t("elections.keep.given-name"), person.givenName)}
        {line("familyName", t("elections.keep.family-name"), person.familyName)}
        <ActionField
          kind="select"
          name="gender"
          label={t("elections.persons.gender")}
          options={genders}
          defaultValue={person.gender ?? ""}
        />
        {line("panelNumber", t("elections.keep.panel"), panelNumber)}
        {line("nuanceCode", t("elections.correction.column.nuance_code"), nuanceCode)}
        {line("nuanceLabel", t("elections.correction.column.nuance_label"), nuanceLabel)}
        {line("partyLabel", t("elections.keep.party"), partyLabel)}
        {line("areaCode", t("elections.correction.area"), ballot.area.code)}
        <ActionField
          name="reason"
          label={t("elections.correction.reason")}
          hint={t("elections.correction.reason-hint")}
          autoComplete="off"
        />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} />
      </KeepForm>
    </div>
  );
}
