import { EmptyState } from "@/components/empty-state";
import { type Column, Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";
import type { CoverageLine } from "../queries";
import type { ListName } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly list: ListName;
  readonly lines: readonly CoverageLine[];
}

/** One of the lists behind the counts of an election. */
export function Lines({ frame: { t, locale }, list, lines }: Props) {
  if (lines.length === 0)
    return <EmptyState title={t(`elections.coverage.empty.${list}`)}>{null}</EmptyState>;
  const head = (id: string) => t(`elections.coverage.head-${id}`);
  const link = (id: string | null, name: string | null) => (
    <a href={`/${locale}/admin/candidacies/${id}`}>{name}</a>
  );
  const isArea = list === "areas" || list === "fewer";
  const area: Column<CoverageLine> = {
    id: "area",
    head: head("area"),
    isRowHead: isArea,
    cell: ({ areaCode, areaName }) => `${areaCode}, ${areaName}`,
  };
  const person: Column<CoverageLine> = {
    id: "person",
    head: head("person"),
    isRowHead: true,
    cell: ({ publicId, name, otherId, otherName }) => (
      <>
        {link(publicId, name)}
        {otherId && (
          <>
            {" / "}
            {link(otherId, otherName)}
          </>
        )}
      </>
    ),
  };
  const party: Column<CoverageLine> = { id: "party", head: head("party"), cell: (row) => row.party ?? "—" };
  const status: Column<CoverageLine> = {
    id: "status",
    head: head("status"),
    cell: (row) => (row.status ? t(`elections.candidacy.${row.status}`) : "—"),
  };
  const known: Column<CoverageLine> = {
    id: "known",
    head: head("known"),
    label: head("known"),
    cell: (row) => t("elections.coverage.known-of", { known: row.known ?? 0, expected: row.expected ?? 0 }),
  };
  const columns = isArea ? [area, ...(list === "fewer" ? [known] : [])] : [person, area, party, status];
  return (
    <Table
      caption={t(`elections.coverage.list.${list}`)}
      rows={lines}
      rowKey={({ areaCode, publicId, otherId }) => `${areaCode} ${publicId} ${otherId}`}
      columns={columns}
    />
  );
}
