import { Button, ButtonLink } from "@/components/button";
import { FileDrop } from "@/components/client/file-drop";
import { Crumbs } from "@/components/crumbs";
import { Counts } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { Figure } from "@/components/figure";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { areaContents } from "../../../schema";
import { LARGEST } from "../../schema";
import { ImportForm } from "../../ui/parts";
import { areasAction } from "../actions";
import type { KnownAreas } from "../queries";
import { areaTexts } from "./area-texts";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly known: KnownAreas | null;
}

/** Constituencies, communes and outlines: all files of one set given together; what is known already stands above. */
export function AreasPage({ frame, ctx, known }: Props) {
  const { t, locale, isDemo } = frame;
  const isFirst = known?.constituencies === 0;
  const title = t(`importing.screen.areas.${isFirst ? "first" : "title"}`);
  const home = `/${locale}/admin/imports`;
  return (
    <AdminPage frame={frame} ctx={ctx} title={title} current="imports">
      <Crumbs t={t} crumbs={[{ label: t("importing.screen.title"), href: home }, { label: title }]} />
      <DeskHead title={title} deck={t("importing.screen.areas.deck")} />
      {known && !isFirst && <Known frame={frame} known={known} />}
      {isDemo ? (
        <Notice>{t("importing.refusal.demo-instance")}</Notice>
      ) : (
        <ImportForm action={areasAction} frame={frame} texts={areaTexts(frame)}>
          <AreaFiles frame={frame} />
          <div className="actions">
            <Button>{t("importing.screen.areas.read")}</Button>
            <ButtonLink kind="neutral" href={home}>
              {t("importing.screen.back")}
            </ButtonLink>
          </div>
        </ImportForm>
      )}
      <Sources frame={frame} />
    </AdminPage>
  );
}

function Known({ frame: { t, locale }, known }: { frame: Frame; known: KnownAreas }) {
  return (
    <Counts>
      {(["constituencies", "located", "shapes"] as const).map((name) => (
        <Figure key={name} number={formatNumber(known[name], locale)}>
          {t(`importing.screen.areas.known.${name}`, { count: known[name] })}
        </Figure>
      ))}
    </Counts>
  );
}

/** The field for files of areas. */
export function AreaFiles({ frame: { t, locale } }: { frame: Frame }) {
  return (
    <>
      <input type="hidden" name="locale" value={locale} />
      <FileDrop
        name="files"
        label={t("importing.screen.areas.files")}
        hint={t("importing.screen.areas.files-hint")}
        largest={LARGEST}
        tooLarge={t("importing.errors.too-large")}
        accept=".csv,.tsv,.txt,.xlsx,.geojson,.json"
        isMultiple
      />
    </>
  );
}

function Sources({ frame: { t } }: { frame: Frame }) {
  const word = (name: string, content: string) => t(`importing.screen.areas.${name}.${content}`);
  return (
    <Section title={t("importing.screen.areas.sources")} note={t("importing.screen.areas.sources-note")}>
      <Table
        caption={t("importing.screen.areas.sources")}
        rows={areaContents.filter((content) => content !== "plain")}
        rowKey={(content) => content}
        columns={[
          {
            id: "content",
            head: t("importing.screen.areas.content"),
            cell: (content) => word("contents", content),
            isRowHead: true,
          },
          {
            id: "source",
            head: t("importing.screen.areas.source"),
            cell: (content) => word("from", content),
          },
          { id: "gives", head: t("importing.screen.areas.gives"), cell: (content) => word("for", content) },
        ]}
      />
      <p className="caption">{t("importing.screen.areas.elsewhere")}</p>
    </Section>
  );
}
