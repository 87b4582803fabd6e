import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";
import { Wordmark } from "./site-frame";

/** The desk where no page could be made: the way back, what happened, what to do. */
export function BareDesk(props: { locale: string; title: string; text: string; children: ReactNode }) {
  return (
    <>
      <header className="top">
        <div className="top-in">
          <Wordmark href={`/${props.locale}/desk`} label="Signataires" />
        </div>
      </header>
      <main id="content">
        <div className="desk-head">
          <h1 className="title">{props.title}</h1>
        </div>
        <EmptyState title={props.text}>{props.children}</EmptyState>
      </main>
    </>
  );
}
