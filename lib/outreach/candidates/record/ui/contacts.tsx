import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate } from "@/lib/core/time";
import { spokenPhone } from "../../../contacts/rules";
import { sendLinkAction, stopAddressAction } from "../actions";
import type { HeldContact } from "../queries";
import type { RecordProps } from "./record-page";

const REASONS = ["bounce", "refused", "complaint", "not-me", "wrong-number", "officer"];

/** The addresses that are held, each with its source and what can be done with it. */
export function Contacts(props: RecordProps) {
  const { record, frame } = props;
  if (record.contacts.length === 0) return <p className="quiet">{frame.t("outreach.record.no-contact")}</p>;
  return (
    <ul className="rows">
      {record.contacts.map((contact) => (
        <li key={contact.id} className="act-row">
          <Held {...props} contact={contact} />
          {record.mayEdit && !contact.stoppedAt && <Acts {...props} contact={contact} />}
        </li>
      ))}
    </ul>
  );
}

type Props = RecordProps & { readonly contact: HeldContact };

function Held({ frame: { t, locale }, contact, record }: Props) {
  const { channel, value, source, foundOn, stoppedAt, stopReason, role } = contact;
  const said = channel === "phone" && !value.includes("•") ? spokenPhone(value) : value;
  const reason = REASONS.includes(stopReason ?? "") ? stopReason : "other";
  return (
    <span>
      {stoppedAt ? <del>{said}</del> : said}
      {role === "substitute" && <span className="small quiet"> ({record.substitute})</span>}
      <span className="small quiet block">
        {t("outreach.record.source", { source, date: foundOn ? formatDate(foundOn, locale) : "none" })}
      </span>
      {stoppedAt && (
        <span className="small block">
          {t(`outreach.record.stopped.${reason}`, { date: formatDate(stoppedAt, locale) })}
        </span>
      )}
    </span>
  );
}

function Acts({ frame: { t, locale }, form, contact }: Props) {
  const shared = {
    texts: errorTexts(locale, "outreach", "organizations"),
    room: "outreach",
    wrong: t("components.errors.title", { count: 1 }),
  };
  const ids = (
    <>
      <input type="hidden" name="formId" value={form.id} />
      <input type="hidden" name="contactId" value={contact.id} />
    </>
  );
  return (
    <div className="act">
      {contact.channel === "email" && (
        <ActionForm {...shared} action={sendLinkAction} done={t("outreach.record.link-sent")}>
          {ids}
          <Button kind="neutral">{t("outreach.record.send-link")}</Button>
        </ActionForm>
      )}
      <ActionForm {...shared} action={stopAddressAction}>
        {ids}
        <Button kind="quiet">
          {t("outreach.record.stop-address")}
          <span className="vh"> {contact.value}</span>
        </Button>
      </ActionForm>
    </div>
  );
}
