import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead, type DeskTab } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Halves, Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatDate } from "@/lib/core/time";
import { inviteAction, removeAction, roleAction } from "../actions";
import type { MemberRow, OwnOrganization } from "../queries";
import { ROLES } from "../rules";
import { AboutOrganization } from "./about-organization";
import { DeskPage } from "./desk-page";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly tabs: readonly DeskTab[];
  readonly organizations: readonly {
    readonly organization: OwnOrganization;
    readonly members: readonly MemberRow[];
  }[];
}

/** Who works in the caller's NGOs, and what candidates read of them. */
export function MembersPage({ frame, ctx, tabs, organizations }: Props) {
  const { t } = frame;
  const title = t("organizations.members.title");
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} tabs={tabs}>
      <DeskHead title={title} />
      {organizations.length === 0 && (
        <EmptyState title={t("organizations.members.none")}>
          {t("organizations.members.none-text")}
        </EmptyState>
      )}
      {organizations.map(({ organization, members }) => (
        <Organization
          key={organization.id}
          frame={frame}
          ctx={ctx}
          organization={organization}
          members={members}
        />
      ))}
    </DeskPage>
  );
}

interface OneProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly organization: OwnOrganization;
  readonly members: readonly MemberRow[];
}

function Organization({ frame, ctx, organization, members }: OneProps) {
  const { t } = frame;
  const isOwner = organization.role === "owner";
  return (
    <>
      <Section title={organization.name}>
        <p className="sub measure">{t("organizations.members.deck", { organization: organization.name })}</p>
        <Members frame={frame} ctx={ctx} organization={organization} members={members} />
        {!isOwner && <p className="small quiet">{t("organizations.members.read-only")}</p>}
      </Section>
      {isOwner && (
        <p>
          <a href={`/${frame.locale}/desk/webhooks`}>{t("publication.webhooks.link")}</a>
        </p>
      )}
      {isOwner && (
        <Halves>
          <Invite frame={frame} organization={organization} />
          <AboutOrganization frame={frame} organization={organization} />
        </Halves>
      )}
    </>
  );
}

function Members({ frame, ctx, organization, members }: OneProps) {
  const { t, locale } = frame;
  const own = ctx.actor.kind === "member" ? ctx.actor.userId : "";
  const isOwner = organization.role === "owner";
  const word = (name: string) => t(`organizations.members.${name}`);
  return (
    <Table
      caption={t("organizations.members.caption", { organization: organization.name })}
      rows={members}
      rowKey={({ userId }) => userId}
      columns={[
        {
          id: "name",
          head: word("name"),
          isRowHead: true,
          cell: ({ name, userId }) => (userId === own ? `${name || "—"} (${word("you")})` : name || "—"),
        },
        { id: "email", head: word("email"), cell: ({ email }) => email },
        {
          id: "since",
          head: word("since"),
          label: word("since"),
          cell: ({ since }) => formatDate(since, locale),
        },
        {
          id: "role",
          head: word("role"),
          cell: (row) =>
            isOwner ? (
              <RoleForm frame={frame} organizationId={organization.id} row={row} />
            ) : (
              t(`organizations.role.${row.role}`)
            ),
        },
      ]}
    />
  );
}

export function roleOptions(t: Translator) {
  return ROLES.map((role) => ({
    value: role,
    label: t("organizations.role.option", {
      role: t(`organizations.role.${role}`),
      hint: t(`organizations.role.${role}-hint`),
    }),
  }));
}

function RoleForm({ frame, organizationId, row }: { frame: Frame; organizationId: string; row: MemberRow }) {
  const { t, locale } = frame;
  const shared = {
    texts: errorTexts(locale, "organizations"),
    room: "organizations",
    wrong: t("components.errors.title", { count: 1 }),
  };
  const hidden = (
    <>
      <input type="hidden" name="organizationId" value={organizationId} />
      <input type="hidden" name="userId" value={row.userId} />
    </>
  );
  return (
    <div className="tools">
      <ActionForm
        action={roleAction}
        {...shared}
        done={t("organizations.members.done-role")}
        className="tools"
      >
        {hidden}
        <ActionField
          kind="select"
          name="role"
          id={`role-${row.userId}`}
          label={<span className="vh">{t("organizations.members.change-of", { name: row.name })}</span>}
          options={ROLES.map((role) => ({ value: role, label: t(`organizations.role.${role}`) }))}
          defaultValue={row.role}
        />
        <Button kind="neutral">{t("organizations.members.change")}</Button>
      </ActionForm>
      <ActionForm action={removeAction} {...shared}>
        {hidden}
        <Button kind="quiet" aria-label={t("organizations.members.remove-of", { name: row.name })}>
          {t("organizations.members.remove")}
        </Button>
      </ActionForm>
    </div>
  );
}

function Invite({ frame, organization }: { frame: Frame; organization: OwnOrganization }) {
  const { t, locale } = frame;
  return (
    <Section title={t("organizations.members.invite")} level={3}>
      <ActionForm
        action={inviteAction}
        texts={errorTexts(locale, "organizations")}
        room="organizations"
        wrong={t("components.errors.title", { count: 1 })}
        done={t("organizations.members.done-invite")}
        isEmptiedWhenDone
      >
        <input type="hidden" name="organizationId" value={organization.id} />
        <ActionField name="name" label={t("organizations.members.invite-name")} />
        <ActionField name="email" type="email" label={t("organizations.members.invite-email")} />
        <ActionField
          kind="select"
          name="role"
          label={t("organizations.members.invite-role")}
          options={roleOptions(t)}
          defaultValue="editor"
        />
        <div className="actions">
          <Button>{t("organizations.members.invite-button")}</Button>
        </div>
        <p className="small quiet">{t("organizations.members.invite-after")}</p>
      </ActionForm>
    </Section>
  );
}
