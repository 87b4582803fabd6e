import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { PageTitle, Section, Split } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { Letter } from "@/lib/core/mail";
import { formatInstant } from "@/lib/core/time";
import type { OpenLetter } from "../documents";
import { pieces } from "../rules";

/** One mail as its reader would get it, its links alive. */
export function LetterPage({ view, frame }: ViewProps<OpenLetter>) {
  const { t, locale } = frame;
  const { mail, letter } = view;
  const title = letter?.subject ?? t(`outreach.inbox.template-${mail.template}`);
  return (
    <DocumentShell frame={frame} title={title} isIndexed={false}>
      <Crumbs
        t={t}
        crumbs={[{ label: t("outreach.inbox.back"), href: `/${locale}/dev/inbox` }, { label: title }]}
      />
      <PageTitle title={title} />
      {letter ? (
        <Split aside={<Envelope view={view} frame={frame} letter={letter} />}>
          <Section
            title={t("outreach.inbox.text")}
            links={[{ href: `/api/v1/mails/${mail.id}`, label: t("outreach.inbox.as-shown") }]}
          >
            <Words letter={letter} lang={mail.locale} />
          </Section>
        </Split>
      ) : (
        <EmptyState title={t("outreach.inbox.none")}>
          <a href={`/${locale}/login`}>{t("outreach.inbox.log-in")}</a>
        </EmptyState>
      )}
      {letter?.headers && (
        <Section title={t("outreach.inbox.headers")}>
          <Facts facts={Object.entries(letter.headers).map(([label, value]) => ({ label, value }))} />
        </Section>
      )}
    </DocumentShell>
  );
}

function Words({ letter, lang }: { letter: Letter; lang: string }) {
  return (
    <div className="prose measure" lang={lang}>
      {letter.text
        .trim()
        .split(/\n{2,}/)
        .map((paragraph, at) => (
          <p key={at}>
            {pieces(paragraph).map((piece, index) =>
              "href" in piece ? (
                <a key={index} href={piece.href} rel="noreferrer">
                  {piece.href}
                </a>
              ) : (
                piece.text
              ),
            )}
          </p>
        ))}
    </div>
  );
}

function Envelope({ view, frame, letter }: ViewProps<OpenLetter> & { letter: Letter }) {
  const { t, locale } = frame;
  const { mail, from } = view;
  const facts = [
    { label: t("outreach.inbox.from"), value: `${letter.fromName} <${from}>` },
    { label: t("outreach.inbox.to"), value: mail.to },
    ...(letter.replyTo ? [{ label: t("outreach.inbox.reply-to"), value: letter.replyTo }] : []),
    { label: t("outreach.inbox.at"), value: formatInstant(mail.createdAt, locale, "Europe/Paris") },
  ];
  return <Facts facts={facts} />;
}
