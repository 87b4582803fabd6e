import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { FileDrop } from "@/components/client/file-drop";
import { DeskHead } from "@/components/desk-shell";
import { Notice } from "@/components/notice";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import type { FoundCandidacy } from "../../recording/queries";
import { LanguageField, RecordForm } from "../../recording/ui/record-form";
import { receiveAction } from "../actions";
import { LARGEST } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly person: FoundCandidacy;
}

/** Takes in the scan of one paper: all its pages, the code at its foot, and how it came. */
export function ReceivePage({ frame, ctx, form, person }: Props) {
  const { t } = frame;
  const title = t("signatures.paper.receive-title", { name: person.name });
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <DeskHead title={title} deck={`${t(`signatures.paper.role.${person.role}`)}, ${person.area}`} />
      <Notice isQuiet>{t("signatures.paper.private")}</Notice>
      <RecordForm frame={frame} formId={form.id} person={person} action={receiveAction}>
        <FileDrop
          name="files"
          label={t("signatures.paper.files")}
          hint={t("signatures.paper.files-hint")}
          largest={LARGEST}
          tooLarge={t("signatures.errors.too-large")}
          accept="image/jpeg,image/png,application/pdf"
          isMultiple
        />
        <ActionField
          name="code"
          label={t("signatures.paper.code")}
          hint={t("signatures.paper.code-hint")}
          autoComplete="off"
          spellCheck={false}
        />
        <LanguageField frame={frame} label={t("signatures.paper.language-of")} />
        <ActionField
          name="received"
          label={t("signatures.paper.received")}
          hint={t("signatures.paper.received-hint")}
          autoComplete="off"
        />
        <div className="actions">
          <Button>{t("signatures.paper.keep")}</Button>
        </div>
      </RecordForm>
    </FormDesk>
  );
}
