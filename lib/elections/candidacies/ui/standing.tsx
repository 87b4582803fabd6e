import { ActionField } from "@/components/client/action-field";
import { Section } from "@/components/section";
import { Timeline } from "@/components/timeline";
import { formatDate } from "@/lib/core/time";
import { statusAction } from "../actions";
import { STATUSES } from "../schema";
import { type CandidacyProps, pageOf } from "./candidacy-page";
import { FactFields } from "./fact-fields";
import { KeepForm } from "./keep-form";

/** Whether she stands: each change a dated, sourced fact. */
export function Standing(props: CandidacyProps) {
  const { frame, candidacy, add } = props;
  const { t, locale } = frame;
  const facts = candidacy.statusEvents.map(({ id, status, date, sourceTitle, sourceUrl }) => ({
    id,
    date: formatDate(date, locale),
    at: date.toISOString().slice(0, 10),
    title: t(`elections.candidacy.${status}`),
    source: { label: sourceTitle, ...(sourceUrl ? { href: sourceUrl } : {}) },
  }));
  return (
    <Section
      title={t("elections.keep.standing")}
      links={[{ href: pageOf(props, "status"), label: t("elections.keep.add-status") }]}
    >
      {add === "status" && <StatusForm {...props} />}
      {facts.length > 0 ? (
        <Timeline t={t} facts={facts} />
      ) : (
        <p className="quiet">{t("elections.keep.no-status")}</p>
      )}
    </Section>
  );
}

function StatusForm(props: CandidacyProps) {
  const { frame, ctx, candidacy } = props;
  const { t } = frame;
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={statusAction}
        button={t("elections.fact.add")}
        back={pageOf(props)}
        hidden={{ candidacyId: candidacy.id }}
      >
        <ActionField
          kind="select"
          name="status"
          label={t("elections.keep.status")}
          options={STATUSES.map((value) => ({ value, label: t(`elections.candidacy.${value}`) }))}
          defaultValue={candidacy.status}
        />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} />
      </KeepForm>
    </div>
  );
}
