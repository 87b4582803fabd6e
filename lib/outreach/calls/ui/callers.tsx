import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { assignCallsAction, unassignCallsAction } from "../actions";
import type { Assignment, Caller } from "../assigning/queries";

interface Props {
  readonly frame: Frame;
  readonly form: DeskForm;
  readonly callers: readonly Caller[];
}

/** Who calls where; for editors and owners. */
export function Callers({ frame, form, callers }: Props) {
  const { t, locale } = frame;
  return (
    <Section title={t("outreach.calls.callers")} note={t("outreach.calls.callers-note")}>
      <ul className="rows">
        {callers.map((caller) => (
          <li key={caller.userId} className="stack">
            <h3 className="h3">{caller.name}</h3>
            <Given frame={frame} caller={caller} />
            <ActionForm
              action={assignCallsAction}
              texts={errorTexts(locale, "outreach", "organizations")}
              room="outreach"
              wrong={t("components.errors.title", { count: 1 })}
              isEmptiedWhenDone
              className="filters"
            >
              <input type="hidden" name="formId" value={form.id} />
              <input type="hidden" name="userId" value={caller.userId} />
              <ActionField
                name="areas"
                id={`areas-${caller.userId}`}
                label={t("outreach.calls.areas")}
                hint={t("outreach.calls.areas-hint")}
              />
              <Button kind="neutral">
                {t("outreach.calls.give")}
                <span className="vh"> {caller.name}</span>
              </Button>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Given({ frame, caller }: { readonly frame: Frame; readonly caller: Caller }) {
  const { t } = frame;
  const { areas, people } = caller;
  if (areas.length + people.length === 0)
    return <p className="small quiet">{t("outreach.calls.nothing-given")}</p>;
  return (
    <ul className="given">
      {[...areas, ...people.slice(0, 50)].map((one) => (
        <li key={one.id}>
          <TakeAway frame={frame} one={one} />
        </li>
      ))}
      {people.length > 50 && (
        <li className="small quiet">{t("outreach.calls.more-people", { count: people.length - 50 })}</li>
      )}
    </ul>
  );
}

function TakeAway({ frame, one }: { readonly frame: Frame; readonly one: Assignment }) {
  const { t, locale } = frame;
  return (
    <ActionForm
      action={unassignCallsAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="assignmentId" value={one.id} />
      {one.label}{" "}
      <Button kind="quiet">
        {t("outreach.calls.take-away")}
        <span className="vh"> {one.label}</span>
      </Button>
    </ActionForm>
  );
}
