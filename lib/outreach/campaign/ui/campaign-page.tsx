import { Funnel } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatInstant, formatNumber } from "@/lib/core/time";
import type { DeskForm, Funnel as Facts } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { FormSteps } from "@/lib/forms/ui/form-steps";
import type { Check } from "@/lib/signatures/recording/queries";
import { Checks } from "@/lib/signatures/recording/ui/checks";
import type { CandidateRow } from "../../candidates/rules";
import { STAGES, type Stage } from "../../candidates/schema";
import type { Uncovered as Territory } from "../queries";
import { type By, type Group, groupsOf, stagesOf } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly rows: readonly CandidateRow[];
  readonly funnel: Facts;
  readonly uncovered: readonly Territory[];
  readonly by: By;
  /** What others recorded and this member is to look at. */
  readonly checks: readonly Check[];
}

/** How far a campaign came, as a whole, by department and by party: each number leads to its list. */
export function CampaignPage(props: Props) {
  const { frame, ctx, form, rows, funnel, checks } = props;
  const { t, locale } = frame;
  const title = t("outreach.campaign.title");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="overview" title={title}>
      <DeskHead
        title={title}
        deck={t("outreach.campaign.deck", { at: formatInstant(ctx.now, locale, form.timeZone) })}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("outreach.candidates.none")}>{t("outreach.candidates.none-text")}</EmptyState>
      ) : (
        <Stages {...props} />
      )}
      <Section title={t("forms.overview.next")}>
        <div className="measure">
          <Checks frame={frame} formId={form.id} checks={checks} />
          <FormSteps frame={frame} form={form} funnel={funnel} now={ctx.now} />
        </div>
      </Section>
      {rows.length > 0 && <Uncovered {...props} />}
      {rows.length > 0 && <Groups {...props} />}
    </FormDesk>
  );
}

type View = Readonly<Record<string, string>>;

function address({ frame, form }: Props, view: View): string {
  return `/${frame.locale}/desk/forms/${form.id}/candidates?${new URLSearchParams(view)}`;
}

/** A number that leads to the list behind it; nothing stands behind a nought. */
function Count({ props, count, view }: { props: Props; count: number; view: View }) {
  const said = formatNumber(count, props.frame.locale);
  return count === 0 ? <span className="quiet">{said}</span> : <a href={address(props, view)}>{said}</a>;
}

function Stages(props: Props) {
  const { frame, rows } = props;
  const { t, locale } = frame;
  const stages = stagesOf(rows);
  const step = (stage: Stage) => ({
    label: t(`outreach.campaign.stage.${stage}`),
    number: <Count props={props} count={stages[stage]} view={{ stage }} />,
    value: stages[stage],
    note: t(`outreach.campaign.note.${stage}`),
    isAct: stage === "signed" || stage === "partly",
  });
  const all = {
    label: t("outreach.campaign.all"),
    number: <a href={address(props, {})}>{formatNumber(rows.length, locale)}</a>,
    value: rows.length,
  };
  return <Funnel total={rows.length} steps={[all, ...STAGES.map(step)]} />;
}

/** Where nobody is known to stand: the list is not complete, or nobody was found yet. */
function Uncovered({ frame: { t, locale }, uncovered }: Props) {
  if (uncovered.length === 0) return null;
  const count = { count: uncovered.length, number: formatNumber(uncovered.length, locale) };
  return (
    <Section title={t("outreach.campaign.uncovered", count)} note={t("outreach.campaign.uncovered-note")}>
      <details>
        <summary>{t("outreach.campaign.uncovered-list")}</summary>
        <ul className="rows small">
          {uncovered.map(({ code, name }) => (
            <li key={code}>
              <span className="num">{code}</span> {name}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

function Groups(props: Props) {
  const { frame, form, rows, by } = props;
  const { t, locale } = frame;
  const other = by === "party" ? "department" : "party";
  const here = `/${locale}/desk/forms/${form.id}/overview`;
  const links = [{ href: `${here}?by=${other}#groups`, label: t(`outreach.campaign.by-${other}`) }];
  const groups = groupsOf(rows, by, locale);
  const column = (stage: Stage) => ({
    id: stage,
    head: t(`outreach.campaign.head.${stage}`),
    label: t(`outreach.campaign.head.${stage}`),
    isNumber: true,
    cell: (group: Group) => (
      <Count props={props} count={group.stages[stage]} view={{ [by]: group.key, stage }} />
    ),
  });
  return (
    <Section id="groups" title={t(`outreach.campaign.by-${by}`)} links={links}>
      {groups.length === 0 ? (
        <p className="quiet">{t(`outreach.campaign.no-${by}`)}</p>
      ) : (
        <Table
          caption={t(`outreach.campaign.by-${by}`)}
          onPhone="scroll"
          rows={groups}
          rowKey={({ key }) => key}
          columns={[
            {
              id: "group",
              head: t(`outreach.campaign.${by}`),
              isRowHead: true,
              cell: (group) => nameOf(group, by),
            },
            {
              id: "all",
              head: t("outreach.campaign.all"),
              label: t("outreach.campaign.all"),
              isNumber: true,
              cell: (group) => <Count props={props} count={group.all} view={{ [by]: group.key }} />,
            },
            ...STAGES.map(column),
          ]}
        />
      )}
    </Section>
  );
}

function nameOf({ key, label }: Group, by: By): string {
  return by === "department" ? `${key} ${label}` : label;
}
