import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { MovingFocus } from "@/components/client/moving-focus";
import { Split } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatInstant, formatTime, formatZone } from "@/lib/core/time";
import { wallTime } from "@/lib/core/wall-time";
import { spokenPhone } from "../../contacts/rules";
import { releaseCallAction, settleCallAction } from "../actions";
import type { CallView } from "../queries";
import { OUTCOMES } from "../schema";
import type { CallsProps } from "./calls-page";

type Props = CallsProps & { readonly call: CallView };

/** The person to call: number, what to say, and the seven things that may come of it. */
export function OnTheLine(props: Props) {
  const { frame, form, call } = props;
  const { t, locale } = frame;
  const href = `/${locale}/desk/forms/${form.id}/candidates/${call.candidacy}`;
  const role = call.role === "substitute" ? t("outreach.own-name.substitute") : "";
  return (
    <section className="section on-the-line">
      <Split aside={<Script {...props} />}>
        <MovingFocus of={call.id}>{call.name}</MovingFocus>
        <p className="quiet">{[role, call.area, call.party ?? ""].filter(Boolean).join(", ")}</p>
        <p className="phone-number">
          <a href={`tel:${call.phone}`}>{spokenPhone(call.phone)}</a>
        </p>
        <p className="small quiet">
          {t("outreach.calls.there", {
            time: formatTime(props.ctx.now, locale, call.timeZone),
            zone: formatZone(locale, call.timeZone),
          })}{" "}
          {t("outreach.calls.source", { source: call.source })}
        </p>
        <Before {...props} />
        <Outcomes {...props} />
        <p className="small">
          <a href={href}>{t("outreach.calls.record")}</a>
        </p>
      </Split>
    </section>
  );
}

/** What was asked before, so that nobody is asked twice the same way. */
function Before({ frame, form, call }: Props) {
  const { t, locale } = frame;
  const { requests, lastRequest, lastOutcome, lastNote } = call;
  const date = lastRequest ? formatDate(lastRequest, locale, form.timeZone) : "";
  return (
    <>
      <p className="small">{t("outreach.calls.requests", { count: requests, date })}</p>
      {lastOutcome && (
        <p className="small">
          {t("outreach.calls.last", { outcome: t(`outreach.calls.outcome.${lastOutcome}`) })}{" "}
          {lastNote && <q>{lastNote}</q>}
        </p>
      )}
    </>
  );
}

function Outcomes({ frame, ctx, call }: Props) {
  const { t, locale } = frame;
  const tomorrow = wallTime(new Date(ctx.now.getTime() + 86_400_000), call.timeZone).replace(/\d\d$/, "00");
  return (
    <ActionForm
      key={call.id}
      action={settleCallAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
      className="outcomes"
    >
      <input type="hidden" name="callId" value={call.id} />
      <ol className="outcome-keys">
        {OUTCOMES.map((outcome, at) => (
          <li key={outcome}>
            <Button kind="neutral" name="outcome" value={outcome} data-key={String(at + 1)}>
              <kbd aria-hidden>{at + 1}</kbd> {t(`outreach.calls.outcome.${outcome}`)}
            </Button>
          </li>
        ))}
      </ol>
      {!call.hasEmail && <p className="small quiet">{t("outreach.calls.no-email")}</p>}
      <div className="halves">
        <ActionField
          name="note"
          label={t("outreach.calls.note")}
          hint={t("outreach.calls.note-hint")}
          maxLength={1000}
        />
        <ActionField
          name="callBackAt"
          type="datetime-local"
          label={t("outreach.calls.when")}
          hint={t("outreach.calls.when-hint", { zone: formatZone(locale, call.timeZone) })}
          defaultValue={tomorrow}
        />
      </div>
    </ActionForm>
  );
}

/** Three sentences to say, and the way out without an outcome. */
function Script({ frame, form, call }: Props) {
  const { t, locale } = frame;
  const words = {
    name: call.name,
    ngo: form.organization.name,
    form: localized(form.title, locale).text,
    until: formatInstant(form.closesAt, locale, form.timeZone),
  };
  return (
    <div className="stack">
      <h3 className="h3">{t("outreach.calls.script")}</h3>
      {["hello", "ask", "end"].map((part) => (
        <p key={part} className="serif">
          {t(`outreach.calls.say.${part}`, words)}
        </p>
      ))}
      <Release frame={frame} call={call} />
    </div>
  );
}

function Release({ frame, call }: { readonly frame: Frame; readonly call: CallView }) {
  const { t, locale } = frame;
  return (
    <ActionForm
      key={call.id}
      action={releaseCallAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="callId" value={call.id} />
      <Button kind="quiet">{t("outreach.calls.release")}</Button>
    </ActionForm>
  );
}
