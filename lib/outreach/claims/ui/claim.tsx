import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { Field } from "@/components/field";
import type { ViewProps } from "@/lib/core/document";
import { AttemptErrors, AttemptField } from "@/lib/organizations/ui/attempt";
import { AboutTicket, Told } from "../../suggestions/ui/about-ticket";
import type { ClaimView } from "../documents";

/** "I am this candidate": where to be written to, and how the NGO may make sure that it is she. */
export function ClaimPage({ frame, view, attempt }: ViewProps<ClaimView>) {
  const { t, locale } = frame;
  const { ticket, code } = view;
  const ngos = ticket.organizations.map(({ name }) => name).join(", ");
  const say = (key: string) => t(`outreach.claim.${key}`, { name: ticket.name, ngos });
  const back = { back: say("back"), href: `/${locale}${view.path}` };
  const isAsked = ticket.organizations.length > 0;
  const given = attempt ? { attempt } : {};
  return (
    <AboutTicket
      frame={frame}
      view={view}
      title={say(code ? "sent" : "title")}
      deck={say(code ? "sent-deck" : "deck")}
    >
      {code && <Sent code={code} say={say} {...back} />}
      {!isAsked && !code && <Told title={say("nobody")} text={say("nobody-text")} {...back} />}
      {isAsked && !code && <ClaimForm frame={frame} view={view} {...given} />}
    </AboutTicket>
  );
}

function Sent(props: { code: string; say: (key: string) => string; back: string; href: string }) {
  const { code, say, back, href } = props;
  return (
    <div className="section stack measure">
      <p>{say("code")}</p>
      <p className="figure-n">{code}</p>
      <ul>
        <li>{say("then-channel")}</li>
        <li>{say("then-call-back")}</li>
        <li>{say("then-party")}</li>
      </ul>
      <p>{say("then")}</p>
      <p>
        <strong>{say("stranger")}</strong>
      </p>
      <p>
        <a href={href}>{back}</a>
      </p>
    </div>
  );
}

function ClaimForm({ frame: { t }, view: { ticket, role }, attempt }: ViewProps<ClaimView>) {
  const ngos = ticket.organizations.map(({ name }) => name).join(", ");
  const say = (key: string) => t(`outreach.claim.${key}`, { name: ticket.name, ngos });
  const wrong = attempt?.errors.find(({ field }) => field === "proof");
  const labels = { proof: say("proof"), email: say("email") };
  const choice = (value: string, beneath?: ReactNode) => ({
    value,
    label: say(`proof-${value}`),
    hint: say(`proof-${value}-hint`),
    ...(beneath ? { beneath } : {}),
  });
  const field = (name: "channel" | "phone", type: "url" | "tel") => (
    <Field name={name} type={type} label={say(name)} defaultValue={attempt?.values[name] ?? ""} />
  );
  return (
    <form className="section stack" method="post" noValidate>
      <AttemptErrors t={t} attempt={attempt} labels={labels} />
      {ticket.substitute && (
        <Field
          kind="select"
          name="role"
          label={say("who")}
          options={[
            { value: "candidate", label: t("outreach.claim.as-candidate", { name: ticket.name }) },
            { value: "substitute", label: t("outreach.claim.as-substitute", { name: ticket.substitute }) },
          ]}
          defaultValue={attempt?.values.role ?? role}
        />
      )}
      <AttemptField
        t={t}
        attempt={attempt}
        name="email"
        type="email"
        label={say("email")}
        hint={say("email-hint")}
        autoComplete="email"
      />
      <Choices
        name="proof"
        legend={say("proof")}
        choices={[
          choice("channel", field("channel", "url")),
          choice("call-back", field("phone", "tel")),
          choice("party"),
        ]}
        selected={attempt?.values.proof}
        error={wrong && t(wrong.key, wrong.detail)}
      />
      <p className="small quiet">{say("privacy")}</p>
      <div className="actions">
        <Button>{say("send")}</Button>
      </div>
    </form>
  );
}
