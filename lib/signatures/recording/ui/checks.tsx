import { ActRows } from "@/components/desk-patterns";
import type { Frame } from "@/lib/core/frame";
import type { Check } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly formId: string;
  readonly checks: readonly Check[];
}

function wayTo({ what, only }: Check): string {
  if (what === "dispute") return "/disputes";
  if (what === "erasure") return only ? `/candidates/${only}/erasure` : "/candidates";
  if (what === "attestation" || what === "awaiting" || !only) return "/received";
  return what === "quote" ? `/received/quotes/${only}` : `/received/${only}`;
}

/** What waits for this member among what others recorded, each with the way there. */
export function Checks({ frame: { t, locale }, formId, checks }: Props) {
  const rows = checks.map((check) => ({
    id: check.what,
    text: t(`signatures.checks.${check.what}`, { count: check.count }),
    act: (
      <a href={`/${locale}/desk/forms/${formId}${wayTo(check)}`}>
        {t(`signatures.checks.${check.what}-act`)}
      </a>
    ),
  }));
  return rows.length > 0 ? <ActRows rows={rows} /> : null;
}
