import { Notice } from "@/components/notice";
import type { Translator } from "@/lib/core/i18n/translator";
import { refusalSentence } from "../../telling/sentences";
import type { PlanView } from "../queries";

type Refusal = NonNullable<PlanView["refusal"]>;

/** Why the last dry run or import wrote nothing. */
export function Refused({ t, refusal, file }: { t: Translator; refusal: Refusal; file: string }) {
  const isColumns = refusal.detail?.reason === "unknown-columns";
  return (
    <Notice isStatus>
      <strong>{t("importing.screen.nothing-written")}</strong>{" "}
      {isColumns ? t("importing.screen.columns.needed") : sentence(t, refusal, file)}
    </Notice>
  );
}

function sentence(t: Translator, { refusal, detail }: Refusal, file: string): string {
  const known = [
    "busy",
    "disk-full",
    "database-away",
    "unknown-round",
    "unreadable",
    "nothing-usable",
  ] as const;
  const found = known.find((one) => one === refusal);
  return found
    ? refusalSentence(t, { ok: false, refusal: found, ...(detail && { detail }) }, file)
    : t("importing.screen.failed");
}
