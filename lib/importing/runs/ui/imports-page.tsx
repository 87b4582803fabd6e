import { ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatInstant } from "@/lib/core/time";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import type { ImportLine } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly imports: readonly ImportLine[];
}

/** All that was imported: which file, when, by whom, with what result, and what is still being prepared. */
export function ImportsPage({ frame, ctx, imports }: Props) {
  const { t, locale, isDemo } = frame;
  const title = t("importing.screen.title");
  const isEmpty = imports.length === 0;
  const begin = (
    <ButtonLink kind="solid" href={`/${locale}/admin/imports/new`}>
      {t("importing.screen.new")}
    </ButtonLink>
  );
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="imports">
      <DeskHead title={title} deck={t("importing.screen.deck")}>
        <ButtonLink kind="neutral" href={`/${locale}/admin/imports/areas`}>
          {t("importing.screen.areas.title")}
        </ButtonLink>
        {!isDemo && !isEmpty && begin}
      </DeskHead>
      {isDemo && <Notice>{t("importing.refusal.demo-instance")}</Notice>}
      {isEmpty ? (
        <EmptyState title={t("importing.screen.empty")}>
          <p>{t("importing.screen.empty-do")}</p>
          {!isDemo && <p className="actions">{begin}</p>}
        </EmptyState>
      ) : (
        <History frame={frame} imports={imports} />
      )}
    </AdminPage>
  );
}

function History({ frame, imports }: { frame: Frame; imports: readonly ImportLine[] }) {
  const { t, locale } = frame;
  const column = (id: string, cell: (line: ImportLine) => React.ReactNode) => {
    const head = t(`importing.screen.history.${id}`);
    return { id, head, label: head, cell };
  };
  return (
    <Table
      caption={t("importing.screen.history.caption")}
      rows={imports}
      rowKey={({ id }) => id}
      columns={[
        {
          ...column("file", ({ planId, fileName }) => {
            const name = fileName === "—" ? t("importing.screen.pasted") : fileName;
            return planId ? <a href={`/${locale}/admin/imports/${planId}`}>{name}</a> : name;
          }),
          isRowHead: true,
        },
        column("kind", ({ kind }) => t(`importing.screen.kinds.${kind}`)),
        column("election", ({ election }) => election ?? "—"),
        column("when", ({ at }) => formatInstant(at, locale, "Europe/Paris")),
        column("by", ({ by }) => by ?? t("importing.screen.by-command")),
        column("counts", ({ counts, state }) =>
          state === "written" || state === "undone" ? t("importing.screen.counted", countsOf(counts)) : "—",
        ),
        column("state", ({ state }) => t(`importing.screen.states.${state}`)),
      ]}
    />
  );
}

function countsOf(counts: Readonly<Record<string, number>>) {
  const { created = 0, updated = 0, rejected = 0 } = counts;
  return { created, updated, rejected };
}
