import { ButtonLink } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Field, fieldId } from "@/components/field";
import { PageTitle, Section, Split } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatInstant } from "@/lib/core/time";
import { areaTitle, ballotPath, candidacyPath, fullName, grammar } from "../../rules";
import { AreaName } from "../../ui/area-name";
import { authorText } from "../../ui/author-names";
import { StandingDetail } from "../../ui/standing-words";
import type { WriteView } from "../documents";
import { mailtoOf, writePath } from "../rules";

type Props = ViewProps<WriteView>;

/** A text to copy and the public ways to send it: the silent are asked, the signers thanked. */
export function WritePage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { ticket, contest, kind, form, standing, silence } = view;
  const name = fullName(ticket.person);
  const own = `/${locale}${candidacyPath(ticket.publicId, ticket.person)}`;
  const title = t(`directory.write.title-${kind ?? (silence ? "silence" : "none")}`, { name });
  const count = standing.count && kind === "thank" ? { count: standing.count } : {};
  return (
    <DocumentShell frame={frame} title={title} description={t("directory.write.description", { name })}>
      <Crumbs
        t={t}
        crumbs={[
          {
            label: areaTitle(contest.area, locale),
            href: `/${locale}${ballotPath(contest.election.slug, contest.area.code)}`,
          },
          { label: name, href: own },
        ]}
      />
      <PageTitle
        title={title}
        deck={
          <div className="who">
            <p>
              <StatusWord t={t} mark={standing.status} {...count} />
            </p>
            <StandingDetail
              standing={standing}
              person={ticket.person}
              voice={{ t, locale, timeZone: form.timeZone }}
            />
          </div>
        }
      />
      {kind ? (
        <Split aside={<Ways view={view} frame={frame} />}>
          <Words view={view} frame={frame} kind={kind} />
        </Split>
      ) : (
        <Nothing view={view} frame={frame} />
      )}
      <OtherForms view={view} frame={frame} />
    </DocumentShell>
  );
}

function Nothing({ view, frame: { t, locale } }: Props) {
  const { ticket, form, standing, silence } = view;
  const isClosed = standing.status === "no-public-answer" || standing.status === "not-asked";
  const why = silence ? "silence" : isClosed ? "closed" : "done";
  return (
    <div className="section">
      <EmptyState title={t(`directory.write.${why}-title`)}>
        <p>
          {t(`directory.write.${why}`, {
            date: formatDate(form.closesAt, locale, form.timeZone),
            until: silence ? formatInstant(silence.until, locale, silence.timeZone) : "",
          })}
        </p>
        <p>
          <a href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>
            {t("directory.write.own", { name: fullName(ticket.person) })}
          </a>
        </p>
      </EmptyState>
    </div>
  );
}

/** Subject and words of the letter: neutral, true to the record, hers to change. */
function letterOf({ view, frame }: Props, kind: "ask" | "thank") {
  const { t, locale, origin } = frame;
  const { ticket, contest, form, standing } = view;
  const { signature, count, requests } = standing;
  const title = localized(form.title, locale).text;
  const said = {
    gender: grammar(ticket.person.gender),
    name: fullName(ticket.person),
    area: areaTitle(contest.area, locale),
    election: localized(contest.election.name, locale).text,
    authors: authorText(t, form.authors),
    title,
    count: form.engagements,
    asked: requests ? "yes" : "no",
    date: signature ? formatDate(signature.signedAt, locale, form.timeZone) : "",
    yes: count?.yes ?? 0,
    total: count?.total ?? 0,
    url: `${origin}/${locale}${kind === "ask" ? `/forms/${form.slug}` : candidacyPath(ticket.publicId, ticket.person)}`,
  };
  return {
    subject: t(`directory.write.${kind}.subject`, said),
    body: ["greeting", "who", "record", "wish", "where", "end"]
      .map((part) => t(`directory.write.${kind}.${part}`, said))
      .join("\n\n"),
  };
}

function Words({ view, frame, kind }: Props & { kind: "ask" | "thank" }) {
  const { t } = frame;
  const { subject, body } = letterOf({ view, frame }, kind);
  return (
    <Section title={t("directory.write.words")} note={t("directory.write.yours")}>
      <div className="stack">
        <Field name="subject" label={t("directory.write.subject")} defaultValue={subject} />
        <Field
          name="letter"
          kind="textarea"
          label={t("directory.write.letter")}
          defaultValue={body}
          rows={16}
          serif
        />
        <div className="actions">
          <CopyButton
            of={fieldId("letter")}
            label={t("directory.write.copy")}
            done={t("directory.write.copied")}
          />
          <ButtonLink href={mailtoOf(subject, body)}>{t("directory.write.mail")}</ButtonLink>
        </div>
        <p className="small quiet">{t("directory.write.private")}</p>
      </div>
    </Section>
  );
}

/** Where a letter may go: the candidate's public pages, else her party's, else what everybody receives. */
function Ways({ view, frame }: Props) {
  const { t, locale } = frame;
  const { channels, parties, contest, ticket } = view;
  const gender = grammar(ticket.person.gender);
  return (
    <Section title={t("directory.write.where", { gender })} level={3}>
      {channels.length + parties.length > 0 && (
        <ul className="rows">
          {channels.map(({ kind, url, sourceTitle, sourceUrl }) => (
            <li key={url}>
              <p className="caption">{t(`elections.channels.kind.${kind}`)}</p>
              <a href={url} rel="nofollow">
                {shown(url)}
              </a>
              <p className="small quiet">
                {t("directory.write.found")}{" "}
                {sourceUrl ? (
                  <a href={sourceUrl} rel="nofollow">
                    {sourceTitle}
                  </a>
                ) : (
                  sourceTitle
                )}
              </p>
            </li>
          ))}
          {parties.map(({ name, url }) => (
            <li key={url}>
              <p className="caption">{t("directory.write.party", { name })}</p>
              <a href={url} rel="nofollow">
                {shown(url)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {channels.length === 0 && <p className="small">{t("directory.write.unknown", { gender })}</p>}
      <p className="small quiet">
        {t("directory.write.advice")} <AreaName area={contest.area} locale={locale} />
        {t("directory.write.advice-end")}
      </p>
    </Section>
  );
}

function shown(url: string): string {
  return url.replace(/^https:\/\/(www\.)?|\/$/g, "");
}

function OtherForms({ view, frame: { t, locale } }: Props) {
  const { others, ticket } = view;
  if (others.length === 0) return null;
  return (
    <p className="small key-line">
      {t("directory.write.other-forms")}{" "}
      {others.map((form) => {
        const title = localized(form.title, locale);
        return (
          <a
            key={form.id}
            lang={title.lang}
            href={`/${locale}${writePath(ticket.publicId, ticket.person, form.slug)}`}
          >
            {title.text}
          </a>
        );
      })}
    </p>
  );
}
