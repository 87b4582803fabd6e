import { Counts } from "@/components/desk-patterns";
import { Figure } from "@/components/figure";
import { Section } from "@/components/section";
import { formatNumber } from "@/lib/core/time";
import { EXCLUSIONS } from "../rules";
import type { InvitationsProps } from "./invitations-page";

/** How many will be written to, how many not, and why. */
export function AudienceView({ frame, form, audience }: InvitationsProps) {
  const { t, locale } = frame;
  const number = (value: number) => formatNumber(value, locale);
  const excluded = EXCLUSIONS.filter((reason) => audience.excluded[reason] > 0);
  const left = excluded.reduce((sum, reason) => sum + audience.excluded[reason], 0);
  return (
    <Section
      title={t("outreach.audience.title")}
      links={[{ href: `/${locale}/desk/forms/${form.id}/contacts`, label: t("outreach.audience.contacts") }]}
    >
      <Counts>
        <Figure number={number(audience.recipients)}>
          {t("outreach.audience.recipients", { count: audience.recipients })}
        </Figure>
        <Figure number={number(left)}>{t("outreach.audience.excluded", { count: left })}</Figure>
      </Counts>
      {excluded.length > 0 && (
        <ul className="rows measure">
          {excluded.map((reason) => (
            <li key={reason} className="act-row">
              <span>{t(`outreach.exclusions.${reason}`)}</span>
              <strong className="num">{number(audience.excluded[reason])}</strong>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
