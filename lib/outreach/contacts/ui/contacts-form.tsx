"use client";

import { Button, ButtonLink } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm, useShown } from "@/components/client/action-form";
import type { Locale } from "@/lib/core/i18n/locale";
import { contactsAction } from "../actions";
import type { ContactsReport } from "../schema";
import { counted, ReportView } from "./report-view";

interface Props {
  /** This page, to begin anew. */
  readonly action: string;
  readonly formId: string;
  readonly locale: Locale;
  readonly texts: Readonly<Record<string, string>>;
}

function isReport(value: unknown): value is ContactsReport {
  return typeof value === "object" && value !== null && "rejected" in value && "isSaved" in value;
}

/** A table of addresses: checked first, then kept, in one form that works without script too. */
export function ContactsForm(props: Props) {
  const { texts } = props;
  return (
    <ActionForm action={contactsAction} texts={texts} room="outreach" wrong={texts.wrong ?? ""}>
      <input type="hidden" name="formId" value={props.formId} />
      <Steps {...props} />
    </ActionForm>
  );
}

function Steps(props: Props) {
  const { state } = useShown();
  const report = state.kind === "done" && isReport(state.value) ? state.value : null;
  if (!report) return <Choose {...props} />;
  return (
    <>
      <ReportView report={report} texts={props.texts} locale={props.locale} />
      {report.isSaved || report.created === 0 ? <Again {...props} /> : <Keep {...props} report={report} />}
    </>
  );
}

function Choose({ texts }: Props) {
  const t = (word: string) => texts[`outreach.upload.${word}`] ?? word;
  return (
    <>
      <div className="halves upload">
        <div>
          <ActionField name="file" type="file" label={t("file")} hint={t("file-hint")} />
          <ActionField name="source" label={t("source")} hint={t("source-hint")} maxLength={200} />
        </div>
        <div>
          <ActionField kind="textarea" name="text" label={t("text")} hint={t("text-hint")} rows={9} />
        </div>
      </div>
      <div className="actions">
        <Button name="intent" value="check">
          {t("check")}
        </Button>
      </div>
    </>
  );
}

function Keep({ texts, action, locale, report }: Props & { report: ContactsReport }) {
  const t = (word: string) => texts[`outreach.upload.${word}`] ?? word;
  const count = report.created.toLocaleString(locale === "fr" ? "fr-FR" : "en-GB");
  return (
    <>
      <textarea name="text" defaultValue={report.text} hidden readOnly />
      <input type="hidden" name="source" value={report.source} />
      <div className="actions">
        <Button name="intent" value="save">
          {t(counted("save", report.created, locale)).replace("{count}", count)}
        </Button>
        <ButtonLink kind="neutral" href={action}>
          {t("other-file")}
        </ButtonLink>
      </div>
    </>
  );
}

function Again({ texts, action }: Props) {
  return (
    <div className="actions">
      <ButtonLink kind="neutral" href={action}>
        {texts["outreach.upload.other-file"]}
      </ButtonLink>
    </div>
  );
}
