import type { ReactNode } from "react";
import { DocumentShell } from "@/components/document-shell";
import { ErrorSummary } from "@/components/error-summary";
import { LanguageLink } from "@/components/site-frame";
import type { Attempt } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import type { Translator } from "@/lib/core/i18n/translator";

interface Props {
  readonly frame: Frame;
  readonly title: string;
  /** One plain word at the head: where one stands, or when answers were kept. */
  readonly aside?: string;
  /** A module of this page alone. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** A page behind a link: no navigation that leads away, the other language at the head. */
export function LinkPage({ frame, title, aside, head, children }: Props) {
  const atHead = (
    <span className="caption">
      {aside ?? frame.t("signatures.aside.link")} · <LanguageLink frame={frame} />
    </span>
  );
  return (
    <DocumentShell frame={frame} title={title} isIndexed={false} aside={atHead} head={head}>
      {children}
    </DocumentShell>
  );
}

type Wrong = Attempt["errors"][number];

// The schema's own messages are keys; whatever else zod says means that the page was not ours.
export function wordsOf(t: Translator, { key, detail }: Wrong): string {
  return key.startsWith("signatures.") ? t(key, detail) : t("signatures.errors.page");
}

/** What was wrong with the posted form. */
export function Wrong(props: {
  readonly t: Translator;
  readonly attempt: Attempt | undefined;
  readonly title?: string;
}) {
  const { t, attempt, title } = props;
  const errors = (attempt?.errors ?? []).map((error) => ({ field: error.field, text: wordsOf(t, error) }));
  return <ErrorSummary t={t} errors={errors} {...(title ? { title } : {})} />;
}
