import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { SelectAll } from "@/components/client/select-all";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { countersignAction } from "../actions";
import type { WaitingSignature } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly form: DeskForm;
  readonly waiting: readonly WaitingSignature[];
}

/** Signatures that do not count yet: to countersign here, or to verify better, each with the way there. */
export function Waiting({ frame, form, waiting }: Props) {
  const { t, locale } = frame;
  if (waiting.length === 0) return null;
  const isToCountersign = waiting.some(({ lacks }) => lacks.includes("countersignature"));
  return (
    <Section title={t("signatures.waiting.title")} note={t("signatures.waiting.note")}>
      <ActionForm
        action={countersignAction}
        texts={errorTexts(locale, "signatures", "organizations")}
        room="signatures"
        className="stack"
        wrong={t("components.errors.title", { count: 1 })}
      >
        <input type="hidden" name="formId" value={form.id} />
        {isToCountersign && <SelectAll name="signatures" label={t("signatures.waiting.all")} />}
        <Rows {...{ frame, form, waiting }} />
        {isToCountersign && <Button>{t("signatures.waiting.countersign")}</Button>}
      </ActionForm>
    </Section>
  );
}

function Rows({ frame, form, waiting }: Props) {
  const { t, locale } = frame;
  const attest = `/${locale}/desk/forms/${form.id}/received/attest`;
  return (
    <Table
      caption={t("signatures.waiting.title")}
      rows={waiting}
      rowKey={({ publicId }) => publicId}
      columns={[
        {
          id: "name",
          head: t("signatures.paper.name"),
          isRowHead: true,
          cell: (row) =>
            row.lacks.includes("countersignature") ? (
              <label className="check">
                <input type="checkbox" className="tick" name="signatures" value={row.publicId} />
                <span>
                  {row.name} <span className="caption block">{row.area}</span>
                </span>
              </label>
            ) : (
              <>
                {row.name}
                <span className="caption block">{row.area}</span>
              </>
            ),
        },
        {
          id: "signed",
          head: t("signatures.waiting.signed"),
          label: t("signatures.waiting.signed"),
          cell: ({ signedAt, version, candidacyId, name }) => (
            <a href={`/${locale}/candidacies/${candidacyId}`}>
              {t("signatures.waiting.read", {
                version,
                date: formatDate(signedAt, locale, form.timeZone),
              })}
              <span className="vh"> {name}</span>
            </a>
          ),
        },
        {
          id: "lacks",
          head: t("signatures.waiting.lacks"),
          label: t("signatures.waiting.lacks"),
          cell: ({ lacks, candidacyId, role, name }) => (
            <>
              {lacks.map((lack) => t(`signatures.waiting.lack.${lack}`)).join(", ")}
              {lacks.includes("level") && (
                <a className="block" href={`${attest}?candidacy=${candidacyId}&role=${role}`}>
                  {t("signatures.attest.act")}
                  <span className="vh"> {name}</span>
                </a>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
