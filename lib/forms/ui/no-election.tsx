import { ButtonLink } from "@/components/button";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";

/** What comes before the first form: the official list, by whoever keeps this site. */
export function NoElection({ frame, ctx }: { readonly frame: Frame; readonly ctx: Ctx }) {
  const { t, locale } = frame;
  const isOperator = ctx.actor.kind === "member" && ctx.actor.isOperator;
  if (!isOperator) return <p>{t("forms.new.no-election-ask")}</p>;
  return (
    <div className="stack">
      <p>{t("forms.new.no-election-text")}</p>
      <p>
        <ButtonLink kind="solid" href={`/${locale}/admin/imports/new`}>
          {t("forms.new.no-election-do")}
        </ButtonLink>
      </p>
    </div>
  );
}
