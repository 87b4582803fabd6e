import { Fragment } from "react";
import { Section } from "@/components/section";
import { mergeValues } from "../../ui/invitation-mail";
import { merged } from "../rules";
import type { InvitationsProps } from "./invitations-page";

/** The message as three real recipients, and the one with the longest name, would read it; without their links. */
export function Previews({ frame, samples }: InvitationsProps) {
  const { t } = frame;
  return (
    <Section title={t("outreach.previews.title")} note={t("outreach.previews.note")}>
      {samples.map((words, at) => {
        const values = mergeValues(words, t("outreach.previews.link", { name: words.name }));
        return (
          <details key={`${words.name} ${words.constituency}`} className="letter" open={at === 0}>
            <summary>
              <strong>{words.name}</strong>, {words.constituency}
            </summary>
            <div lang={words.locale} className="stack">
              <p className="small quiet">
                {t("outreach.previews.from", { ngo: words.ngo, replyTo: words.replyTo ?? "none" })}
              </p>
              <p className="h3">{merged(words.subject, values)}</p>
              {merged(words.body, values)
                .split(/\n{2,}/)
                .map((paragraph, index) => (
                  <p key={index}>
                    {paragraph.split("\n").map((line, at) => (
                      <Fragment key={at}>
                        {at > 0 && <br />}
                        {line}
                      </Fragment>
                    ))}
                  </p>
                ))}
              <p className="small quiet">{t("outreach.previews.foot", { source: words.source })}</p>
            </div>
          </details>
        );
      })}
    </Section>
  );
}
