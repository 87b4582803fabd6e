import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { KeepForm } from "../../candidacies/ui/keep-form";
import type { ElectionProps } from "../../coverage/ui/election-page";
import { editElectionAction } from "../actions";

/** An election's names in both languages and the days of its rounds; a day whose votes are counted no longer moves. */
export function EditElection({ frame, election, back }: ElectionProps & { readonly back: string }) {
  const { t } = frame;
  const dayOf = (number: number) => election.rounds.find((round) => round.number === number)?.date ?? "";
  return (
    <Section title={t("elections.edit.title")} note={t("elections.edit.note")} id="add">
      <KeepForm
        frame={frame}
        action={editElectionAction}
        button={t("elections.edit.button")}
        done={t("elections.edit.done")}
        back={back}
        hidden={{ electionId: election.id }}
      >
        <ActionField
          name="name.fr"
          label={t("elections.edit.name-fr")}
          defaultValue={election.name.fr ?? ""}
        />
        <ActionField
          name="name.en"
          label={t("elections.edit.name-en")}
          defaultValue={election.name.en ?? ""}
        />
        <ActionField
          name="rounds.first"
          type="date"
          label={t("elections.edit.first")}
          defaultValue={dayOf(1)}
        />
        <ActionField
          name="rounds.second"
          type="date"
          label={t("elections.edit.second")}
          hint={t("elections.edit.second-hint")}
          defaultValue={dayOf(2)}
        />
      </KeepForm>
    </Section>
  );
}
