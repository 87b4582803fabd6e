import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Notice } from "@/components/notice";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import type { FoundCandidacy } from "../../recording/queries";
import { told } from "../../recording/ui/record-form";
import { attestAction } from "../actions";
import type { AttestableSignature } from "../queries";
import { whyNotAttest } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly person: FoundCandidacy;
  readonly signature: AttestableSignature | null;
}

/** Says how and when a member made sure who signed. */
export function AttestPage({ frame, ctx, form, person, signature }: Props) {
  const { t, locale } = frame;
  const title = t("signatures.attest.title", { name: person.name });
  const no = signature ? whyNotAttest(signature, signature.today) : "gone";
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <DeskHead title={title} deck={t("signatures.attest.deck")} />
      {!signature || no ? (
        <Notice>{t(signature ? `signatures.errors.${no}` : "signatures.attest.unsigned")}</Notice>
      ) : (
        <ActionForm
          action={attestAction}
          {...told(frame)}
          done={t("signatures.attest.done")}
          className="stack measure"
        >
          <p>
            {t("signatures.attest.which", {
              version: signature.version,
              date: formatDate(new Date(`${signature.signedOn}T00:00:00Z`), locale),
            })}
          </p>
          <input type="hidden" name="formId" value={form.id} />
          <input type="hidden" name="signature" value={signature.publicId} />
          <Choices
            name="how"
            legend={t("signatures.attest.how")}
            choices={[
              { value: "call-back", label: t("signatures.attest.call-back") },
              { value: "identity-seen", label: t("signatures.attest.identity-seen") },
            ]}
          />
          <ActionField name="day" type="date" label={t("signatures.attest.day")} />
          <div className="actions">
            <Button>{t("signatures.attest.record")}</Button>
          </div>
          <p className="small quiet">{t("signatures.attest.then")}</p>
        </ActionForm>
      )}
      <p>
        <a href={`/${locale}/desk/forms/${form.id}/received`}>{t("signatures.attest.back")}</a>
      </p>
    </FormDesk>
  );
}
