import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { formatInstant, formatNumber } from "@/lib/core/time";
import type { InvitationsProps } from "./invitations-page";

/** Invitations that a person must look at, with the relay's words and without any address. */
export function Troubles({ frame, form, troubles }: InvitationsProps) {
  const { t, locale } = frame;
  const { total, first } = troubles;
  if (total === 0) return null;
  return (
    <Section title={t("outreach.troubles.title")} note={t("outreach.troubles.note")}>
      <p className="sub">
        {t("outreach.troubles.total", {
          count: total,
          shown: formatNumber(total, locale),
          first: first.length,
        })}
      </p>
      <Table
        caption={t("outreach.troubles.title")}
        rows={first}
        rowKey={({ id }) => id}
        columns={[
          { id: "name", head: t("outreach.troubles.name"), isRowHead: true, cell: ({ name }) => name },
          { id: "area", head: t("outreach.troubles.area"), cell: ({ area }) => area },
          {
            id: "status",
            head: t("outreach.troubles.what"),
            cell: ({ status }) => t(`outreach.troubles.${status}`),
          },
          { id: "reply", head: t("outreach.troubles.reply"), cell: ({ reply }) => reply || "—" },
          {
            id: "at",
            head: t("outreach.troubles.at"),
            cell: ({ queuedAt }) => formatInstant(queuedAt, locale, form.timeZone),
          },
        ]}
      />
    </Section>
  );
}
