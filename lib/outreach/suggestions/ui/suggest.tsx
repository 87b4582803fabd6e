import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { Field } from "@/components/field";
import type { ViewProps } from "@/lib/core/document";
import { AttemptErrors, AttemptField } from "@/lib/organizations/ui/attempt";
import { CHANNELS } from "../../contacts/rules";
import type { AskedView } from "../documents";
import { AboutTicket, Told } from "./about-ticket";

/** Where a visitor tells how a candidate can be reached; read by the NGOs that ask, never public. */
export function SuggestPage({ frame, view, attempt }: ViewProps<AskedView>) {
  const { t, locale } = frame;
  const { ticket } = view;
  const say = (key: string) => t(`outreach.suggest.${key}`, { name: ticket.name });
  const back = { back: say("back"), href: `/${locale}${view.path}` };
  const isAsked = ticket.organizations.length > 0;
  return (
    <AboutTicket frame={frame} view={view} title={say("title")} deck={say("deck")}>
      {view.isSent && <Told title={say("sent")} text={say("sent-text")} {...back} />}
      {!isAsked && <Told title={say("nobody")} text={say("nobody-text")} {...back} />}
      {isAsked && !view.isSent && <SuggestForm frame={frame} view={view} {...(attempt ? { attempt } : {})} />}
    </AboutTicket>
  );
}

function SuggestForm({ frame: { t }, view: { ticket }, attempt }: ViewProps<AskedView>) {
  const say = (key: string) => t(`outreach.suggest.${key}`, { name: ticket.name });
  const wrong = (name: string) => {
    const found = attempt?.errors.find(({ field }) => field === name);
    return found && t(found.key, found.detail);
  };
  const labels = { value: say("value"), source: say("source"), channel: say("channel") };
  return (
    <form className="section stack" method="post" noValidate>
      <AttemptErrors t={t} attempt={attempt} labels={labels} />
      {ticket.substitute && (
        <Field
          kind="select"
          name="role"
          label={say("whose")}
          options={[
            { value: "candidate", label: ticket.name },
            { value: "substitute", label: t("outreach.suggest.substitute", { name: ticket.substitute }) },
          ]}
          defaultValue={attempt?.values.role ?? "candidate"}
        />
      )}
      <Choices
        name="channel"
        legend={say("channel")}
        choices={CHANNELS.map((value) => ({ value, label: say(`channel-${value}`) }))}
        selected={attempt?.values.channel}
        error={wrong("channel")}
      />
      <AttemptField t={t} attempt={attempt} name="value" label={say("value")} hint={say("value-hint")} />
      <AttemptField t={t} attempt={attempt} name="source" label={say("source")} hint={say("source-hint")} />
      <p className="small quiet">
        {t("outreach.suggest.privacy", { ngos: ticket.organizations.map(({ name }) => name).join(", ") })}
      </p>
      <div className="actions">
        <Button>{say("send")}</Button>
      </div>
    </form>
  );
}
