import { Button, ButtonLink } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Action } from "@/lib/core/action";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import type { Letter } from "@/lib/core/mail";
import { formatInstant } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { endRehearsalAction, startRehearsalAction } from "@/lib/signatures/rehearsal/actions";
import { mailRehearsalAction } from "../actions";
import type { RehearsalView, Rehearsed } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly rehearsal: RehearsalView | null;
  readonly letters: readonly { readonly id: string; readonly letter: Letter }[];
}

/** A campaign lived on fictional candidates: their links, their mails, where they are, and the button that erases it all. */
export function RehearsalPage(props: Props) {
  const { frame, ctx, form, rehearsal } = props;
  const { t } = frame;
  const title = t("outreach.rehearsal.title");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="invitations" title={title}>
      <DeskHead title={title} deck={t("outreach.rehearsal.deck")}>
        <a href={`/${frame.locale}/desk/kit?form=${form.id}`}>{t("outreach.kit.back")}</a>
      </DeskHead>
      {rehearsal ? <Running {...props} rehearsal={rehearsal} /> : <Before frame={frame} form={form} />}
    </FormDesk>
  );
}

/** A button of this page over the form that it is about. */
function Act<O, R extends string>(props: {
  readonly frame: Frame;
  readonly form: DeskForm;
  readonly action: Action<O, R>;
  readonly label: string;
  readonly kind?: "solid" | "outlined";
  readonly done?: string;
  readonly withLocale?: true;
}) {
  const { frame, form, action, label, kind = "solid", done, withLocale } = props;
  return (
    <ActionForm
      action={action}
      texts={errorTexts(frame.locale, "outreach", "organizations")}
      room="outreach"
      wrong={frame.t("components.errors.title", { count: 1 })}
      {...(done && { done })}
    >
      <input type="hidden" name="formId" value={form.id} />
      {withLocale && <input type="hidden" name="locale" value={frame.locale} />}
      <Button kind={kind}>{label}</Button>
    </ActionForm>
  );
}

function Before({ frame, form }: Pick<Props, "frame" | "form">) {
  const { t } = frame;
  return (
    <>
      <p className="measure">{t("outreach.rehearsal.what")}</p>
      <div className="actions">
        <Act frame={frame} form={form} action={startRehearsalAction} label={t("outreach.rehearsal.start")} />
      </div>
    </>
  );
}

function Running({ frame, form, rehearsal, letters }: Props & { readonly rehearsal: RehearsalView }) {
  const { t, locale } = frame;
  return (
    <>
      <Notice isStatus>
        <strong>{t("outreach.rehearsal.running")}</strong>{" "}
        {t("outreach.rehearsal.since", { at: formatInstant(rehearsal.startedAt, locale, form.timeZone) })}{" "}
        {t("outreach.rehearsal.what")}
      </Notice>
      <Section title={t("outreach.rehearsal.people")}>
        <People frame={frame} form={form} rehearsal={rehearsal} />
      </Section>
      <Section title={t("outreach.rehearsal.letters")}>
        {rehearsal.people.map(({ id, name }) => (
          <OneLetter
            key={id}
            title={t("outreach.rehearsal.letter", { name })}
            letter={letters.find((one) => one.id === id)?.letter}
          />
        ))}
        {!frame.isDemo && (
          <div className="actions">
            <Act
              frame={frame}
              form={form}
              action={mailRehearsalAction}
              label={t("outreach.rehearsal.send")}
              done={t("outreach.rehearsal.sent")}
              kind="outlined"
              withLocale
            />
          </div>
        )}
      </Section>
      <Section title={t("outreach.rehearsal.end")}>
        <p>{t("outreach.rehearsal.end-text")}</p>
        <div className="actions">
          <Act
            frame={frame}
            form={form}
            action={endRehearsalAction}
            label={t("outreach.rehearsal.end")}
            kind="outlined"
          />
        </div>
      </Section>
    </>
  );
}

function OneLetter({ title, letter }: { readonly title: string; readonly letter: Letter | undefined }) {
  if (!letter) return null;
  return (
    <details className="why">
      <summary>{title}</summary>
      <p>
        <strong>{letter.subject}</strong>
      </p>
      <pre className="letter-text">{letter.text}</pre>
    </details>
  );
}

function People({ frame, form, rehearsal }: Pick<Props, "frame" | "form"> & { rehearsal: RehearsalView }) {
  const { t, locale } = frame;
  const at = (instant: Date) => formatInstant(instant, locale, form.timeZone);
  const column = (id: string, cell: (row: Rehearsed) => React.ReactNode) => {
    const head = t(`outreach.rehearsal.${id}`);
    return { id, head, label: head, cell };
  };
  return (
    <Table
      caption={t("outreach.rehearsal.people")}
      rows={rehearsal.people}
      rowKey={({ id }) => id}
      columns={[
        { ...column("name", ({ name }) => name), isRowHead: true },
        column("mail", ({ mailedAt }) =>
          mailedAt
            ? t("outreach.rehearsal.mailed", { at: at(mailedAt) })
            : t("outreach.rehearsal.not-mailed"),
        ),
        column("answers", ({ answered }) =>
          t("outreach.rehearsal.answered", { count: answered, total: rehearsal.engagements }),
        ),
        column("signed", ({ signedAt }) =>
          signedAt
            ? t("outreach.rehearsal.signed-at", { at: at(signedAt) })
            : t("outreach.rehearsal.not-signed"),
        ),
        column("link", ({ path, name }) => (
          <ButtonLink
            kind="neutral"
            href={path}
            target="_blank"
            aria-label={t("outreach.rehearsal.open-of", { name })}
          >
            {t("outreach.rehearsal.open")}
          </ButtonLink>
        )),
      ]}
    />
  );
}
