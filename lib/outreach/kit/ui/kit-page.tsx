import { ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import { Section } from "@/components/section";
import { StateMark } from "@/components/state-mark";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatInstant } from "@/lib/core/time";
import { deskTabs } from "@/lib/forms/ui/form-desk";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import type { Kit } from "../queries";
import { kitSteps, nextOf, type Step } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly kit: Kit;
}

/** A snap election as one path: seven steps, each with its real state and the way to it; leaving loses nothing. */
export function KitPage({ frame, ctx, kit }: Props) {
  const { t, locale } = frame;
  const title = t("outreach.kit.title");
  const steps = kitSteps(kit.facts);
  const next = nextOf(steps);
  const about = kit.form ?? null;
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <DeskPage
      frame={frame}
      ctx={ctx}
      title={title}
      tabs={deskTabs(frame, "overview")}
      {...(about && { organization: about.organization.name })}
    >
      <DeskHead title={title} deck={t("outreach.kit.deck")} />
      <Section
        title={
          about
            ? localized(about.title, locale).text
            : kit.election
              ? localized(kit.election.name, locale).text
              : t("outreach.kit.no-election")
        }
        note={t("outreach.kit.progress", { done, total: steps.length })}
        links={kit.others.map((form) => ({
          href: `/${locale}/desk/kit?form=${form.id}`,
          label: localized(form.title, locale).text,
        }))}
      >
        <ol className="rows">
          {steps.map((step) => (
            <Row key={step.name} frame={frame} kit={kit} step={step} isNext={step.name === next} />
          ))}
        </ol>
      </Section>
    </DeskPage>
  );
}

function Row({ frame, kit, step, isNext }: Omit<Props, "ctx"> & { step: Step; isNext: boolean }) {
  const { t } = frame;
  const { name, state } = step;
  const href = addressOf(frame, kit, step);
  const word = isNext ? "next" : state;
  const label = t(`outreach.kit.steps.${name}.${state === "done" ? "see" : "act"}`);
  return (
    <li className="act-row" data-step={name} data-state={word}>
      <span>
        <strong>{t(`outreach.kit.steps.${name}.title`)}</strong>{" "}
        <StateMark state={state === "done" ? "ok" : state === "blocked" ? "unchecked" : "warn"}>
          {t(`outreach.kit.states.${word}`)}
        </StateMark>
        <br />
        <span className="small quiet">{said(frame, kit, step)}</span>
      </span>
      <span className="act">
        {href &&
          (isNext ? (
            <ButtonLink kind="solid" href={href}>
              {label}
            </ButtonLink>
          ) : (
            <a href={href}>{label}</a>
          ))}
      </span>
    </li>
  );
}

/** Where a step is taken; null where it waits for another. */
function addressOf({ locale }: Frame, kit: Kit, { name, state }: Step): string | null {
  const { form, last } = kit;
  const desk = `/${locale}/desk/forms`;
  if (name === "list") return kit.facts.isOperator ? `/${locale}/admin/imports/new` : null;
  if (state === "blocked") return null;
  if (!form) return last ? `${desk}/${last.id}/again` : `${desk}/new`;
  const page = {
    form: "",
    publish: form.published ? "" : "/publish",
    contacts: "/contacts",
    rehearsal: "/rehearsal",
    check: "/invitations/check",
    invitations: "/invitations",
  }[name];
  return `${desk}/${form.id}${page}`;
}

/** What stands, in figures; or what the step waits for, and whom to ask. */
function said({ t, locale }: Frame, kit: Kit, { name, state, why }: Step): string {
  const { facts, form, last, election, constituencies, importedAt, operators, isRehearsing } = kit;
  const whom = new Intl.ListFormat(locale, { type: "disjunction" }).format(operators);
  if (state === "blocked") return t(`outreach.kit.why.${why ?? "form"}`, { whom: whom || "none" });
  if (name === "form" && !form)
    return last
      ? t("outreach.kit.take-up", { title: localized(last.title, locale).text })
      : t("outreach.kit.write");
  const values = {
    candidacies: facts.candidacies,
    constituencies,
    at: importedAt ? formatInstant(importedAt, locale, "Europe/Paris") : "none",
    addresses: facts.addresses,
    missing: Math.max(0, facts.candidacies - facts.addresses),
    sent: facts.sent,
    number: form?.published?.number ?? 0,
    election: election ? localized(election.name, locale).text : "",
    running: isRehearsing ? "yes" : "no",
  };
  return t(`outreach.kit.steps.${name}.${state}`, values);
}
