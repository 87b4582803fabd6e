import { Section } from "@/components/section";
import { mergeValues } from "../../ui/invitation-mail";
import { merged } from "../rules";
import type { InvitationsProps } from "./invitations-page";

/** The message as three real recipients, and the one with the longest name, would read it; links lead to the public page. */
export function Previews({ frame, form, samples, kind }: InvitationsProps) {
  const { t } = frame;
  return (
    <Section title={t("outreach.previews.title")} note={t("outreach.previews.note")}>
      {samples.map(({ contactId, words }, at) => {
        const values = mergeValues(words, t("outreach.previews.link", { name: words.name }));
        return (
          <details key={contactId} className="letter" open={at === 0}>
            <summary>
              <strong>{words.name}</strong>, {words.constituency}
            </summary>
            <div className="letter-parts">
              <div className="stack">
                <p className="small quiet">
                  {t("outreach.previews.from", { ngo: words.ngo, replyTo: words.replyTo ?? "none" })}
                </p>
                <p className="h3" lang={words.locale}>
                  {merged(words.subject, values)}
                </p>
                <iframe
                  className="letter-frame"
                  title={t("outreach.previews.frame", { name: words.name })}
                  src={`/api/v1/letters/${form.id}/${contactId}?kind=${kind}`}
                  sandbox=""
                  loading="lazy"
                />
              </div>
              <div className="stack">
                <p className="small quiet">{t("outreach.previews.text")}</p>
                <pre className="letter-text" lang={words.locale}>
                  {merged(words.body, values)}
                </pre>
                <p className="small quiet">{t("outreach.previews.foot", { source: words.source })}</p>
              </div>
            </div>
          </details>
        );
      })}
    </Section>
  );
}
