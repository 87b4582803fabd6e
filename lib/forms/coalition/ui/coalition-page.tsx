import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Field } from "@/components/field";
import { Halves, Section } from "@/components/section";
import { Table } from "@/components/table";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";
import type { DeskForm } from "../../draft/queries";
import { FormDesk } from "../../ui/form-desk";
import { cancelAction, consentAction, inviteAction, leaveAction } from "../actions";
import type { Member } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly members: readonly Member[];
  /** NGOs that may still be asked. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  /** Of the words as they stand. */
  readonly hash: string;
}

/** Who writes a form together, what each said and to which words; who may, asks another NGO, consents again or leaves. */
export function CoalitionPage(props: Props) {
  const { frame, ctx, form, members } = props;
  const { t } = frame;
  const title = t("forms.coalition.title");
  const leaving = members.filter(
    ({ isAuthor, isLead, organizationId }) => isAuthor && !isLead && mayEdit(roleIn(ctx, organizationId)),
  );
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="coalition" title={title}>
      <DeskHead title={title} deck={t("forms.coalition.deck")} />
      <Members {...props} />
      {mayEdit(form.role) && (
        <Halves>
          <Invite {...props} />
          {leaving.map((member) => (
            <Leave key={member.organizationId} {...props} member={member} />
          ))}
        </Halves>
      )}
    </FormDesk>
  );
}

function Members(props: Props) {
  const { frame, members, hash, form } = props;
  const { t, locale } = frame;
  const say = (key: string) => t(`forms.coalition.${key}`);
  const state = ({ last, isLead }: Member) => {
    if (!last) return say("said.none");
    const isOther = last.kind === "consented" && last.wordsHash !== hash && !isLead;
    const at = formatDate(last.at, locale, form.timeZone);
    return t(`forms.coalition.said.${last.kind}${isOther ? "-other" : ""}`, { at });
  };
  return (
    <Table
      caption={say("caption")}
      rows={members}
      rowKey={({ organizationId }) => organizationId}
      columns={[
        {
          id: "name",
          head: say("name"),
          isRowHead: true,
          cell: ({ name, isLead, isAuthor }) => (
            <>
              {name}{" "}
              <span className="caption block">{say(isLead ? "lead" : isAuthor ? "author" : "past")}</span>
            </>
          ),
        },
        {
          id: "state",
          head: say("state"),
          label: say("state"),
          cell: (member) => (
            <>
              {state(member)}
              {member.last?.note && (
                <span className="caption block">{t("forms.coalition.note", { note: member.last.note })}</span>
              )}
            </>
          ),
        },
        { id: "act", head: say("act"), cell: (member) => <Act {...props} member={member} /> },
      ]}
    />
  );
}

function Act({ frame, ctx, form, hash, member }: Props & { readonly member: Member }) {
  const { t, locale } = frame;
  const { organizationId, name, last, isAuthor } = member;
  const shared = {
    texts: errorTexts(locale, "forms", "organizations"),
    room: "forms",
    wrong: t("forms.coalition.wrong"),
    className: "act",
  };
  const whose = (
    <>
      <input type="hidden" name="formId" value={form.id} />
      <input type="hidden" name="organizationId" value={organizationId} />
    </>
  );
  if (last?.kind === "invited" && mayEdit(form.role))
    return (
      <ActionForm action={cancelAction} {...shared}>
        {whose}
        <Button kind="neutral">
          {t("forms.coalition.cancel")}
          <span className="vh"> {name}</span>
        </Button>
      </ActionForm>
    );
  const isOwn = mayEdit(roleIn(ctx, organizationId));
  const isSaid = last?.kind === "consented" && last.wordsHash === hash;
  if (!isAuthor || !isOwn || isSaid || !form.draft) return null;
  return (
    <ActionForm action={consentAction} {...shared}>
      {whose}
      <input type="hidden" name="hash" value={hash} />
      <input type="hidden" name="locale" value={locale} />
      <Button kind="outlined" name="verdict" value="consented">
        {t("forms.coalition.consent-again", { name })}
      </Button>
    </ActionForm>
  );
}

function Invite({ frame, form, others }: Props) {
  const { t, locale } = frame;
  return (
    <Section title={t("forms.coalition.invite")}>
      <p className="sub">{t("forms.coalition.invite-deck")}</p>
      {others.length === 0 ? (
        <p>{t("forms.coalition.nobody")}</p>
      ) : (
        <ActionForm
          action={inviteAction}
          texts={errorTexts(locale, "forms", "organizations")}
          room="forms"
          wrong={t("forms.coalition.wrong")}
          className="stack"
        >
          <input type="hidden" name="formId" value={form.id} />
          <Field
            kind="select"
            name="organizationId"
            label={t("forms.coalition.who")}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button>{t("forms.coalition.ask")}</Button>
        </ActionForm>
      )}
    </Section>
  );
}

function Leave({ frame, form, member }: Props & { readonly member: Member }) {
  const { t, locale } = frame;
  const { organizationId, name } = member;
  return (
    <Section title={t("forms.coalition.leave")}>
      <p className="sub">{t("forms.coalition.leave-deck", { name })}</p>
      <ActionForm
        action={leaveAction}
        texts={errorTexts(locale, "forms", "organizations")}
        room="forms"
        wrong={t("forms.coalition.wrong")}
        className="stack"
      >
        <input type="hidden" name="formId" value={form.id} />
        <input type="hidden" name="organizationId" value={organizationId} />
        <input type="hidden" name="locale" value={locale} />
        <ActionField
          name="note"
          id={`note-${organizationId}`}
          label={t("forms.coalition.why")}
          hint={t("forms.coalition.why-hint")}
        />
        <Button kind="neutral">{t("forms.coalition.leave-act")}</Button>
      </ActionForm>
    </Section>
  );
}
