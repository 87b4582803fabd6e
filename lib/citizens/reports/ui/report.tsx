import { Button } from "@/components/button";
import { Field } from "@/components/field";
import type { ViewProps } from "@/lib/core/document";
import { AttemptErrors, AttemptField } from "@/lib/organizations/ui/attempt";
import type { AskedView } from "@/lib/outreach/suggestions/documents";
import { AboutTicket, Told } from "@/lib/outreach/suggestions/ui/about-ticket";

/** Where a reader says what is wrong on a candidate's page. */
export function ReportPage({ frame, view, attempt }: ViewProps<AskedView>) {
  const { t, locale } = frame;
  const say = (key: string) => t(`citizens.report.${key}`, { name: view.ticket.name });
  const back = { back: say("back"), href: `/${locale}${view.path}` };
  const wrong = attempt?.errors.find(({ field }) => field === "what");
  const labels = { what: say("what"), source: say("source"), email: say("email") };
  return (
    <AboutTicket frame={frame} view={view} title={say("title")} deck={say("deck")}>
      {view.isSent ? (
        <Told title={say("sent")} text={say("sent-text")} {...back} />
      ) : (
        <form className="section stack" method="post" noValidate>
          <AttemptErrors t={t} attempt={attempt} labels={labels} />
          <Field
            kind="textarea"
            name="what"
            rows={5}
            label={say("what")}
            hint={say("what-hint")}
            defaultValue={attempt?.values.what ?? ""}
            error={wrong && t(wrong.key, wrong.detail)}
            required
          />
          <AttemptField
            t={t}
            attempt={attempt}
            name="source"
            label={say("source")}
            hint={say("source-hint")}
            isOptional
          />
          <AttemptField
            t={t}
            attempt={attempt}
            name="email"
            type="email"
            label={say("email")}
            hint={say("email-hint")}
            autoComplete="email"
            isOptional
          />
          <p className="small quiet">{say("privacy")}</p>
          <div className="actions">
            <Button>{say("send")}</Button>
          </div>
        </form>
      )}
    </AboutTicket>
  );
}
