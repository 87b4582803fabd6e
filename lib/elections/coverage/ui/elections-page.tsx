import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import type { KeptElection } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly elections: readonly KeptElection[];
}

/** All elections of the instance, the latest first. */
export function ElectionsPage({ frame, ctx, elections }: Props) {
  const { t } = frame;
  const title = t("organizations.admin.elections.tab");
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="elections">
      <DeskHead title={title} deck={t("organizations.admin.elections.deck")} />
      {elections.length > 0 ? (
        <Rows frame={frame} elections={elections} />
      ) : (
        <EmptyState title={t("elections.coverage.no-election")}>
          {t("elections.coverage.no-election-text")}
        </EmptyState>
      )}
    </AdminPage>
  );
}

function Rows({ frame: { t, locale }, elections }: Omit<Props, "ctx">) {
  const head = (id: string) => t(`elections.coverage.head-${id}`);
  const number = (count: number) => formatNumber(count, locale);
  return (
    <Table
      caption={t("organizations.admin.elections.tab")}
      rows={elections}
      rowKey={({ slug }) => slug}
      columns={[
        {
          id: "name",
          head: head("name"),
          isRowHead: true,
          cell: ({ slug, name, kind }) => (
            <>
              <a href={`/${locale}/admin/elections/${slug}`}>{localized(name, locale).text}</a>
              <span className="caption block">{t(`elections.coverage.kind.${kind}`)}</span>
            </>
          ),
        },
        {
          id: "rounds",
          head: head("rounds"),
          label: head("rounds"),
          cell: ({ rounds }) =>
            rounds.map(({ date }) => formatDate(new Date(date), locale)).join(", ") || "—",
        },
        {
          id: "ballots",
          head: head("ballots"),
          label: head("ballots"),
          isNumber: true,
          cell: ({ ballots }) => number(ballots),
        },
        {
          id: "candidacies",
          head: head("candidacies"),
          label: head("candidacies"),
          isNumber: true,
          cell: ({ candidacies }) => number(candidacies),
        },
        {
          id: "elected",
          head: head("elected"),
          label: head("elected"),
          isNumber: true,
          cell: ({ rounds }) => number(rounds.reduce((sum, { elected }) => sum + elected, 0)),
        },
        {
          id: "forms",
          head: head("forms"),
          label: head("forms"),
          isNumber: true,
          cell: ({ forms }) => number(forms),
        },
      ]}
    />
  );
}
