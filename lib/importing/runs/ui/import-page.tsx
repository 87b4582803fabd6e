import { Refreshing } from "@/components/client/refreshing";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Figure } from "@/components/figure";
import { Notice } from "@/components/notice";
import { Measure } from "@/components/progress-bar";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatInstant, formatNumber } from "@/lib/core/time";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { AreasPreview, AreasWritten } from "../areas/ui/areas-preview";
import type { ColumnsView, PlanView } from "../queries";
import { ColumnsForm } from "./columns-form";
import { PreviewView } from "./preview-view";
import { WrittenView } from "./written-view";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly plan: PlanView;
  readonly columns: ColumnsView | null;
}

/** One import at whatever step it stands; its address holds all of it, so that a reload loses nothing. */
export function ImportPage({ frame, ctx, plan, columns }: Props) {
  const { t, locale } = frame;
  const step = columns ? "columns" : plan.run?.undoneAt ? "undone" : plan.state;
  const title = t(`importing.screen.steps.${step}`);
  const name = plan.fileName === "—" ? t("importing.screen.pasted") : plan.fileName;
  const deck = [
    name,
    plan.preview ? t("importing.command.rows", { rows: plan.preview.rows }) : "",
    t(`importing.screen.kinds.${plan.kind}`),
    plan.run?.election ?? plan.settings.name ?? "",
    formatInstant(plan.run?.at ?? plan.at, locale, "Europe/Paris"),
  ];
  const home = { label: t("importing.screen.title"), href: `/${locale}/admin/imports` };
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="imports">
      <Crumbs t={t} crumbs={[home, { label: name }]} />
      <DeskHead title={title} deck={deck.filter(Boolean).join(", ")}>
        {step === "checked" && plan.kind !== "areas" && (
          <a href={`/${locale}/admin/imports/${plan.id}?step=columns`}>
            {t("importing.screen.change-columns")}
          </a>
        )}
      </DeskHead>
      <Step frame={frame} plan={plan} columns={columns} />
    </AdminPage>
  );
}

function Step({ frame, plan, columns }: Omit<Props, "ctx">) {
  const { t } = frame;
  if (plan.kind === "areas" && plan.state === "checked") return <AreasPreview frame={frame} plan={plan} />;
  if (plan.kind === "areas" && plan.state === "written") return <AreasWritten frame={frame} plan={plan} />;
  if (columns) return <ColumnsForm frame={frame} plan={plan} view={columns} />;
  if (plan.state === "checking" || plan.state === "writing") return <Running frame={frame} plan={plan} />;
  if (plan.state === "checked" && plan.preview)
    return <PreviewView frame={frame} plan={plan} preview={plan.preview} />;
  if (plan.state === "written") return <WrittenView frame={frame} plan={plan} />;
  return <Notice isQuiet>{t("importing.screen.abandoned")}</Notice>;
}

function Running({ frame: { t, locale }, plan }: { frame: Frame; plan: PlanView }) {
  const total = plan.preview?.rows ?? 0;
  return (
    <div aria-busy="true">
      <Figure number={formatNumber(plan.progress, locale)} isWide>
        {t(`importing.screen.progress.${plan.phase === "writing" ? plan.state : "reading"}`, {
          count: plan.progress,
        })}
      </Figure>
      {total > 0 && <Measure part={Math.min(plan.progress, total)} total={total} isAct />}
      <p className="caption">{t("importing.screen.progress.stays")}</p>
      <Refreshing seconds={1} />
    </div>
  );
}
