import { DeskHead, type DeskTab } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatInstant } from "@/lib/core/time";
import { ROLES } from "../../rules";
import { AdminPage } from "../../ui/admin-page";
import { DeskPage } from "../../ui/desk-page";
import type { Entry, Journal } from "../queries";
import { type Change, ROOMS } from "../rules";
import type { JournalQuery } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly journal: Journal;
  readonly query: JournalQuery;
}

/** Who did what in the caller's NGOs, and when. */
export function JournalPage({ tabs, ...props }: Props & { readonly tabs: readonly DeskTab[] }) {
  const { frame, ctx } = props;
  const title = frame.t("organizations.journal.title");
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} tabs={tabs}>
      <DeskHead title={title} deck={frame.t("organizations.journal.deck")} />
      <Entries {...props} />
    </DeskPage>
  );
}

/** The same of the whole instance, for its operator. */
export function AdminJournalPage(props: Props) {
  const { frame, ctx } = props;
  return (
    <AdminPage frame={frame} ctx={ctx} title={frame.t("organizations.journal.title")} current="journal">
      <DeskHead
        title={frame.t("organizations.journal.title")}
        deck={frame.t("organizations.admin.journal.deck")}
      />
      <Entries {...props} />
    </AdminPage>
  );
}

function Entries({ frame, journal, query }: Props) {
  const { t, locale } = frame;
  const say = (key: string) => t(`organizations.journal.${key}`);
  const address = (over: Partial<JournalQuery>) => {
    const { room, page } = { ...query, page: 1, ...over };
    const search = new URLSearchParams({ ...(room && { room }), ...(page > 1 && { page: String(page) }) });
    return `?${search}`;
  };
  return (
    <>
      <nav className="links small" aria-label={say("filter")}>
        {(["", ...ROOMS] as const).map((room) => (
          <a key={room} href={address({ room })} aria-current={room === query.room ? "true" : undefined}>
            {say(`rooms.${room || "all"}`)}
          </a>
        ))}
      </nav>
      {journal.entries.length === 0 ? (
        <EmptyState title={say("empty")}>{say("empty-text")}</EmptyState>
      ) : (
        <Table
          caption={say("title")}
          rows={journal.entries}
          rowKey={({ id }) => id}
          columns={[
            { id: "at", head: say("at"), cell: ({ at }) => formatInstant(at, locale, "Europe/Paris") },
            { id: "who", head: say("who"), label: say("who"), cell: (entry) => whoOf(frame, entry) },
            {
              id: "act",
              head: say("act"),
              isRowHead: true,
              cell: ({ act, subject }) => (
                <>
                  {t(`organizations.journal.acts.${act}`)}
                  {subject && <span className="caption block">{subject}</span>}
                </>
              ),
            },
            {
              id: "changes",
              head: say("changes"),
              label: say("changes"),
              cell: ({ changes }) =>
                changes.map((change) => <Changed key={change.field} frame={frame} change={change} />),
            },
          ]}
        />
      )}
      {(query.page > 1 || journal.hasMore) && (
        <nav className="pager" aria-label={t("components.pager.label")}>
          {query.page > 1 && (
            <a href={address({ page: query.page - 1 })} rel="prev">
              {t("components.pager.previous")}
            </a>
          )}
          {journal.hasMore && (
            <a href={address({ page: query.page + 1 })} rel="next">
              {t("components.pager.next")}
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function whoOf({ t }: Frame, { actor, name }: Entry): string {
  return actor === "member"
    ? name || t("organizations.journal.nameless")
    : t(`organizations.journal.actors.${actor}`);
}

function Changed({ frame: { t }, change: { field, before, after } }: { frame: Frame; change: Change }) {
  const label = t(`organizations.journal.fields.${field}`);
  const said = (value: string) =>
    field === "role" && ROLES.some((role) => role === value) ? t(`organizations.role.${value}`) : value;
  const text = [before, after].flatMap((one) => (one === null ? [] : [said(one)])).join(" → ");
  return (
    <span className="block small">
      <span className="quiet">{label}</span> {text}
    </span>
  );
}
