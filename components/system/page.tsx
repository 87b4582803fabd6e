import { asset } from "@/lib/core/assets";
import { Crumbs } from "../crumbs";
import { DocumentShell, type ShellFrame } from "../document-shell";
import { Pager } from "../pager";
import { PageTitle } from "../section";
import { Controls } from "./controls";
import { Desk } from "./desk";
import { Colours, Letters, Marks } from "./marks";
import { Numbers, Sheets, Texts } from "./patterns";

/** The whole look on one page: each piece in each state, with the longest names and the emptiest. */
export function SystemPage({ frame }: { frame: ShellFrame }) {
  const { t } = frame;
  const title = t("components.system.title");
  return (
    <DocumentShell
      frame={frame}
      title={title}
      isIndexed={false}
      head={<link rel="stylesheet" href={asset("desk.css")} />}
    >
      <Crumbs t={t} crumbs={[{ label: t("components.system.crumb") }, { label: title }]} />
      <PageTitle title={title} deck={<p>{t("components.system.deck")}</p>} />
      <Marks t={t} />
      <Colours t={t} />
      <Letters t={t} />
      <Sheets t={t} />
      <Controls t={t} />
      <Texts t={t} />
      <Numbers t={t} />
      <Desk t={t} />
      <Pager t={t} page={2} pages={7} href={(page) => `#${page}`} />
    </DocumentShell>
  );
}
