import type { ReactNode } from "react";
import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import type { AskedView } from "../documents";

interface Props {
  readonly frame: Frame;
  readonly view: AskedView;
  readonly title: string;
  readonly deck: string;
  readonly children: ReactNode;
}

/** A page under a candidacy where a visitor tells something: whom it is about, and the way back. */
export function AboutTicket({ frame, view: { ticket, path }, title, deck, children }: Props) {
  const { t, locale } = frame;
  const election = localized(ticket.election, locale).text;
  return (
    <DocumentShell frame={frame} title={`${title}, ${ticket.name}`} isIndexed={false}>
      <Narrow>
        <Crumbs
          t={t}
          crumbs={[
            { label: ticket.name, href: `/${locale}${path}` },
            { label: `${ticket.area}, ${election}` },
          ]}
        />
        <PageTitle title={title} deck={deck} />
        {children}
      </Narrow>
    </DocumentShell>
  );
}

/** Said instead of a form: it was sent, or nobody would read it. */
export function Told({
  title,
  text,
  back,
  href,
}: {
  title: string;
  text: string;
  back: string;
  href: string;
}) {
  return (
    <div className="section stack">
      <Notice isStatus>
        <strong>{title}</strong> {text}
      </Notice>
      <p>
        <a href={href}>{back}</a>
      </p>
    </div>
  );
}
