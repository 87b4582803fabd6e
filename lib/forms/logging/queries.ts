import "server-only";
import { db } from "@/lib/core/db";
import { jcs } from "@/lib/proof/canonical/jcs";
import type { Fault } from "@/lib/proof/checking/queries";
import { parseForm } from "@/lib/proof/verify/shapes";
import { WORDS } from "../queries";
import { canonicalText, readWords } from "../rules";

/** Where a published version says other words than its leaf does, or has none. Authors may have been renamed since. */
export async function versionFaults(): Promise<readonly Fault[]> {
  const versions = await db().formVersion.findMany({
    where: { publishedAt: { not: null } },
    select: {
      ...WORDS,
      number: true,
      formId: true,
      form: { select: { slug: true } },
      leaf: { select: { index: true, data: true } },
    },
  });
  return versions.flatMap(({ number, formId, form, leaf, ...words }) => {
    const fact = `version ${number} of form ${form.slug}`;
    const index = leaf?.index === null || leaf?.index === undefined ? null : Number(leaf.index);
    const said = leaf && parseForm(Buffer.from(leaf.data).toString("utf8"));
    if (!said) return [{ index, fact, what: "has no leaf" }];
    const now = parseForm(canonicalText(readWords(words), { formId, number, by: said.by, prev: null }));
    const isSame = now && said.id === formId && said.version === number && jcs(now.text) === jcs(said.text);
    return isSame ? [] : [{ index, fact, what: "has other words than its leaf" }];
  });
}
