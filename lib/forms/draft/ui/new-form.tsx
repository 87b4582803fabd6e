import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import type { OwnOrganization } from "@/lib/organizations/queries";
import { mayEdit } from "@/lib/organizations/rules";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import { deskTabs } from "../../ui/form-desk";
import { NoElection } from "../../ui/no-election";
import { createAction } from "../actions";
import { EarlierForms } from "../cloning/ui/earlier";
import type { DeskForm, ElectionChoice } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly organizations: readonly OwnOrganization[];
  readonly elections: readonly ElectionChoice[];
  /** Of the caller's NGOs, to take up again. */
  readonly forms: readonly DeskForm[];
}

/** Begins a form: its title and the election whose candidates it addresses. */
export function NewFormPage(props: Props) {
  const { frame, ctx, organizations, elections } = props;
  const { t } = frame;
  const writable = organizations.filter(({ role }) => mayEdit(role));
  const isReady = elections.length > 0 && writable.length > 0;
  return (
    <DeskPage frame={frame} ctx={ctx} title={t("forms.new.title")} tabs={deskTabs(frame, "new")}>
      <DeskHead title={t("forms.new.title")} deck={t("forms.new.deck")} />
      {isReady ? (
        <>
          <NewForm {...props} organizations={writable} />
          <EarlierForms frame={frame} forms={props.forms} />
        </>
      ) : (
        <NotYet frame={frame} ctx={ctx} hasWriter={writable.length > 0} />
      )}
    </DeskPage>
  );
}

function NotYet({ frame, ctx, hasWriter }: Pick<Props, "frame" | "ctx"> & { hasWriter: boolean }) {
  const { t } = frame;
  if (!hasWriter)
    return <EmptyState title={t("forms.new.no-writer")}>{t("forms.new.no-writer-text")}</EmptyState>;
  return (
    <EmptyState title={t("forms.new.no-election")}>
      <NoElection frame={frame} ctx={ctx} />
    </EmptyState>
  );
}

function NewForm({ frame, organizations, elections }: Props) {
  const { t, locale } = frame;
  const label = ({ name, firstRound }: ElectionChoice) =>
    `${localized(name, locale).text}${firstRound ? ` (${formatDate(firstRound, locale)})` : ""}`;
  return (
    <ActionForm
      action={createAction}
      texts={errorTexts(locale, "forms", "organizations")}
      room="forms"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="locale" value={locale} />
      {organizations.length === 1 ? (
        <input type="hidden" name="organizationId" value={organizations[0]?.id ?? ""} />
      ) : (
        <ActionField
          kind="select"
          name="organizationId"
          label={t("forms.new.organization")}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ActionField
        name="title.fr"
        label={t("forms.new.title-fr")}
        hint={t("forms.new.title-hint")}
        lang="fr"
      />
      <ActionField name="title.en" label={t("forms.new.title-en")} lang="en" />
      <ActionField
        kind="select"
        name="electionId"
        label={t("forms.new.election")}
        options={elections.map((election) => ({ value: election.id, label: label(election) }))}
      />
      <div className="actions">
        <Button>{t("forms.new.button")}</Button>
      </div>
      <p className="small quiet">{t("forms.new.after")}</p>
    </ActionForm>
  );
}
