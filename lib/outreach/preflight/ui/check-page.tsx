import { Counts, Filters } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { Field } from "@/components/field";
import { Figure } from "@/components/figure";
import { Section } from "@/components/section";
import { StateMark } from "@/components/state-mark";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import type { MailingKind } from "@/prisma/client/enums";
import type { Preflight } from "../queries";
import type { Check, State } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly preflight: Preflight;
  readonly kind: MailingKind;
  readonly selector: string;
}

const ORDER: readonly State[] = ["wrong", "warn", "unchecked", "ok"];

/** What was looked at before a mailing leaves, what is wrong first, and the letter to the domain's host. */
export function CheckPage(props: Props) {
  const { frame, ctx, form, preflight, kind, selector } = props;
  const { t, locale } = frame;
  const { checks } = preflight;
  const title = t("outreach.preflight.title");
  const states = ORDER.filter((state) => checks.some((one) => one.state === state));
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="invitations" title={title}>
      <DeskHead title={title} deck={t("outreach.preflight.deck")}>
        <a href={`/${locale}/desk/forms/${form.id}/invitations?kind=${kind}`}>{t("outreach.people.back")}</a>
      </DeskHead>
      <Counts>
        {states.map((state) => {
          const count = checks.filter((one) => one.state === state).length;
          return (
            <Figure key={state} number={formatNumber(count, locale)} isAlarm={state === "wrong"}>
              {t(`outreach.preflight.count-${state}`, { count })}
            </Figure>
          );
        })}
      </Counts>
      <Checks {...props} />
      <Filters button={t("outreach.preflight.again")}>
        <input type="hidden" name="kind" value={kind} />
        <Field
          name="selector"
          label={t("outreach.preflight.selector")}
          hint={t("outreach.preflight.selector-hint")}
          defaultValue={selector}
        />
      </Filters>
      <HostLetter {...props} />
    </FormDesk>
  );
}

function Checks({ frame, preflight }: Props) {
  const { t } = frame;
  const rows = ORDER.flatMap((state) => preflight.checks.filter((one) => one.state === state));
  const said = ({ id, said, detail }: Check) => t(`outreach.preflight.checks.${id}.${said}`, { ...detail });
  return (
    <Section title={t("outreach.preflight.checked")}>
      <Table
        caption={t("outreach.preflight.checked")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "what",
            head: t("outreach.preflight.what"),
            isRowHead: true,
            cell: ({ id }) => t(`outreach.preflight.checks.${id}.name`),
          },
          {
            id: "state",
            head: t("outreach.preflight.state"),
            cell: ({ state }) => (
              <StateMark state={state}>{t(`outreach.preflight.state-${state}`)}</StateMark>
            ),
          },
          { id: "said", head: t("outreach.preflight.means"), cell: said },
        ]}
      />
    </Section>
  );
}

/** A letter to paste: the exact lines that the zone lacks. */
function HostLetter({ frame, preflight }: Props) {
  const { t } = frame;
  const lines = preflight.checks.flatMap((one) => one.lines);
  if (lines.length === 0) return null;
  const written = lines.map(({ name, type, value }) => `${name}.  3600  IN  ${type}  "${value}"`);
  const { domain } = preflight;
  return (
    <Section title={t("outreach.preflight.letter")} note={t("outreach.preflight.letter-note")}>
      <pre className="letter-text">
        {[
          t("outreach.preflight.letter-begin", { domain }),
          ...written,
          t("outreach.preflight.letter-end"),
        ].join("\n\n")}
      </pre>
    </Section>
  );
}
