import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import { told } from "../../recording/ui/record-form";
import { confirmAction, proposeAction, refuseAction } from "../actions";
import type { ErasureView } from "../queries";
import { REASONS } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  /** Public id. */
  readonly candidacy: string;
  readonly erasures: readonly ErasureView[];
}

type Request = ErasureView["requests"][number];

/** Who asked that a signature be erased, who proposes it and why, and who confirms. */
export function ErasurePage(props: Props) {
  const { frame, ctx, form, candidacy, erasures } = props;
  const { t, locale } = frame;
  const title = t("signatures.erasing.desk-title");
  const list = `/${locale}/desk/forms/${form.id}/candidates`;
  const name = erasures[0]?.name ?? t("signatures.erasing.record");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="candidates" title={title}>
      <Crumbs
        t={t}
        crumbs={[
          { label: t("outreach.candidates.title"), href: list },
          { label: name, href: `${list}/${candidacy}` },
          { label: title },
        ]}
      />
      <DeskHead title={title} deck={t("signatures.erasing.deck")} />
      {erasures.length === 0 && <EmptyState title={t("signatures.erasing.none")}>{null}</EmptyState>}
      {erasures.map((one) => (
        <One key={one.publicId} {...props} one={one} />
      ))}
    </FormDesk>
  );
}

function One(props: Props & { readonly one: ErasureView }) {
  const { frame, form, one } = props;
  const { t, locale } = frame;
  const on = (at: Date) => formatDate(at, locale, form.timeZone);
  const open = one.requests.find(({ outcome }) => outcome === null);
  const may = mayEdit(form.role);
  return (
    <Section
      title={`${one.name} · ${t("signatures.erasing.signed", { date: on(one.signedAt) })}`}
      note={t("signatures.erasing.role", { role: one.role })}
    >
      {one.requests.map((request) => (
        <Told key={request.id} frame={frame} form={form} request={request} />
      ))}
      {one.erasedAt ? (
        <Notice isQuiet>
          <strong>{t("signatures.erasing.erased", { date: on(one.erasedAt) })}</strong>
        </Notice>
      ) : (
        may && (
          <>
            <div className="case">
              {open?.reason ? <Confirm {...props} request={open} /> : <Propose {...props} />}
            </div>
            {open && <Refuse frame={frame} request={open} />}
          </>
        )
      )}
    </Section>
  );
}

/** What was asked, proposed and decided, in one line each. */
function Told({ frame, form, request }: Pick<Props, "frame" | "form"> & { readonly request: Request }) {
  const { t, locale } = frame;
  const on = (at: Date | string) => formatDate(new Date(at), locale, form.timeZone);
  const { askedBy, askedAt, reason, proposedBy, outcome, note, decidedAt, decidedBy } = request;
  const decided = { who: decidedBy ?? "", date: decidedAt ? on(decidedAt) : "", note: note ?? "" };
  return (
    <Notice isQuiet>
      <p>{t("signatures.erasing.asked-by", { who: askedBy ?? "none", date: on(askedAt) })}</p>
      {reason && (
        <p>
          {t("signatures.erasing.proposed-by", { who: proposedBy ?? "" })}{" "}
          {t(`signatures.erasing.reason.${reason}`)}.
        </p>
      )}
      {outcome && (
        <p>{t(`signatures.erasing.${outcome === "refused" ? "refused-by" : "confirmed-by"}`, decided)}</p>
      )}
    </Notice>
  );
}

function Propose({ frame, one }: Props & { readonly one: ErasureView }) {
  const { t } = frame;
  return (
    <ActionForm action={proposeAction} {...told(frame)} className="stack">
      <input type="hidden" name="signature" value={one.publicId} />
      <Choices
        name="reason"
        legend={t("signatures.erasing.for")}
        choices={REASONS.map((value) => ({ value, label: t(`signatures.erasing.reason.${value}`) }))}
      />
      <div className="actions">
        <Button>{t("signatures.erasing.propose")}</Button>
      </div>
    </ActionForm>
  );
}

function Confirm({ frame, ctx, request }: Props & { readonly request: Request }) {
  const { t } = frame;
  const isOwn = ctx.actor.kind === "member" && request.proposedById === ctx.actor.userId;
  if (isOwn && request.owners > 1) return <p>{t("signatures.erasing.another")}</p>;
  return (
    <ActionForm action={confirmAction} {...told(frame)}>
      <input type="hidden" name="requestId" value={request.id} />
      <div className="actions">
        <Button>{t("signatures.erasing.confirm")}</Button>
      </div>
    </ActionForm>
  );
}

function Refuse({ frame, request }: { readonly frame: Frame; readonly request: Request }) {
  const { t } = frame;
  return (
    <div className="case">
      <h3 className="h3">{t("signatures.erasing.or-refuse")}</h3>
      <ActionForm action={refuseAction} {...told(frame)} className="stack">
        <input type="hidden" name="requestId" value={request.id} />
        <ActionField
          name="note"
          label={t("signatures.erasing.note")}
          hint={t("signatures.erasing.note-hint")}
        />
        <Button kind="neutral">{t("signatures.erasing.refuse")}</Button>
      </ActionForm>
    </div>
  );
}
