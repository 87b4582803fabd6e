import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import { told } from "../../recording/ui/record-form";
import { confirmAttestationAction, dropAttestationAction } from "../actions";
import type { ListedAttestation } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly attestations: readonly ListedAttestation[];
}

/** Who attested whose signature, and what still waits for a second member. */
export function Attestations({ frame, ctx, attestations }: Props) {
  const { t, locale } = frame;
  if (attestations.length === 0) return null;
  return (
    <Section title={t("signatures.attest.list")}>
      <Table
        caption={t("signatures.attest.list")}
        rows={attestations}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "name",
            head: t("signatures.paper.name"),
            isRowHead: true,
            cell: ({ name, area }) => (
              <>
                {name}
                <span className="caption block">{area}</span>
              </>
            ),
          },
          {
            id: "how",
            head: t("signatures.attest.how"),
            label: t("signatures.attest.how"),
            cell: ({ how, day, by }) =>
              t(`signatures.attest.said-${how}`, { date: formatDate(day, locale), by }),
          },
          {
            id: "state",
            head: t("signatures.paper.state-head"),
            label: t("signatures.paper.state-head"),
            cell: (row) => <State row={row} frame={frame} ctx={ctx} />,
          },
        ]}
      />
    </Section>
  );
}

function State({ row, frame, ctx }: { row: ListedAttestation; frame: Frame; ctx: Ctx }) {
  const { t } = frame;
  if (row.state !== "waits") return t(`signatures.attest.state.${row.state}`);
  const isOwn = ctx.actor.kind === "member" && ctx.actor.userId === row.recordedById;
  const hidden = <input type="hidden" name="attestationId" value={row.id} />;
  const who = <span className="vh"> {row.name}</span>;
  if (!isOwn)
    return (
      <ActionForm action={confirmAttestationAction} {...told(frame)}>
        {hidden}
        <Button kind="outlined">
          {t("signatures.attest.confirm")}
          {who}
        </Button>
      </ActionForm>
    );
  return (
    <>
      {t("signatures.attest.state.waits")}
      <ActionForm action={dropAttestationAction} {...told(frame)}>
        {hidden}
        <Button kind="quiet">
          {t("signatures.attest.drop")}
          {who}
        </Button>
      </ActionForm>
    </>
  );
}
