import { ActRows } from "@/components/desk-patterns";
import type { Frame } from "@/lib/core/frame";
import type { DeskForm, Funnel } from "../draft/queries";
import { type NextStep, nextSteps } from "../draft/rules";

const PAGE: Record<NextStep["what"], string> = {
  write: "",
  publish: "/publish",
  contacts: "/contacts",
  invite: "/invitations",
  remind: "/invitations?kind=reminder",
  "publish-draft": "",
  reports: "/candidates?coverage=not-me",
  closed: "/candidates",
};

interface Props {
  readonly frame: Frame;
  readonly form: DeskForm;
  readonly funnel: Funnel;
  readonly now: Date;
}

/** What an officer can do now for a form, most pressing first, each with the way there. */
export function FormSteps({ frame, form, funnel, now }: Props) {
  const base = `/${frame.locale}/desk/forms/${form.id}`;
  return <ActRows rows={nextSteps(form, funnel, now).map((step) => rowOf(frame, base, step))} />;
}

function rowOf({ t }: Frame, base: string, { what, count }: NextStep) {
  return {
    id: what,
    text: t(`forms.next.${what}`, { count }),
    act: <a href={base + PAGE[what]}>{t(`forms.next.${what}-act`)}</a>,
  };
}
