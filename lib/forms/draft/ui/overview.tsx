import { ButtonLink } from "@/components/button";
import { ActRows, Funnel } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatInstant, formatNumber } from "@/lib/core/time";
import type { OwnOrganization } from "@/lib/organizations/queries";
import { ReviewTold } from "@/lib/organizations/review/ui/told";
import { mayEdit } from "@/lib/organizations/rules";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import type { Asked } from "../../coalition/queries";
import { deskTabs } from "../../ui/form-desk";
import { FormSteps } from "../../ui/form-steps";
import { NoElection } from "../../ui/no-election";
import type { DeskForm, Funnel as Steps } from "../queries";

interface FormState {
  readonly form: DeskForm;
  readonly funnel: Steps;
}

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly organizations: readonly OwnOrganization[];
  readonly forms: readonly FormState[];
  /** Forms that other NGOs propose to write together. */
  readonly asked: readonly Asked[];
  /** How many elections this instance knows. */
  readonly elections: number;
}

/** The desk's first page: each form of the caller's NGOs, how far it came, what to do next. */
export function OverviewPage(props: Props) {
  const { frame, ctx, organizations, forms } = props;
  const { t, locale } = frame;
  const isWriter = organizations.some(({ role }) => mayEdit(role));
  const title = t("forms.overview.title");
  const names = organizations.map(({ name }) => name).join(", ");
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} organization={names} tabs={deskTabs(frame, "overview")}>
      <DeskHead
        title={title}
        deck={t("forms.overview.deck", { at: formatInstant(ctx.now, locale, "Europe/Paris") })}
      >
        {isWriter && <a href={`/${locale}/desk/kit`}>{t("forms.overview.kit")}</a>}
        {isWriter && props.elections > 0 && (
          <ButtonLink kind={forms.length === 0 ? "solid" : "neutral"} href={`/${locale}/desk/forms/new`}>
            {t("forms.overview.new")}
          </ButtonLink>
        )}
      </DeskHead>
      <ReviewTold frame={frame} organizations={organizations} />
      {props.asked.length > 0 && <Waiting frame={frame} asked={props.asked} />}
      {forms.length === 0 && <FirstSteps {...props} />}
      {forms.map((state) => (
        <FormOverview key={state.form.id} frame={frame} ctx={ctx} state={state} />
      ))}
    </DeskPage>
  );
}

function Waiting({ frame: { t, locale }, asked }: Pick<Props, "frame" | "asked">) {
  const rows = asked.map(({ formId, title, election, authors }) => ({
    id: formId,
    text: t("forms.coalition.waiting-row", {
      names: authors.join(", "),
      title: localized(title, locale).text,
      election: localized(election, locale).text,
    }),
    act: <a href={`/${locale}/desk/coalition/${formId}`}>{t("forms.coalition.waiting-act")}</a>,
  }));
  return (
    <Section title={t("forms.coalition.waiting")}>
      <ActRows rows={rows} />
    </Section>
  );
}

function FirstSteps({ frame, ctx, elections }: Props) {
  const { t } = frame;
  return (
    <EmptyState title={t("forms.overview.empty")}>
      <p>{t("forms.overview.empty-text")}</p>
      {elections === 0 && <NoElection frame={frame} ctx={ctx} />}
    </EmptyState>
  );
}

function FormOverview({ frame, ctx, state }: { frame: Frame; ctx: Ctx; state: FormState }) {
  const { t, locale } = frame;
  const { form, funnel } = state;
  const base = `/${locale}/desk/forms/${form.id}`;
  const number = form.published?.number ?? 0;
  const status = form.published
    ? t("forms.overview.published", {
        number,
        date: formatDate(form.published.publishedAt, locale, form.timeZone),
      })
    : t("forms.overview.draft");
  const links = [
    { href: `${base}/overview`, label: t("forms.tabs.campaign") },
    { href: base, label: t("forms.tabs.form") },
    ...(form.published ? [{ href: `/${locale}/forms/${form.slug}`, label: t("forms.published.see") }] : []),
  ];
  const closes = t("forms.overview.closes", { at: formatInstant(form.closesAt, locale, form.timeZone) });
  return (
    <Section title={localized(form.title, locale).text} links={links}>
      <p className="sub">
        {localized(form.election.name, locale).text}. {status} {closes}
      </p>
      {form.published && <FormFunnel frame={frame} funnel={funnel} />}
      <div className="section measure">
        <h3 className="h3">{t("forms.overview.next")}</h3>
        <FormSteps frame={frame} form={form} funnel={funnel} now={ctx.now} />
      </div>
    </Section>
  );
}

function FormFunnel({ frame, funnel }: { frame: Frame; funnel: Steps }) {
  const { t, locale } = frame;
  const steps = ["candidacies", "addresses", "asked", "started", "signed"] as const;
  const note = (step: (typeof steps)[number]) => {
    if (step === "addresses" && funnel.candidacies > funnel.addresses)
      return t("forms.funnel.without", { count: funnel.candidacies - funnel.addresses });
    return step === "signed" && funnel.declined > 0
      ? t("forms.funnel.declined", { count: funnel.declined })
      : "";
  };
  return (
    <Funnel
      total={Math.max(funnel.candidacies, 1)}
      steps={steps.map((step) => ({
        label: t(`forms.funnel.${step}`),
        number: formatNumber(funnel[step], locale),
        value: funnel[step],
        note: note(step),
        isAct: step === "signed",
      }))}
    />
  );
}
