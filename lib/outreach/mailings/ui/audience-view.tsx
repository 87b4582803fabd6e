import { Counts } from "@/components/desk-patterns";
import { Figure } from "@/components/figure";
import { Section } from "@/components/section";
import { formatNumber } from "@/lib/core/time";
import { listPath } from "../people/rules";
import { EXCLUSIONS, type Exclusion } from "../rules";
import type { InvitationsProps } from "./invitations-page";

/** How many will be written to, how many not, and why; each number leads to its list. */
export function AudienceView({ frame, form, audience, kind }: InvitationsProps) {
  const { t, locale } = frame;
  const base = `/${locale}/desk/forms/${form.id}`;
  const number = (value: number) => formatNumber(value, locale);
  const list = (reason: Exclusion | "recipients") => base + listPath({ kind, reason });
  const excluded = EXCLUSIONS.filter((reason) => audience.excluded[reason] > 0);
  const left = excluded.reduce((sum, reason) => sum + audience.excluded[reason], 0);
  return (
    <Section
      title={t("outreach.audience.title")}
      links={[{ href: `${base}/contacts`, label: t("outreach.audience.contacts") }]}
    >
      <Counts>
        <Figure
          number={number(audience.recipients)}
          href={audience.recipients > 0 ? list("recipients") : undefined}
        >
          {t("outreach.audience.recipients", { count: audience.recipients })}
        </Figure>
        <Figure number={number(left)}>{t("outreach.audience.excluded", { count: left })}</Figure>
      </Counts>
      {excluded.length > 0 && (
        <ul className="rows measure">
          {excluded.map((reason) => (
            <li key={reason} className="act-row">
              <span>{t(`outreach.exclusions.${reason}`)}</span>
              <a className="num" href={list(reason)}>
                {number(audience.excluded[reason])}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
