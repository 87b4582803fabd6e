import { Notice } from "@/components/notice";
import { asset } from "@/lib/core/assets";
import { tokenHash } from "@/lib/core/auth/link";
import type { Frame } from "@/lib/core/frame";
import type { Opened } from "../links/documents";
import { REHEARSAL } from "../rules";
import { listOf } from "./wording";

/** The module that keeps each answer as it is tapped; without it the page's button keeps them. */
export function KeepScript() {
  return <script type="module" src={asset("keep.js")} />;
}

/** Where the module says whether answers are kept, and in which words; empty until it runs. */
export function KeepState({ frame: { t }, opened: { token } }: { frame: Frame; opened: Opened }) {
  // A rehearsal keeps answers by the page's button alone.
  if (token.startsWith(REHEARSAL)) return null;
  return (
    <output
      className="keep-state caption"
      // The device remembers by a digest, so that no address that opens anything is written there.
      data-key={tokenHash(token).slice(0, 16)}
      data-to={`/api/v1/keep/${token}`}
      data-saving={t("signatures.keeping.saving")}
      data-kept={t("signatures.keeping.kept")}
      data-offline={t("signatures.keeping.offline")}
      data-refused={t("signatures.keeping.refused")}
      data-other={t("signatures.keeping.other")}
      data-replaced={t("signatures.keeping.replaced")}
      data-waits={t("signatures.keeping.waits")}
    />
  );
}

/** What another device answered meanwhile: the later answer stays, and both are told. */
export function Elsewhere(props: {
  readonly frame: Frame;
  readonly shown: { readonly replaced: readonly number[]; readonly newer: readonly number[] };
}) {
  const { t, locale } = props.frame;
  const { replaced, newer } = props.shown;
  if (replaced.length + newer.length === 0) return null;
  const said = (numbers: readonly number[]) => ({
    count: numbers.length,
    list: listOf(locale, numbers.map(String)),
  });
  return (
    <Notice isStatus>
      {replaced.length > 0 && <p>{t("signatures.keeping.elsewhere-replaced", said(replaced))}</p>}
      {newer.length > 0 && <p>{t("signatures.keeping.elsewhere-newer", said(newer))}</p>}
    </Notice>
  );
}
