import type { LaterFact } from "./later";

export type Language = "fr" | "en";

export type ByLanguage = Readonly<Record<Language, string>>;

/** A day in words, in UTC. */
export function dayIn(instant: string, language: Language): string {
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(instant));
}

/** By the names of the site's own list, then by those of the log's entries, which say less. */
const KINDS: Readonly<Record<string, ByLanguage>> = {
  withdrawn: { fr: "retirée", en: "withdrawn" },
  disputed: { fr: "contestée", en: "disputed" },
  stands: {
    fr: "contestation examinée, la signature tient",
    en: "dispute examined, the signature stands",
  },
  "does-not-stand": {
    fr: "contestation examinée, la signature n’est pas de cette personne",
    en: "dispute examined, the signature is not that person’s",
  },
  lapsed: { fr: "caduque", en: "lapsed" },
  attested: { fr: "attestée", en: "attested" },
  countersigned: { fr: "contresignée", en: "countersigned" },
  renamed: { fr: "nom corrigé depuis", en: "name corrected since" },
  erased: { fr: "effacée", en: "erased" },
  withdrawal: { fr: "retirée", en: "withdrawn" },
  dispute: { fr: "contestée", en: "disputed" },
  resolution: {
    fr: "contestation tranchée, l’issue se lit sur la page publique",
    en: "dispute decided, the outcome is on the public page",
  },
  lapse: { fr: "caduque", en: "lapsed" },
  attestation: { fr: "attestée ou contresignée", en: "attested or countersigned" },
  erasure: { fr: "effacée", en: "erased" },
};
/** What takes nothing away from a signature. */
const HARMLESS = ["attested", "countersigned", "stands", "renamed", "attestation", "resolution"];

/** What happened since, as far as it is known, by the list of a day or by a whole log; null where nothing is known of it. */
export type Since =
  | { readonly day: string; readonly facts: readonly LaterFact[] }
  | { readonly size: number; readonly facts: readonly LaterFact[] }
  | null;

function toldOf({ kind, day, index }: LaterFact, language: Language): string {
  const what = KINDS[kind]?.[language] ?? kind;
  if (day)
    return language === "fr" ? `${what} le ${dayIn(day, language)}` : `${what} on ${dayIn(day, language)}`;
  return language === "fr" ? `${what} (entrée ${index})` : `${what} (entry ${index})`;
}

/** What happened since, or that nothing did and by what that is known. */
export function sinceIn(since: Since, language: Language): string[] {
  if (!since) return [];
  if (since.facts.length > 0) {
    const all = since.facts.map((fact) => toldOf(fact, language)).join(language === "fr" ? " ; " : "; ");
    return [language === "fr" ? `Depuis : ${all}.` : `Since: ${all}.`];
  }
  if ("size" in since)
    return [
      language === "fr"
        ? `Depuis : ni retrait ni contestation parmi les ${since.size} entrées de ce journal.`
        : `Since: neither withdrawal nor dispute among the ${since.size} entries of this log.`,
    ];
  const day = dayIn(since.day, language);
  return [
    language === "fr"
      ? `Depuis : ni retrait ni contestation au ${day}, d’après la liste que porte cette page.`
      : `Since: neither withdrawal nor dispute until ${day}, by the list that this page carries.`,
  ];
}

/** What took something away from a signature last; nothing where it stands, also after a dispute that was answered so. */
export function lastBlow(since: Since): LaterFact | undefined {
  const facts = since?.facts ?? [];
  const answered = facts.findLastIndex(({ kind }) => kind === "stands");
  return facts.findLast(
    ({ kind }, at) => !HARMLESS.includes(kind) && !(kind === "disputed" && at < answered),
  );
}

/** "not withdrawn", or what was done to it last. */
export function endOf(since: Since, language: Language): string {
  if (!since) return "";
  const last = lastBlow(since);
  if (!last) return language === "fr" ? ", non retiré" : ", not withdrawn";
  const told = toldOf(last, language);
  return language === "fr" ? ` ; depuis : ${told}` : `; since: ${told}`;
}
