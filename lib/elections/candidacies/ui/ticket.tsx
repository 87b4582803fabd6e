import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { Timeline } from "@/components/timeline";
import { formatDate } from "@/lib/core/time";
import { displayName } from "../../rules";
import { substituteAction } from "../actions";
import { type CandidacyProps, pageOf } from "./candidacy-page";
import { FactFields } from "./fact-fields";
import { KeepForm } from "./keep-form";

/** Who her substitute is, and was. */
export function Ticket(props: CandidacyProps) {
  const { frame, candidacy, add } = props;
  const { t, locale } = frame;
  const facts = candidacy.tickets.map(({ id, person, date, sourceTitle, sourceUrl }) => ({
    id,
    date: formatDate(date, locale),
    at: date.toISOString().slice(0, 10),
    title: person ? displayName(person) : t("elections.keep.no-substitute"),
    source: { label: sourceTitle, ...(sourceUrl ? { href: sourceUrl } : {}) },
  }));
  const { substitute } = candidacy;
  return (
    <Section
      title={t("elections.keep.substitute")}
      links={[{ href: pageOf(props, "substitute"), label: t("elections.keep.set-substitute") }]}
    >
      {add === "substitute" && <SubstituteForm {...props} />}
      {facts.length > 0 ? (
        <Timeline t={t} facts={facts} />
      ) : (
        <p className={substitute ? undefined : "quiet"}>
          {substitute ? displayName(substitute) : t("elections.keep.no-substitute")}
        </p>
      )}
    </Section>
  );
}

function SubstituteForm(props: CandidacyProps) {
  const { frame, ctx, candidacy } = props;
  const { t } = frame;
  const genders = ["", "f", "m"].map((value) => ({
    value,
    label: value ? t(`elections.persons.gender-${value}`) : t("elections.persons.unknown"),
  }));
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={substituteAction}
        button={t("elections.fact.add")}
        back={pageOf(props)}
        hidden={{ candidacyId: candidacy.id }}
      >
        <p className="small quiet">{t("elections.keep.substitute-hint")}</p>
        <ActionField name="givenName" label={t("elections.keep.given-name")} autoComplete="off" />
        <ActionField name="familyName" label={t("elections.keep.family-name")} autoComplete="off" />
        <ActionField kind="select" name="gender" label={t("elections.persons.gender")} options={genders} />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} />
      </KeepForm>
    </div>
  );
}
