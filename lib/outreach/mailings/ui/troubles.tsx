import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { Counts } from "@/components/desk-patterns";
import { Figure } from "@/components/figure";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatInstant, formatNumber } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";
import { doubtAction } from "../actions";
import { type Group, listPath } from "../people/rules";
import { TROUBLES } from "../troubles/rules";
import type { InvitationsProps } from "./invitations-page";

/** Mails that a person must look at, by cause, with what to do about each and without any address. */
export function Troubles(props: InvitationsProps) {
  const { frame, form, troubles } = props;
  const { t, locale } = frame;
  const { counts, first, doubts, complaints } = troubles;
  const causes = TROUBLES.filter((cause) => counts[cause] > 0);
  if (causes.length === 0 && complaints === 0) return null;
  const number = (value: number) => formatNumber(value, locale);
  const list = (group: Group) => `/${locale}/desk/forms/${form.id}${listPath({ mailingId: "all", group })}`;
  return (
    <Section id="troubles" title={t("outreach.troubles.title")} note={t("outreach.troubles.note")}>
      <Counts>
        {causes.map((cause) => (
          <Figure
            key={cause}
            number={number(counts[cause])}
            href={list(cause)}
            isAlarm={cause === "in_doubt"}
          >
            {t(`outreach.troubles.count-${cause}`, { count: counts[cause] })}
          </Figure>
        ))}
        {complaints > 0 && (
          <Figure number={number(complaints)}>
            {t("outreach.troubles.count-complaint", { count: complaints })}
          </Figure>
        )}
      </Counts>
      <ul className="rows measure">
        {causes.map((cause) => (
          <li key={cause}>{t(`outreach.troubles.do-${cause}`)}</li>
        ))}
        {complaints > 0 && <li>{t("outreach.troubles.do-complaint")}</li>}
      </ul>
      {mayEdit(form.role) && doubts.map((doubt) => <Doubt key={doubt.mailingId} {...props} {...doubt} />)}
      {first.length > 0 && <First {...props} />}
    </Section>
  );
}

interface DoubtProps extends Pick<InvitationsProps, "frame"> {
  readonly mailingId: string;
  readonly invitationId?: string;
  readonly count: number;
}

/** The officer decides about one mail in doubt, or about all of a mailing. */
function Doubt({ frame, mailingId, invitationId, count }: DoubtProps) {
  const { t, locale } = frame;
  return (
    <ActionForm
      action={doubtAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="mailingId" value={mailingId} />
      {invitationId && <input type="hidden" name="invitationId" value={invitationId} />}
      <div className="actions">
        {(["sent", "again"] as const).map((as) => (
          <Button key={as} kind={invitationId ? "quiet" : "outlined"} name="as" value={as}>
            {t(`outreach.troubles.as-${as}`, { count })}
          </Button>
        ))}
      </div>
    </ActionForm>
  );
}

function First({ frame, form, troubles }: InvitationsProps) {
  const { t, locale } = frame;
  const isWriter = mayEdit(form.role);
  return (
    <Table
      caption={t("outreach.troubles.title")}
      rows={troubles.first}
      rowKey={({ id }) => id}
      columns={[
        { id: "name", head: t("outreach.troubles.name"), isRowHead: true, cell: ({ name }) => name },
        { id: "area", head: t("outreach.troubles.area"), cell: ({ area }) => area },
        {
          id: "status",
          head: t("outreach.troubles.what"),
          cell: ({ id, mailingId }) =>
            isWriter ? (
              <Doubt frame={frame} mailingId={mailingId} invitationId={id} count={1} />
            ) : (
              t("outreach.troubles.in_doubt")
            ),
        },
        { id: "reply", head: t("outreach.troubles.reply"), cell: ({ reply }) => reply || "—" },
        {
          id: "at",
          head: t("outreach.troubles.at"),
          cell: ({ queuedAt }) => formatInstant(queuedAt, locale, form.timeZone),
        },
      ]}
    />
  );
}
