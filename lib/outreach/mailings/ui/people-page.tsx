import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Pager } from "@/components/pager";
import { type Column, Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatInstant, formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { type Listed, PER_PAGE, type People } from "../people/queries";
import { listPath, type Which } from "../people/rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly which: Which;
  readonly people: People;
  readonly page: number;
}

/** The people behind a number of the page of invitations; no address is shown. */
export function PeoplePage({ frame, ctx, form, which, people, page }: Props) {
  const { t, locale } = frame;
  const base = `/${locale}/desk/forms/${form.id}`;
  const what = "group" in which ? `group-${which.group}` : `reason-${which.reason}`;
  const title = t(`outreach.people.${what}`);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="invitations" title={title}>
      <DeskHead
        title={title}
        deck={t("outreach.people.deck", { count: people.total, shown: formatNumber(people.total, locale) })}
      >
        <a href={`${base}/invitations`}>{t("outreach.people.back")}</a>
      </DeskHead>
      {people.total === 0 ? (
        <EmptyState title={t("outreach.people.none")}>{t("outreach.people.none-text")}</EmptyState>
      ) : (
        <Table
          caption={title}
          rows={people.rows}
          rowKey={({ key }) => key}
          columns={columns(frame, form, "group" in which)}
        />
      )}
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(people.total / PER_PAGE)}
        href={(to) => `${base}${listPath(which)}&page=${to}`}
      />
    </FormDesk>
  );
}

function columns({ t, locale }: Frame, form: DeskForm, isOfMailing: boolean): readonly Column<Listed>[] {
  const who: Column<Listed>[] = [
    {
      id: "name",
      head: t("outreach.troubles.name"),
      isRowHead: true,
      cell: ({ publicId, name, role }) => (
        <>
          <a href={`/${locale}/candidacies/${publicId}`}>{name}</a>
          {role === "substitute" && <span className="small quiet"> {t("outreach.people.substitute")}</span>}
        </>
      ),
    },
    { id: "area", head: t("outreach.troubles.area"), cell: ({ area }) => area },
  ];
  if (!isOfMailing) return who;
  return [
    ...who,
    {
      id: "status",
      head: t("outreach.troubles.what"),
      cell: ({ status }) => (status ? t(`outreach.people.status-${status}`) : "—"),
    },
    { id: "reply", head: t("outreach.troubles.reply"), cell: ({ reply }) => reply || "—" },
    {
      id: "at",
      head: t("outreach.people.at"),
      cell: ({ at }) => (at ? formatInstant(at, locale, form.timeZone) : "—"),
    },
  ];
}
