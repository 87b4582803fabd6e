import { Button, ButtonLink } from "@/components/button";
import { Choices } from "@/components/choices";
import { ActionField } from "@/components/client/action-field";
import { FileDrop } from "@/components/client/file-drop";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Notice } from "@/components/notice";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { beginAction } from "../actions";
import { LARGEST, listKinds } from "../schema";
import { ImportForm } from "./parts";

/** A table given as a file or as pasted cells; it is kept and read, and nothing is imported yet. */
export function NewImportPage({ frame, ctx }: { frame: Frame; ctx: Ctx }) {
  const { t, locale, isDemo } = frame;
  const title = t("importing.screen.new");
  const home = `/${locale}/admin/imports`;
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="imports">
      <Crumbs t={t} crumbs={[{ label: t("importing.screen.title"), href: home }, { label: title }]} />
      <DeskHead title={title} deck={t("importing.screen.new-deck")} />
      {isDemo ? <Notice>{t("importing.refusal.demo-instance")}</Notice> : <Begin frame={frame} home={home} />}
    </AdminPage>
  );
}

function Begin({ frame, home }: { frame: Frame; home: string }) {
  const { t, locale } = frame;
  const choices = listKinds.map((value) => ({
    value,
    label: t(`importing.screen.kinds.${value}`),
    hint: t(`importing.screen.kind-hints.${value}`),
  }));
  return (
    <ImportForm action={beginAction} frame={frame}>
      <input type="hidden" name="locale" value={locale} />
      <div className="halves upload">
        <FileDrop
          name="file"
          label={t("importing.screen.file")}
          hint={t("importing.screen.file-hint")}
          largest={LARGEST}
          tooLarge={t("importing.errors.too-large")}
          accept=".csv,.tsv,.txt,.xlsx"
        />
        <ActionField
          kind="textarea"
          name="pasted"
          label={t("importing.screen.pasted-label")}
          hint={t("importing.screen.pasted-hint")}
          rows={7}
        />
      </div>
      <Choices name="kind" legend={t("importing.screen.kind")} choices={choices} selected="candidates" />
      <div className="actions">
        <Button>{t("importing.screen.read")}</Button>
        <ButtonLink kind="neutral" href={home}>
          {t("importing.screen.back")}
        </ButtonLink>
      </div>
    </ImportForm>
  );
}
