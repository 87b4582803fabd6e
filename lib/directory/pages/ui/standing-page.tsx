import { DocumentShell } from "@/components/document-shell";
import { Prose } from "@/components/prose";
import { PageTitle, Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { markdownToHtml } from "@/lib/core/markdown";
import { DAYS } from "@/lib/core/periods";
import { authorText } from "../../ui/author-names";
import type { StandingPageView } from "../documents";

/** The parts of each page, in order; their words are messages. */
const PARTS = {
  method: ["request", "order", "neutrality", "status", "level", "words", "change", "places", "error"],
  "what-proof": ["proves", "not", "how"],
  legal: ["publisher", "host", "software", "data", "report"],
  privacy: ["readers", "candidates", "members", "controller", "retention", "rights"],
  accessibility: ["state", "tests", "unchecked", "limits", "contact", "defender"],
} as const;

export type StandingPageName = keyof typeof PARTS;

const STATUSES = [
  "signed",
  "partly",
  "awaiting",
  "declined",
  "no-public-answer",
  "not-asked",
  "withdrawn",
  "disputed",
  "frozen",
] as const;
const LEVELS = ["A0", "A1", "A2", "A3", "A4", "A5"] as const;

/** A page of settled text in the reader's language. */
export function StandingPage({ view, frame }: ViewProps<StandingPageView>) {
  const { t } = frame;
  const at = `directory.${view.name}`;
  const authors = authorText(t, view.authors) || t("directory.legal.unnamed");
  return (
    <DocumentShell frame={frame} title={t(`${at}.title`)} description={t(`${at}.deck`)}>
      <PageTitle title={t(`${at}.title`)} deck={<p>{t(`${at}.deck`)}</p>} />
      {PARTS[view.name].map((part) => (
        <Section key={part} id={part} isTold title={t(`${at}.${part}.title`)}>
          <Prose html={markdownToHtml(t(`${at}.${part}.text`, { ...DAYS, authors, origin: frame.origin }))} />
          {part === "status" && <Statuses frame={frame} />}
          {part === "level" && <Levels frame={frame} />}
        </Section>
      ))}
    </DocumentShell>
  );
}

function Statuses({ frame: { t } }: { frame: Frame }) {
  return (
    <ul className="rows">
      {STATUSES.map((status) => (
        <li key={status}>
          <StatusWord t={t} mark={status} />
          <p className="small">{t(`directory.method.meaning.${status}`)}</p>
        </li>
      ))}
    </ul>
  );
}

function Levels({ frame: { t } }: { frame: Frame }) {
  return (
    <dl className="facts">
      {LEVELS.map((level) => (
        <div key={level}>
          <dt>{level}</dt>
          <dd>{t(`directory.level.${level}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
