import type { Level } from "../statement/statement";
import type { AuditVerdict } from "./audit";
import type { Problem, Proven, Verdict } from "./receipt";
import type { FormText } from "./shapes";
import { type ByLanguage, dayIn, endOf, type Language, type Since, sinceIn } from "./since";

/** What a verdict says: one sentence, then what was checked, what was not, and what a reader may do. */
export interface Said {
  readonly title: string;
  readonly proven: readonly string[];
  readonly unproven: readonly string[];
}

const PROBLEMS: Readonly<Record<Problem | "no-receipt" | "policy", ByLanguage>> = {
  "no-receipt": {
    fr: "Ce fichier n’est pas un reçu de Signataires : rien ne peut en être dit.",
    en: "This file is no receipt of Signataires: nothing can be said of it.",
  },
  policy: {
    fr: "Le fichier d’exigences n’en est pas un : il faut des lignes log, witness, group et quorum.",
    en: "The policy file is none: it wants lines log, witness, group and quorum.",
  },
  archive: {
    fr: "L’archive est abîmée ou a été refaite : ce n’est plus, à l’octet près, celle qui a été émise.",
    en: "The archive is damaged or was made again: it is no longer, to the byte, the one that was issued.",
  },
  statement: {
    fr: "La déclaration n’a pas la forme d’une déclaration : quelque chose y a été changé.",
    en: "The statement has not the form of a statement: something in it was changed.",
  },
  form: {
    fr: "Le texte du formulaire n’a pas la forme d’un formulaire : quelque chose y a été changé.",
    en: "The text of the form has not the form of a form: something in it was changed.",
  },
  "other-form": {
    fr: "Le texte joint n’est pas celui que la déclaration désigne : une lettre au moins diffère.",
    en: "The text enclosed is not the one that the statement names: one letter at least differs.",
  },
  answers: {
    fr: "Les réponses ne correspondent pas aux engagements du texte joint.",
    en: "The answers do not match the engagements of the text enclosed.",
  },
  language: {
    fr: "La déclaration nomme une langue dans laquelle le texte n’existe pas.",
    en: "The statement names a language in which the text does not exist.",
  },
  keys: { fr: "La clé du journal jointe est abîmée.", en: "The log’s key enclosed is damaged." },
  proof: { fr: "La preuve d’inscription est abîmée.", en: "The proof of inclusion is damaged." },
  "not-in-log": {
    fr: "Le journal public ne contient pas cette déclaration : le nom, le jour, une réponse ou un autre détail y diffère.",
    en: "The public log does not hold this statement: the name, the day, an answer or another detail differs.",
  },
  "not-sealed": {
    fr: "Le sceau ne couvre pas tout le fichier : quelque chose y a été ajouté, ou ce PDF n’a jamais été scellé.",
    en: "The seal does not cover the whole file: something was added to it, or this PDF was never sealed.",
  },
  "seal-broken": {
    fr: "Le sceau ne correspond plus au fichier : quelque chose y a été changé.",
    en: "The seal no longer matches the file: something in it was changed.",
  },
  "seal-unknown": {
    fr: "Ce PDF porte un sceau que le journal n’annonce pas : un autre que la plateforme l’a apposé.",
    en: "This PDF bears a seal that the log does not announce: somebody else than the platform put it there.",
  },
  "seal-ended": {
    fr: "Ce PDF porte un sceau de la plateforme qui ne comptait plus quand cette signature est entrée au journal.",
    en: "This PDF bears a seal of the platform that no longer counted when this signature entered the log.",
  },
  "checkpoint-unreadable": { fr: "Le relevé du journal est abîmé.", en: "The log’s checkpoint is damaged." },
  "not-signed-by-log": {
    fr: "Le relevé du journal n’est pas signé par une clé admise.",
    en: "The log’s checkpoint is not signed by an accepted key.",
  },
  "too-few-witnesses": {
    fr: "Trop peu de témoins indépendants ont contresigné le relevé du journal.",
    en: "Too few independent witnesses cosigned the log’s checkpoint.",
  },
  "too-old": {
    fr: "Le relevé du journal est trop ancien pour ce que vous exigez.",
    en: "The log’s checkpoint is older than you accept.",
  },
};

const LEVELS: Readonly<Record<Level, ByLanguage>> = {
  A1: {
    fr: "par un lien envoyé à une adresse que l’ONG tenait d’une source nommée",
    en: "by a link sent to an address that the NGO held from a named source",
  },
  A2: { fr: "sur papier, transcrit par deux personnes", en: "on paper, transcribed by two people" },
  A3: {
    fr: "par une déclaration sur son canal officiel, citée avec son adresse",
    en: "by a statement on the official channel, quoted with its address",
  },
  A4: { fr: "attesté par deux membres de l’ONG", en: "attested by two members of the NGO" },
  A5: { fr: "par une clé d’accès sur la déclaration même", en: "by a passkey over the statement itself" },
};

/** Unreserved yeses and all engagements. */
function counted({ statement }: Proven): { yes: number; total: number } {
  const { answers } = statement;
  return { yes: answers.filter(({ value }) => value === "yes").length, total: answers.length };
}

/** What the form asks for before a signature counts; whether it came is told by what happened since. */
function requiredIn(requires: FormText["text"]["requires"], language: Language): string[] {
  const { level, countersignature } = requires ?? {};
  const french = [
    ...(level ? [`le niveau ${level} au moins`] : []),
    ...(countersignature ? ["le contreseing de l’association"] : []),
  ];
  const english = [
    ...(level ? [`level ${level} at least`] : []),
    ...(countersignature ? ["the association’s countersignature"] : []),
  ];
  if (french.length === 0) return [];
  return language === "fr"
    ? [`Pour compter, le formulaire demande ${french.join(" et ")}.`]
    : [`To count, the form asks for ${english.join(" and ")}.`];
}

