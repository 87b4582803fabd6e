import { Checkbox } from "@/components/checkbox";
import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { candidacyAction } from "../../candidacies/actions";
import { FactFields } from "../../candidacies/ui/fact-fields";
import { KeepForm } from "../../candidacies/ui/keep-form";
import type { ElectionProps } from "./election-page";

/** A candidacy by hand: a snap election asks its candidates before the official list exists. */
export function AddCandidacy({ frame, ctx, election, back }: ElectionProps & { readonly back: string }) {
  const { t } = frame;
  const genders = ["", "f", "m"].map((value) => ({
    value,
    label: value ? t(`elections.persons.gender-${value}`) : t("elections.persons.unknown"),
  }));
  return (
    <Section title={t("elections.coverage.add-candidacy")} note={t("elections.coverage.add-note")} id="add">
      <KeepForm
        frame={frame}
        action={candidacyAction}
        button={t("elections.coverage.add-button")}
        back={back}
        hidden={{ electionId: election.id }}
      >
        <ActionField
          name="areaCode"
          label={t("elections.coverage.area-code")}
          hint={t("elections.coverage.area-code-hint")}
          autoComplete="off"
        />
        <ActionField name="givenName" label={t("elections.keep.given-name")} autoComplete="off" />
        <ActionField name="familyName" label={t("elections.keep.family-name")} autoComplete="off" />
        <ActionField kind="select" name="gender" label={t("elections.persons.gender")} options={genders} />
        <ActionField name="partyLabel" label={t("elections.coverage.party-label")} autoComplete="off" />
        <ActionField name="panelNumber" label={t("elections.coverage.panel")} inputMode="numeric" />
        <ActionField
          kind="select"
          name="status"
          label={t("elections.keep.status")}
          options={(["announced", "standing"] as const).map((value) => ({
            value,
            label: t(`elections.candidacy.${value}`),
          }))}
          defaultValue="announced"
        />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} />
        <Checkbox name="isHomonym" label={t("elections.coverage.homonym")} />
      </KeepForm>
    </Section>
  );
}
