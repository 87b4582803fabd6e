import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { Shortcuts } from "@/components/client/shortcuts";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { nextCallAction, undoCallAction } from "../actions";
import type { Caller } from "../assigning/queries";
import type { CallSheet } from "../queries";
import { OUTCOMES } from "../schema";
import { Callers } from "./callers";
import { OnTheLine } from "./on-the-line";

export interface CallsProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly sheet: CallSheet;
  /** Null for who does not assign. */
  readonly callers: readonly Caller[] | null;
}

/** A volunteer's call sheet: one person at a time, one key for what came of it. */
export function CallsPage(props: CallsProps) {
  const { frame, ctx, form, sheet, callers } = props;
  const { t } = frame;
  const title = t("outreach.calls.title");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="calls" title={title}>
      <DeskHead title={title} deck={<Today {...props} />}>
        <Shortcuts keys={keysOf(t)} texts={shortcutTexts(t)} />
      </DeskHead>
      <Undo {...props} />
      {sheet.current ? <OnTheLine {...props} call={sheet.current} /> : <Start {...props} />}
      {callers && <Callers frame={frame} form={form} callers={callers} />}
    </FormDesk>
  );
}

type T = Frame["t"];

/** The keys of the sheet and what each does. */
function keysOf(t: T) {
  const outcomes = OUTCOMES.map((outcome, at) => ({
    key: String(at + 1),
    label: t(`outreach.calls.outcome.${outcome}`),
  }));
  return [
    { key: "n", label: t("outreach.calls.start") },
    ...outcomes,
    { key: "u", label: t("outreach.calls.undo") },
  ];
}

/** What the list of shortcuts says around its keys. */
export function shortcutTexts(t: T) {
  const say = (word: string) => t(`outreach.shortcuts.${word}`);
  return {
    title: say("title"),
    open: say("open"),
    close: say("close"),
    off: say("off"),
    on: say("on"),
    help: say("help"),
  };
}

/** The day's progress in one sentence. */
function Today({ frame: { t, locale }, sheet }: CallsProps) {
  const count = [...sheet.today.values()].reduce((sum, calls) => sum + calls, 0);
  const willSign = sheet.today.get("will-sign") ?? 0;
  const left = formatNumber(sheet.counts.ready, locale);
  return <>{t("outreach.calls.today", { count, willSign, left, all: sheet.todayOfAll })}</>;
}

function Undo({ frame, sheet: { last } }: CallsProps) {
  const { t, locale } = frame;
  if (!last) return null;
  return (
    <ActionForm
      action={undoCallAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
      className="undo"
    >
      <input type="hidden" name="callId" value={last.id} />
      <p>
        {last.name}, {t(`outreach.calls.outcome.${last.outcome}`)}.{" "}
        <button type="submit" className="button plain" data-key="u">
          {t("outreach.calls.undo")}
        </button>
      </p>
    </ActionForm>
  );
}

function Start({ frame, form, sheet: { counts } }: CallsProps) {
  const { t, locale } = frame;
  if (counts.ready === 0) {
    const why = counts.left === 0 ? "none" : counts.asleep > 0 ? "asleep" : "done";
    return (
      <EmptyState title={t(`outreach.calls.${why}`)}>
        {t(`outreach.calls.${why}-text`, { count: counts.asleep })}
      </EmptyState>
    );
  }
  return (
    <Section title={t("outreach.calls.next")}>
      <p className="measure">{t("outreach.calls.before", { count: counts.ready })}</p>
      <ActionForm
        action={nextCallAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("components.errors.title", { count: 1 })}
      >
        <input type="hidden" name="formId" value={form.id} />
        <div className="actions">
          <Button data-key="n">{t("outreach.calls.start")}</Button>
        </div>
      </ActionForm>
    </Section>
  );
}
