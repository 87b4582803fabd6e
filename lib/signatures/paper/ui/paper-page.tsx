import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { Halves, Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { told } from "../../recording/ui/record-form";
import { publishAction, setAsideAction } from "../actions";
import type { PaperView } from "../queries";
import { type ReadState, stateOf, whyNotPublish } from "../rules";
import { PageScans } from "./page-scans";
import { BothReadings, TranscribeForm } from "./transcribing";

export interface PaperProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly paper: PaperView;
}

/** One paper: its pages, whose turn it is to read, what is left to black out, and its publication. */
export function PaperPage(props: PaperProps) {
  const { frame, ctx, form, paper } = props;
  const { t, locale } = frame;
  const title = t("signatures.paper.of", { name: paper.name });
  const base = `/${locale}/desk/forms/${form.id}/received`;
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <Crumbs t={t} crumbs={[{ label: t("signatures.paper.title"), href: base }, { label: paper.name }]} />
      <DeskHead title={title} deck={`${t(`signatures.paper.role.${paper.role}`)}, ${paper.area}`} />
      <Ended {...props} />
      <Told {...props} />
      {paper.readers.length >= 2 && <BothReadings {...props} state={visibleState(paper)} />}
      <Halves>
        <div>
          <PageScans {...props} />
        </div>
        <div>
          <Reading {...props} />
          <Left {...props} />
        </div>
      </Halves>
    </FormDesk>
  );
}

function Told({ frame, form, paper }: PaperProps) {
  const { t, locale } = frame;
  const at = formatDate(paper.createdAt, locale, form.timeZone);
  return (
    <Facts
      facts={[
        {
          label: t("signatures.paper.version"),
          value: t("signatures.paper.version-code", { version: paper.version.number, code: paper.code }),
        },
        {
          label: t("signatures.paper.received-on"),
          value: t("signatures.paper.received-by", { at, by: paper.by }),
        },
        { label: t("signatures.paper.received"), value: paper.received },
        {
          label: t("signatures.paper.readers"),
          value: paper.readers.map(({ name }) => name).join(", ") || t("signatures.paper.no-reader"),
        },
      ]}
    />
  );
}

/** What this member may do of the reading: read, wait for another, or see both. */
function Reading(props: PaperProps) {
  const { frame, ctx, paper } = props;
  const { t } = frame;
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : "";
  const hasOwn = paper.readers.some((reader) => reader.userId === userId);
  const state = visibleState(paper);
  const isOpen = !paper.isPublished && !paper.isSetAside;
  return (
    <>
      {paper.people < 2 && isOpen && <Notice>{t("signatures.paper.alone")}</Notice>}
      {paper.readers.length < 2 && isOpen && !hasOwn && <TranscribeForm {...props} state={state} />}
      {paper.readers.length < 2 && isOpen && hasOwn && (
        <Section title={t("signatures.paper.waits-title")}>
          <p>{t("signatures.paper.waits")}</p>
        </Section>
      )}
      {state.state === "third-look" && isOpen && (
        <>
          {!hasOwn && <TranscribeForm {...props} state={state} />}
          {hasOwn && (
            <Notice>
              {t(paper.people < 3 ? "signatures.paper.no-third" : "signatures.paper.third-waits")}
            </Notice>
          )}
        </>
      )}
    </>
  );
}

/** The state by the number of readers, for what others read is not in the view before there are two. */
function visibleState(paper: PaperView): ReadState {
  const nothing = { differences: { engagementIds: [], hasDate: false }, reading: null };
  if (paper.readers.length === 0) return { state: "first-reading", ...nothing };
  if (paper.readers.length === 1) return { state: "second-reading", ...nothing };
  return stateOf(paper.engagementIds, paper.transcribed);
}

/** Its end, told first: public, or set aside. */
function Ended({ frame, form, paper }: PaperProps) {
  const { t, locale } = frame;
  if (paper.signatureId)
    return (
      <Notice>
        {t("signatures.paper.is-published")}{" "}
        <a href={`/${locale}/candidacies/${paper.candidacy}`}>{t("signatures.paper.public-page")}</a>
      </Notice>
    );
  if (paper.setAside) {
    const at = formatDate(paper.setAside.at, locale, form.timeZone);
    return <Notice>{t("signatures.paper.is-set-aside", { at, reason: paper.setAside.reason })}</Notice>;
  }
  return null;
}

/** What is left to do with one that is open. */
function Left(props: PaperProps) {
  const { paper } = props;
  if (paper.signatureId || paper.setAside) return null;
  return (
    <>
      {paper.readers.length >= 2 && <Publish {...props} />}
      <SetAside {...props} />
    </>
  );
}

function Publish(props: PaperProps) {
  const { frame, paper } = props;
  const { t } = frame;
  const no = whyNotPublish(paper);
  return (
    <Section title={t("signatures.paper.publish-title")}>
      <p>{t(no ? `signatures.errors.${no}` : "signatures.paper.publish-deck")}</p>
      {!no && (
        <ActionForm action={publishAction} {...told(frame)}>
          <input type="hidden" name="paperId" value={paper.id} />
          <div className="actions">
            <Button>{t("signatures.paper.publish")}</Button>
          </div>
        </ActionForm>
      )}
    </Section>
  );
}

function SetAside(props: PaperProps) {
  const { frame, paper } = props;
  const { t } = frame;
  return (
    <Section title={t("signatures.paper.set-aside-title")}>
      <ActionForm action={setAsideAction} {...told(frame)} className="stack">
        <input type="hidden" name="paperId" value={paper.id} />
        <ActionField
          name="reason"
          label={t("signatures.paper.set-aside-reason")}
          hint={t("signatures.paper.set-aside-hint")}
        />
        <Button kind="neutral">{t("signatures.paper.set-aside")}</Button>
      </ActionForm>
    </Section>
  );
}
