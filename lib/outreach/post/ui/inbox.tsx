import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Pager } from "@/components/pager";
import { PageTitle, Section } from "@/components/section";
import { Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { formatInstant } from "@/lib/core/time";
import type { Inbox } from "../documents";
import { TEMPLATES } from "../rules";

/** All mails of a demonstration, newest first. */
export function InboxPage({ view, frame }: ViewProps<Inbox>) {
  const { t, locale, isDemo } = frame;
  const { mails, template, page, pages } = view;
  const base = `/${locale}/dev/inbox`;
  const of = (kind: string) => (kind ? `${base}?template=${kind}` : base);
  const title = t(isDemo ? "outreach.inbox.title" : "outreach.inbox.title-dev");
  return (
    <DocumentShell frame={frame} title={title} isIndexed={false}>
      <PageTitle title={title} deck={t("outreach.inbox.deck")} />
      <Section
        title={t(template ? `outreach.inbox.template-${template}` : "outreach.inbox.all")}
        links={["", ...TEMPLATES]
          .filter((kind) => kind !== template)
          .map((kind) => ({
            href: of(kind),
            label: t(kind ? `outreach.inbox.template-${kind}` : "outreach.inbox.all"),
          }))}
      >
        {mails.length === 0 ? (
          <EmptyState title={t("outreach.inbox.empty")}>
            <p>{t("outreach.inbox.empty-text")}</p>
            <a href={`/${locale}/login`}>{t("outreach.inbox.log-in")}</a>
          </EmptyState>
        ) : (
          <Table
            caption={title}
            rows={mails}
            rowKey={({ mail }) => mail.id}
            columns={[
              {
                id: "subject",
                head: t("outreach.inbox.subject"),
                isRowHead: true,
                cell: ({ mail, subject }) => (
                  <a href={`${base}/${mail.id}`}>
                    {subject ?? t(`outreach.inbox.template-${mail.template}`)}
                  </a>
                ),
              },
              { id: "to", head: t("outreach.inbox.to"), cell: ({ mail }) => mail.to },
              {
                id: "at",
                head: t("outreach.inbox.at"),
                cell: ({ mail }) => formatInstant(mail.createdAt, locale, "Europe/Paris"),
              },
            ]}
          />
        )}
      </Section>
      <Pager
        t={t}
        page={page}
        pages={pages}
        href={(number) => `${base}?${new URLSearchParams({ template, page: String(number) })}`}
      />
    </DocumentShell>
  );
}
