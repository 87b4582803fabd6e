import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import { momentOf } from "../../../ui/wording";
import { GROUNDS, OUTCOMES } from "../../schema";
import { ContestedFacts, DisputeStanding } from "../../ui/contested";
import { decideAction, proposeAction, recordAction } from "../actions";
import type { Disputes, OpenDispute } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly disputes: Disputes;
}

/** What is contested and waits for a decision, what was decided, and a dispute that came by another way. */
export function DisputesPage(props: Props) {
  const { frame, ctx, form, disputes } = props;
  const { t } = frame;
  const say = (key: string) => t(`signatures.contest.desk.${key}`);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="disputes" title={say("title")}>
      <DeskHead title={say("title")} deck={`${say("deck")} ${say(disputes.owners > 1 ? "two" : "alone")}`} />
      <Section title={say("open")}>
        {disputes.open.length === 0 && <EmptyState title={say("none")}>{null}</EmptyState>}
        {disputes.open.map((dispute) => (
          <Open key={dispute.eventId} {...props} dispute={dispute} />
        ))}
      </Section>
      {disputes.resolved.length > 0 && (
        <Section title={say("done")}>
          {disputes.resolved.map((signature) => (
            <div key={signature.id} className="stack case">
              <DisputeStanding frame={frame} signature={signature} />
              <ContestedFacts frame={frame} signature={signature} />
            </div>
          ))}
        </Section>
      )}
      {mayEdit(form.role) && <Record {...props} />}
    </FormDesk>
  );
}

function shared({ frame: { locale, t } }: Pick<Props, "frame">) {
  return {
    texts: errorTexts(locale, "signatures", "organizations"),
    room: "signatures",
    className: "stack",
    wrong: t("signatures.contest.desk.wrong"),
  };
}

function Open(props: Props & { readonly dispute: OpenDispute }) {
  const { frame, ctx, dispute } = props;
  const { signature, proposal } = dispute;
  const isOwner = signature.authors.some(({ id }) => roleIn(ctx, id) === "owner");
  return (
    <div className="stack case">
      <DisputeStanding frame={frame} signature={signature} />
      <ContestedFacts frame={frame} signature={signature} />
      {proposal && <Proposed {...props} />}
      {!isOwner && <p className="quiet">{frame.t("signatures.contest.desk.owners-only")}</p>}
      {isOwner && (proposal ? <Decide {...props} /> : <Propose {...props} />)}
    </div>
  );
}

function Proposed({
  frame: { t, locale },
  dispute: { signature, proposal },
}: Props & { dispute: OpenDispute }) {
  if (!proposal) return null;
  const { by, at, outcome, note } = proposal;
  const say = (key: string, words = {}) => t(`signatures.contest.desk.${key}`, words);
  return (
    <>
      <p>
        <strong>{say(outcome)}.</strong>{" "}
        {say("proposed", { by, at: momentOf(at, locale, signature.timeZone) })}
      </p>
      <p>
        <q>{note}</q>
      </p>
    </>
  );
}

function Decide(props: Props & { readonly dispute: OpenDispute }) {
  const { frame, ctx, dispute, disputes } = props;
  const { proposal } = dispute;
  if (!proposal) return null;
  const { t } = frame;
  const isOwn = ctx.actor.kind === "member" && ctx.actor.userId === proposal.byId && disputes.owners > 1;
  return (
    <ActionForm action={decideAction} {...shared(props)}>
      <input type="hidden" name="decisionId" value={proposal.id} />
      {isOwn && <p className="quiet">{t("signatures.contest.desk.waits")}</p>}
      <div className="actions">
        {!isOwn && (
          <Button name="verdict" value="confirmed">
            {t("signatures.contest.desk.confirm")}
          </Button>
        )}
        <Button kind="neutral" name="verdict" value="set-aside">
          {t("signatures.contest.desk.set-aside")}
        </Button>
      </div>
    </ActionForm>
  );
}

function Propose(props: Props & { readonly dispute: OpenDispute }) {
  const { frame, dispute, disputes } = props;
  const say = (key: string) => frame.t(`signatures.contest.desk.${key}`);
  return (
    <ActionForm action={proposeAction} {...shared(props)}>
      <input type="hidden" name="eventId" value={dispute.eventId} />
      <Choices
        name="outcome"
        legend={say("outcome")}
        choices={OUTCOMES.map((value) => ({ value, label: say(value), hint: say(`${value}-hint`) }))}
      />
      <ActionField kind="textarea" name="note" label={say("note")} hint={say("note-hint")} maxLength={1000} />
      <Button>{say(disputes.owners > 1 ? "propose" : "decide")}</Button>
    </ActionForm>
  );
}

function Record(props: Props) {
  const { t } = props.frame;
  const say = (key: string) => t(`signatures.contest.desk.${key}`);
  return (
    <Section title={say("record")}>
      <p className="stack">{say("record-text")}</p>
      <ActionForm action={recordAction} {...shared(props)} done={say("recorded")}>
        <ActionField name="signature" label={say("reference")} hint={say("reference-hint")} />
        <Choices
          name="ground"
          legend={t("signatures.contest.why")}
          choices={GROUNDS.map((value) => ({ value, label: t(`signatures.contest.ground.${value}`) }))}
        />
        <ActionField
          kind="textarea"
          name="reason"
          label={t("signatures.contest.words")}
          hint={t("signatures.contest.words-hint")}
          maxLength={500}
        />
        <Button kind="outlined">{say("record-button")}</Button>
      </ActionForm>
    </Section>
  );
}
