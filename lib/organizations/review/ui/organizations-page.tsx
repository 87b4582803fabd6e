import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Narrow, Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate } from "@/lib/core/time";
import { AdminPage } from "../../ui/admin-page";
import { inviteOrganizationAction, reviewAction } from "../actions";
import type { ReviewRow } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly ngos: readonly ReviewRow[];
}

/** Which NGOs publish on this site: those that wait first, each decided with a note. */
export function OrganizationsPage({ frame, ctx, ngos }: Props) {
  const { t, locale } = frame;
  const title = t("organizations.admin.organizations.tab");
  const word = (name: string) => t(`organizations.review.${name}`);
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="organizations">
      <DeskHead title={title} deck={t("organizations.admin.organizations.deck")} />
      <Section title={t("organizations.review.list")}>
        <Table
          caption={t("organizations.review.list")}
          rows={ngos}
          rowKey={({ id }) => id}
          columns={[
            { id: "name", head: word("name"), isRowHead: true, cell: (row) => <Named row={row} /> },
            { id: "owners", head: word("owners"), cell: ({ owners }) => owners.join(", ") || "—" },
            {
              id: "forms",
              head: word("forms"),
              cell: ({ published, drafts }) => t("organizations.review.forms-count", { published, drafts }),
            },
            {
              id: "standing",
              head: word("standing"),
              cell: ({ standing, since }) =>
                t(`organizations.review.is-${standing}`, { date: formatDate(since, locale) }),
            },
            { id: "decide", head: word("decide"), cell: (row) => <Decide frame={frame} row={row} /> },
          ]}
        />
      </Section>
      <Section title={t("organizations.review.invite")}>
        <Narrow>
          <Invite frame={frame} />
        </Narrow>
      </Section>
    </AdminPage>
  );
}

function Named({ row: { name, website, note } }: { row: ReviewRow }) {
  return (
    <>
      {website ? <a href={website}>{name}</a> : name}
      {note && <div className="caption">{note}</div>}
    </>
  );
}

const wordsOf = ({ t, locale }: Frame) => ({
  texts: errorTexts(locale, "organizations"),
  room: "organizations",
  wrong: t("components.errors.title", { count: 1 }),
});

function Decide({ frame, row }: { frame: Frame; row: ReviewRow }) {
  const { t } = frame;
  const { id, name, standing } = row;
  return (
    <details className="fold-form" open={standing !== "approved"}>
      <summary>
        {t("organizations.review.decide")} <span className="vh">{name}</span>
      </summary>
      <ActionForm action={reviewAction} {...wordsOf(frame)}>
        <input type="hidden" name="organizationId" value={id} />
        <ActionField
          name="note"
          id={`note-${id}`}
          label={
            <>
              {t("organizations.review.note")} <span className="vh">{name}</span>
            </>
          }
        />
        <div className="tools">
          {standing !== "approved" && (
            <Button kind="neutral" name="decision" value="approve">
              {t("organizations.review.approve")} <span className="vh">{name}</span>
            </Button>
          )}
          {standing !== "refused" && (
            <Button kind="quiet" name="decision" value="refuse">
              {t(`organizations.review.${standing === "approved" ? "suspend" : "refuse"}`)}{" "}
              <span className="vh">{name}</span>
            </Button>
          )}
        </div>
      </ActionForm>
    </details>
  );
}

function Invite({ frame }: { frame: Frame }) {
  const { t } = frame;
  return (
    <ActionForm
      action={inviteOrganizationAction}
      {...wordsOf(frame)}
      done={t("organizations.review.invited")}
      isEmptiedWhenDone
    >
      <ActionField name="organization" label={t("organizations.review.organization")} />
      <ActionField name="website" type="url" label={t("organizations.review.website")} />
      <ActionField name="name" label={t("organizations.review.owner-name")} />
      <ActionField name="email" type="email" label={t("organizations.review.owner-email")} />
      <div className="actions">
        <Button>{t("organizations.review.invite-button")}</Button>
      </div>
      <p className="small quiet">{t("organizations.review.invite-after")}</p>
    </ActionForm>
  );
}
