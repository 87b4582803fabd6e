import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { wallTime } from "@/lib/core/wall-time";
import { CHANNELS } from "../../../contacts/rules";
import { addContactAction, logContactAction } from "../actions";
import { BY_HAND, HAND_OUTCOMES } from "../schema";
import type { RecordProps } from "./record-page";

function shared({ frame: { t, locale } }: RecordProps) {
  return {
    texts: errorTexts(locale, "outreach", "organizations"),
    room: "outreach",
    wrong: t("components.errors.title", { count: 1 }),
    isEmptiedWhenDone: true,
    done: t("outreach.record.kept"),
  };
}

function Whose({ frame: { t }, form, record }: RecordProps, name: string) {
  const options = [
    { value: "candidate", label: record.name },
    { value: "substitute", label: t("outreach.suggest.substitute", { name: record.substitute ?? "" }) },
  ];
  return (
    <>
      <input type="hidden" name="formId" value={form.id} />
      <input type="hidden" name="candidacyId" value={record.id} />
      {record.substitute && (
        <ActionField
          kind="select"
          name="role"
          id={`${name}-role`}
          label={t("outreach.record.whose")}
          options={options}
        />
      )}
    </>
  );
}

/** One more address, with its source. */
export function AddContact(props: RecordProps) {
  const { t } = props.frame;
  return (
    <details className="fold-form">
      <summary>{t("outreach.record.add-contact")}</summary>
      <ActionForm action={addContactAction} {...shared(props)} className="stack">
        {Whose(props, "contact")}
        <ActionField
          kind="select"
          name="channel"
          label={t("outreach.suggest.channel")}
          options={CHANNELS.map((value) => ({ value, label: t(`outreach.suggest.channel-${value}`) }))}
        />
        <ActionField name="value" label={t("outreach.suggest.value")} />
        <ActionField name="source" label={t("outreach.suggest.source")} maxLength={200} />
        <div className="actions">
          <Button kind="neutral">{t("outreach.record.keep")}</Button>
        </div>
      </ActionForm>
    </details>
  );
}

/** One more request made by hand. */
export function AddEntry(props: RecordProps) {
  const { frame, form, ctx } = props;
  const { t } = frame;
  const now = wallTime(ctx.now, form.timeZone);
  return (
    <details className="fold-form">
      <summary>{t("outreach.record.add-entry")}</summary>
      <ActionForm action={logContactAction} {...shared(props)} className="stack">
        {Whose(props, "entry")}
        <ActionField
          kind="select"
          name="channel"
          id="entry-channel"
          label={t("outreach.record.how")}
          options={BY_HAND.map((value) => ({ value, label: t(`outreach.record.channel.${value}`) }))}
        />
        <ActionField
          kind="select"
          name="outcome"
          label={t("outreach.record.result")}
          options={HAND_OUTCOMES.map((value) => ({ value, label: t(`outreach.record.outcome.${value}`) }))}
        />
        <ActionField
          name="at"
          type="datetime-local"
          label={t("outreach.record.when")}
          defaultValue={now}
          max={now}
        />
        <ActionField
          name="note"
          label={t("outreach.calls.note")}
          hint={t("outreach.calls.note-hint")}
          maxLength={1000}
        />
        <div className="actions">
          <Button kind="neutral">{t("outreach.record.keep")}</Button>
        </div>
      </ActionForm>
    </details>
  );
}
