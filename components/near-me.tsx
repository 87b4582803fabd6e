import { asset } from "@/lib/core/assets";
import type { Translator } from "@/lib/core/i18n/translator";
import { Button } from "./button";

const WORDS = [
  "asking",
  "refused",
  "late",
  "unknown",
  "offline",
  "nowhere",
  "coarse",
  "one",
  "several",
] as const;

/** A way to one's constituency by one's position; hidden until script that can ask for it wakes it. */
export function NearMe({ t, outlines }: { readonly t: Translator; readonly outlines: string }) {
  const words = Object.fromEntries(WORDS.map((word) => [`data-${word}`, t(`components.near.${word}`)]));
  return (
    <div className="near no-print" hidden data-near={outlines} {...words}>
      <Button type="button" kind="outlined">
        {t("components.near.button")}
      </Button>
      <p className="small quiet">{t("components.near.private")}</p>
      <output />
      <ul className="rows" />
      <script type="module" src={asset("near.js")} />
    </div>
  );
}
