import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { CoverEditor } from "@/components/client/cover-editor";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { told } from "../../recording/ui/record-form";
import { coverAction } from "../actions";
import { readCovers } from "../rules";
import type { PaperProps } from "./paper-page";

interface Props extends PaperProps {
  readonly position: number;
}

/** Blacks out the handwritten signature and the addresses on one page, before its picture may be public. */
export function CoverPage({ frame, ctx, form, paper, position }: Props) {
  const { t, locale } = frame;
  const page = paper.pages.find((one) => one.position === position);
  const base = `/${locale}/desk/forms/${form.id}/received`;
  const title = t("signatures.paper.cover-title", { position });
  const say = (key: string) => t(`signatures.paper.cover-${key}`);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <Crumbs
        t={t}
        crumbs={[
          { label: t("signatures.paper.title"), href: base },
          { label: paper.name, href: `${base}/${paper.id}` },
          { label: title },
        ]}
      />
      <DeskHead title={title} deck={t("signatures.paper.cover-deck")} />
      <ActionForm action={coverAction} {...told(frame)} done={t("signatures.paper.cover-done")}>
        <input type="hidden" name="paperId" value={paper.id} />
        <input type="hidden" name="position" value={position} />
        <CoverEditor
          src={`${base}/${paper.id}/scan/${position}`}
          alt={t("signatures.paper.page-alt", { position, name: paper.name })}
          width={page?.width ?? 1}
          height={page?.height ?? 1}
          covers={readCovers(page?.rectangles ?? [])}
          texts={{
            x: say("x"),
            y: say("y"),
            width: say("width"),
            height: say("height"),
            row: say("row"),
            add: say("add"),
            remove: say("remove"),
            draw: say("draw"),
          }}
        />
        <div className="actions">
          <Button>{t("signatures.paper.cover-keep")}</Button>
          <a href={`${base}/${paper.id}`}>{t("signatures.paper.cover-back")}</a>
        </div>
      </ActionForm>
    </FormDesk>
  );
}
