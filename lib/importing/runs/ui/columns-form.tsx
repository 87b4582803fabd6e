import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";
import type { Translator } from "@/lib/core/i18n/translator";
import { fieldNames } from "../../schema";
import { abandonAction, columnsAction } from "../actions";
import type { ColumnsView, PlanColumn, PlanView } from "../queries";
import { encodings, type PlanKind, separatorNames } from "../schema";
import { ImportForm } from "./parts";
import { Refused } from "./refused";

interface Props {
  readonly frame: Frame;
  readonly plan: PlanView;
  readonly view: ColumnsView;
}

/** How the file is read, what each column holds, and for which election: all found, all correctable. */
export function ColumnsForm({ frame, plan, view }: Props) {
  const { t } = frame;
  const unknown = view.columns.filter(({ isUnknown }) => isUnknown).length;
  return (
    <>
      {plan.refusal && <Refused t={t} refusal={plan.refusal} file={plan.fileName} />}
      <ImportForm action={columnsAction} frame={frame} id={plan.id}>
        {view.format && <Format t={t} format={view.format} />}
        <Section
          title={t("importing.screen.columns.title")}
          note={
            unknown > 0
              ? t("importing.screen.columns.unknown", { count: unknown })
              : t("importing.screen.columns.known", { count: view.columns.length })
          }
        >
          {/* Read otherwise, the columns are others: their fields begin anew. */}
          <Columns
            key={`${view.format?.encoding} ${view.format?.separator}`}
            t={t}
            kind={plan.kind}
            columns={view.columns}
          />
        </Section>
        <Section title={t("importing.screen.election.title")}>
          <Election t={t} plan={plan} view={view} />
        </Section>
        <div className="actions">
          <Button name="intent" value="check">
            {t("importing.screen.check")}
          </Button>
        </div>
      </ImportForm>
      <ImportForm action={abandonAction} frame={frame} id={plan.id}>
        <Button kind="quiet">{t("importing.screen.abandon")}</Button>
      </ImportForm>
    </>
  );
}

function Format({ t, format }: { t: Translator; format: NonNullable<ColumnsView["format"]> }) {
  const separator = Object.entries(separatorNames).find(([, sign]) => sign === format.separator)?.[0];
  const names = Object.keys(separatorNames);
  return (
    <Section title={t("importing.screen.format.title")} note={t("importing.screen.format.found")}>
      <div className="tools">
        <Field
          kind="select"
          name="encoding"
          label={t("importing.screen.format.encoding")}
          defaultValue={format.encoding}
          options={encodings.map((value) => ({ value, label: t(`importing.screen.encodings.${value}`) }))}
        />
        <Field
          kind="select"
          name="separator"
          label={t("importing.screen.format.separator")}
          defaultValue={separator ?? "semicolon"}
          options={names.map((value) => ({ value, label: t(`importing.screen.separators.${value}`) }))}
        />
        <Button kind="neutral" name="intent" value="reread">
          {t("importing.screen.format.reread")}
        </Button>
      </div>
    </Section>
  );
}

const ofResults = /^(votes|share|isElected|registered|voters|blank|spoilt|blankOrSpoilt|cast)$/;

function Columns({ t, kind, columns }: { t: Translator; kind: PlanKind; columns: readonly PlanColumn[] }) {
  const names = fieldNames.filter((name) => kind === "results" || !ofResults.test(name));
  const options = (own: string) => [
    { value: "", label: t("importing.screen.columns.unused") },
    ...(own.startsWith("identifier:") ? [{ value: own, label: own }] : []),
    ...names.map((value) => ({ value, label: t(`importing.columns.${value.replace(".", "-")}`) })),
  ];
  const head = (name: string) => t(`importing.screen.columns.${name}`);
  return (
    <Table
      caption={t("importing.screen.columns.title")}
      rows={columns.slice(0, 80)}
      rowKey={({ at }) => String(at)}
      columns={[
        { id: "header", head: head("header"), isRowHead: true, cell: ({ header }) => header },
        {
          id: "samples",
          head: head("samples"),
          label: head("samples"),
          cell: ({ samples }) => <span className="quiet">{samples.join(" · ") || "—"}</span>,
        },
        {
          id: "field",
          head: head("field"),
          cell: ({ at, header, field, isUnknown }) => (
            <Field
              kind="select"
              name={`columns.${at}`}
              label={<span className="vh">{t("importing.screen.columns.holds", { header })}</span>}
              defaultValue={field}
              options={options(field)}
              {...(isUnknown && { hint: head("new-header") })}
            />
          ),
        },
      ]}
    />
  );
}

function Election({ t, plan, view }: { t: Translator; plan: PlanView; view: ColumnsView }) {
  const { settings, kind } = plan;
  const say = (name: string) => t(`importing.screen.election.${name}`);
  const isKnown = view.elections.some(({ value }) => value === settings.election);
  const [first = "", second = ""] = settings.dates ?? [];
  return (
    <>
      {view.elections.length > 0 && (
        <Field
          kind="select"
          name="election"
          label={say("which")}
          defaultValue={isKnown ? settings.election : ""}
          options={[{ value: "", label: say("new") }, ...view.elections]}
        />
      )}
      <p className="caption">{say("new-hint")}</p>
      <div className="tools">
        <ActionField name="name" label={say("name")} defaultValue={settings.name ?? ""} maxLength={200} />
        <ActionField name="firstDay" type="date" label={say("first-day")} defaultValue={first} />
        <ActionField name="secondDay" type="date" label={say("second-day")} defaultValue={second} />
      </div>
      {kind === "results" && (
        <div className="tools">
          <Field
            kind="select"
            name="round"
            label={say("round")}
            defaultValue={String(settings.round)}
            options={["1", "2"].map((value) => ({
              value,
              label: t("importing.screen.election.nth", { round: Number(value) }),
            }))}
          />
          <label className="check" htmlFor="f-creates">
            <input type="checkbox" className="tick" id="f-creates" name="creates" value="yes" />
            <span>{say("creates")}</span>
          </label>
        </div>
      )}
    </>
  );
}