function provenIn(proven: Proven, language: Language): string[] {
  const { statement, form, index, size, witnesses, log, isSealed } = proven;
  const { candidate, level, entered, delegate } = statement;
  const { yes, total } = counted(proven);
  const who = `${candidate.name}, ${candidate.constituency.name}, ${candidate.election.name}`;
  const title = form.text.title[language] ?? form.text.title[statement.language] ?? "";
  const french = [
    `Qui : ${who}${candidate.role === "substitute" ? " (suppléance)" : ""}.`,
    `Quoi : la version ${form.version} de « ${title} », par ${form.by.join(", ")} ; ${yes} engagements sur ${total} sans réserve.`,
    `Quand : le ${dayIn(statement.signed_at, language)}${entered ? `, inscrit au journal plus tard, le ${dayIn(entered, language)}` : ""}.`,
    `Comment : niveau ${level}, ${LEVELS[level].fr}.${delegate ? ` Signé par délégation par ${delegate.name}, ${delegate.function}.` : ""}`,
    ...requiredIn(form.text.requires, language),
    `Où : entrée ${index} du journal « ${log.name} », sous un relevé de ${size} entrées signé par sa clé${witnesses.length > 0 ? ` et contresigné par ${witnesses.join(", ")}` : ""}.`,
    ...(isSealed
      ? [
          "Sceau : celui de la plateforme, annoncé par le journal, sur tout le fichier ; ce n’est pas un certificat de la personne.",
        ]
      : []),
  ];
  const english = [
    `Who: ${who}${candidate.role === "substitute" ? " (substitute)" : ""}.`,
    `What: version ${form.version} of “${title}”, by ${form.by.join(", ")}; ${yes} of ${total} engagements without reservation.`,
    `When: on ${dayIn(statement.signed_at, language)}${entered ? `, entered into the log later, on ${dayIn(entered, language)}` : ""}.`,
    `How: level ${level}, ${LEVELS[level].en}.${delegate ? ` Signed as a delegate by ${delegate.name}, ${delegate.function}.` : ""}`,
    ...requiredIn(form.text.requires, language),
    `Where: entry ${index} of the log “${log.name}”, under a checkpoint of ${size} entries signed by its key${witnesses.length > 0 ? ` and cosigned by ${witnesses.join(", ")}` : ""}.`,
    ...(isSealed
      ? [
          "Seal: the platform’s, announced by the log, over the whole file; it is no certificate of the person.",
        ]
      : []),
  ];
  return language === "fr" ? french : english;
}

function unprovenIn({ isKeyGiven, witnesses, log }: Proven, language: Language, since: Since): string[] {
  const key = `${log.name}+${Array.from(log.keyId, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const french = [
    ...(isKeyGiven
      ? []
      : [`La clé du journal (${key}) a été lue dans le reçu : comparez-la à celle que le site publie.`]),
    ...(witnesses.length > 0 ? [] : ["Aucun témoin indépendant n’a été exigé."]),
    ...(since
      ? []
      : [
          "Ce qui s’est passé depuis (retrait, contestation) se lit sur la page publique ou dans le journal.",
        ]),
    "Un journal n’empêche pas son exploitant d’inventer une signature : voyez comment la personne a été reconnue.",
  ];
  const english = [
    ...(isKeyGiven
      ? []
      : [`The log’s key (${key}) was read in the receipt: compare it with the one that the site publishes.`]),
    ...(witnesses.length > 0 ? [] : ["No independent witness was asked for."]),
    ...(since ? [] : ["What happened since (withdrawal, dispute) is read on the public page or in the log."]),
    "A log does not keep its operator from inventing a signature: see how the person was recognised.",
  ];
  return language === "fr" ? french : english;
}

/**
 * The verdict of a receipt in plain words.
 * @param since what happened to the signature later, where the reader knows it
 */
export function wordsOf(verdict: Verdict, language: Language, since: Since = null): Said {
  if (verdict.verdict !== "valid") {
    const head = {
      invalid: { fr: "Non valide.", en: "Not valid." },
      unknown: { fr: "Impossible à dire.", en: "Cannot tell." },
    }[verdict.verdict][language];
    return { title: `${head} ${PROBLEMS[verdict.problem][language]}`, proven: [], unproven: [] };
  }
  const { name } = verdict.statement.candidate;
  const day = dayIn(verdict.statement.signed_at, language);
  const end = endOf(since, language);
  const title = {
    fr: `Valide : signé par ${name} le ${day}${end}.`,
    en: `Valid: signed by ${name} on ${day}${end}.`,
  }[language];
  const proven = [...provenIn(verdict, language), ...sinceIn(since, language)];
  return { title, proven, unproven: unprovenIn(verdict, language, since) };
}

/** The verdict of a whole log in one sentence. */
export function auditWords(verdict: AuditVerdict, language: Language): string {
  if (verdict.verdict === "valid") {
    const { size, origin } = verdict;
    return language === "fr"
      ? `Valide : les ${size} entrées du journal « ${origin} » donnent la racine signée.`
      : `Valid: the ${size} entries of the log “${origin}” give the signed root.`;
  }
  const at =
    verdict.index === undefined
      ? ""
      : language === "fr"
        ? ` (entrée ${verdict.index})`
        : ` (entry ${verdict.index})`;
  return language === "fr" ? `Non valide${at} : ${verdict.problem}.` : `Not valid${at}: ${verdict.problem}.`;
}
