import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead, type DeskTab } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { Section } from "@/components/section";
import { StateMark } from "@/components/state-mark";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatInstant } from "@/lib/core/time";
import type { OwnOrganization } from "@/lib/organizations/queries";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import { secretOf } from "../../handing/secret";
import {
  addWebhookAction,
  removeWebhookAction,
  renewSecretAction,
  replayWebhookAction,
  resumeWebhookAction,
} from "../actions";
import type { Hook, Try } from "../queries";

type Listed = Hook & { readonly tries: readonly Try[] };

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly tabs: readonly DeskTab[];
  readonly organizations: readonly OwnOrganization[];
  readonly hooks: readonly Listed[];
}

const formOf = ({ t, locale }: Frame) => ({
  texts: errorTexts(locale, "organizations", "publication"),
  room: "publication",
  wrong: t("components.errors.title", { count: 1 }),
});

/** Where the caller's NGOs have other systems told of what enters the log, and what those answered. */
export function WebhooksPage({ frame, ctx, tabs, organizations, hooks }: Props) {
  const { t } = frame;
  const title = t("publication.webhooks.title");
  const own = organizations.filter(({ role }) => role === "owner");
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} tabs={tabs}>
      <DeskHead title={title} deck={t("publication.webhooks.deck")} />
      {own.length === 0 && (
        <EmptyState title={t("publication.webhooks.owners")}>
          {t("publication.webhooks.owners-text")}
        </EmptyState>
      )}
      {frame.isDemo && <p className="small quiet">{t("publication.webhooks.demo")}</p>}
      {own.map((organization) => (
        <Section key={organization.id} title={organization.name}>
          {hooks
            .filter(({ organizationId }) => organizationId === organization.id)
            .map((hook) => (
              <OneHook key={hook.id} frame={frame} hook={hook} />
            ))}
          <Section title={t("publication.webhooks.add")} level={3}>
            <ActionForm
              action={addWebhookAction}
              {...formOf(frame)}
              done={t("publication.webhooks.added")}
              isEmptiedWhenDone
            >
              <input type="hidden" name="organizationId" value={organization.id} />
              <ActionField
                name="url"
                type="url"
                id={`url-${organization.id}`}
                label={t("publication.webhooks.url")}
                hint={t("publication.webhooks.url-hint")}
              />
              <div className="actions">
                <Button>{t("publication.webhooks.add-button")}</Button>
              </div>
            </ActionForm>
          </Section>
        </Section>
      ))}
    </DeskPage>
  );
}

function stateOf(frame: Frame, { stoppedAt, failures, nextTryAt }: Hook) {
  const { t, locale } = frame;
  const told = (at: Date) => formatInstant(at, locale, "Europe/Paris");
  if (stoppedAt)
    return <StateMark state="wrong">{t("publication.webhooks.stopped", { at: told(stoppedAt) })}</StateMark>;
  if (failures > 0)
    return (
      <StateMark state="warn">
        {t("publication.webhooks.waiting", { at: told(nextTryAt), count: failures })}
      </StateMark>
    );
  return <StateMark state="ok">{t("publication.webhooks.active")}</StateMark>;
}

function OneHook({ frame, hook }: { frame: Frame; hook: Listed }) {
  const { t } = frame;
  const word = (name: string) => t(`publication.webhooks.${name}`);
  const hidden = <input type="hidden" name="id" value={hook.id} />;
  return (
    <Section title={<span className="break">{hook.url}</span>} level={3}>
      <p>{stateOf(frame, hook)}</p>
      <Facts
        facts={[
          { label: word("next"), value: String(hook.nextIndex) },
          {
            label: word("secret"),
            value: (
              <details>
                <summary>{word("show")}</summary>
                <code className="break">{secretOf(hook)}</code>
              </details>
            ),
          },
        ]}
      />
      <Tries frame={frame} hook={hook} />
      <div className="tools">
        <ActionForm action={replayWebhookAction} {...formOf(frame)} done={word("replayed")} className="tools">
          {hidden}
          <ActionField
            name="index"
            inputMode="numeric"
            id={`index-${hook.id}`}
            label={word("from")}
            defaultValue="0"
          />
          <Button kind="neutral">{word("replay")}</Button>
        </ActionForm>
        {hook.stoppedAt && (
          <ActionForm action={resumeWebhookAction} {...formOf(frame)} done={word("resumed")}>
            {hidden}
            <Button>{word("resume")}</Button>
          </ActionForm>
        )}
        <ActionForm action={renewSecretAction} {...formOf(frame)} done={word("renewed")}>
          {hidden}
          <Button kind="quiet">{word("renew")}</Button>
        </ActionForm>
        <ActionForm action={removeWebhookAction} {...formOf(frame)}>
          {hidden}
          <Button kind="quiet" aria-label={t("publication.webhooks.remove-of", { url: hook.url })}>
            {word("remove")}
          </Button>
        </ActionForm>
      </div>
    </Section>
  );
}

function Tries({ frame, hook }: { frame: Frame; hook: Listed }) {
  const { t, locale } = frame;
  const word = (name: string) => t(`publication.webhooks.${name}`);
  if (hook.tries.length === 0) return <p className="small quiet">{word("no-tries")}</p>;
  return (
    <Table
      caption={t("publication.webhooks.tries", { url: hook.url })}
      rows={hook.tries}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          id: "at",
          head: word("at"),
          isRowHead: true,
          cell: ({ at }) => formatInstant(at, locale, "Europe/Paris"),
        },
        { id: "index", head: word("index"), label: word("index"), cell: ({ index }) => String(index) },
        { id: "type", head: word("type"), label: word("type"), cell: ({ type }) => <code>{type}</code> },
        {
          id: "answer",
          head: word("answer"),
          label: word("answer"),
          cell: ({ status, words }) => [status ?? word("none"), words].filter(Boolean).join(" · "),
        },
      ]}
    />
  );
}
