import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Frame } from "@/lib/core/frame";

/** The columns of a table of contacts under the names that this site's own list gives them, each with an example. */
const EXAMPLES = {
  candidacy: "4hx7k2m9qd",
  constituency: "78-07",
  name: "Maëlle Trévidic",
  email: "contact@trevidic.example",
  role: "substitute",
  source: "campagne-trevidic.example",
  found_on: "2027-05-03",
};

/** What a table of contacts may hold, and one to copy. */
export function Columns({ frame: { t } }: { frame: Frame }) {
  const head = (name: string) => t(`outreach.columns.head-${name}`);
  return (
    <Section title={t("outreach.columns.title")} note={t("outreach.columns.note")}>
      <Table
        caption={t("outreach.columns.title")}
        rows={Object.entries(EXAMPLES)}
        rowKey={([column]) => column}
        columns={[
          { id: "column", head: head("column"), isRowHead: true, cell: ([column]) => <code>{column}</code> },
          { id: "what", head: head("what"), cell: ([column]) => t(`outreach.columns.${column}`) },
          {
            id: "example",
            head: head("example"),
            label: head("example"),
            cell: ([, example]) => <code>{example}</code>,
          },
        ]}
      />
      <p className="small quiet sub">{t("outreach.columns.sample")}</p>
      <pre className="small sample">
        {
          "constituency;name;email;source\n78-07;Maëlle Trévidic;contact@trevidic.example;campagne-trevidic.example\n"
        }
      </pre>
    </Section>
  );
}
