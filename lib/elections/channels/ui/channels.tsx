import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate } from "@/lib/core/time";
import { type CandidacyProps, pageOf } from "../../candidacies/ui/candidacy-page";
import { FactFields } from "../../candidacies/ui/fact-fields";
import { KeepForm } from "../../candidacies/ui/keep-form";
import { channelAction, endChannelAction } from "../actions";
import { CHANNEL_KINDS } from "../rules";

/** The public pages on which readers may reach her, each with its source, and the form that adds one. */
export function Channels(props: CandidacyProps) {
  const { frame, candidacy, add } = props;
  const { t } = frame;
  return (
    <Section
      title={t("elections.channels.title")}
      links={[{ href: pageOf(props, "channel"), label: t("elections.channels.add") }]}
    >
      <p className="small quiet">{t("elections.channels.note")}</p>
      {add === "channel" && <ChannelForm {...props} />}
      {candidacy.channels.length === 0 && <p className="quiet">{t("elections.channels.none")}</p>}
      <ul className="rows">
        {candidacy.channels.map((channel) => (
          <Row key={channel.id} {...props} channel={channel} />
        ))}
      </ul>
    </Section>
  );
}

function Row({
  frame,
  channel,
}: CandidacyProps & { channel: CandidacyProps["candidacy"]["channels"][number] }) {
  const { t, locale } = frame;
  const { id, kind, url, date, sourceTitle, sourceUrl } = channel;
  const words = { source: sourceTitle, date: formatDate(date, locale) };
  return (
    <li className="act-row">
      <span>
        <span className="caption">{t(`elections.channels.kind.${kind}`)}</span>
        <br />
        <a href={url} rel="nofollow noreferrer">
          {url.replace(/^https:\/\/|\/$/g, "")}
        </a>
        <br />
        <span className="small quiet">
          {sourceUrl ? (
            <a href={sourceUrl}>{t("elections.channels.found", words)}</a>
          ) : (
            t("elections.channels.found", words)
          )}
        </span>
      </span>
      <ActionForm
        action={endChannelAction}
        texts={errorTexts(locale, "elections", "organizations")}
        room="elections"
        wrong={t("components.errors.title", { count: 1 })}
        done={t("elections.channels.ended")}
      >
        <input type="hidden" name="channelId" value={id} />
        <Button kind="quiet">
          {t("elections.channels.end")}
          <span className="vh"> {url}</span>
        </Button>
      </ActionForm>
    </li>
  );
}

function ChannelForm(props: CandidacyProps) {
  const { frame, ctx, candidacy } = props;
  const { t } = frame;
  return (
    <div id="add">
      <KeepForm
        frame={frame}
        action={channelAction}
        button={t("elections.channels.save")}
        back={pageOf(props)}
        hidden={{ candidacyId: candidacy.id }}
      >
        <ActionField
          kind="select"
          name="kind"
          label={t("elections.channels.which")}
          options={CHANNEL_KINDS.map((value) => ({ value, label: t(`elections.channels.kind.${value}`) }))}
          defaultValue="website"
        />
        <ActionField
          name="url"
          type="url"
          label={t("elections.channels.url")}
          hint={t("elections.channels.url-hint")}
          autoComplete="off"
        />
        <FactFields t={t} today={ctx.now.toISOString().slice(0, 10)} />
      </KeepForm>
    </div>
  );
}
