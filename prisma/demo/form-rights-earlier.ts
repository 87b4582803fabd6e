import { RIGHTS } from "./form-rights";
import type { EngagementWords, FormWords } from "./form-words";

/** Which of the ten engagements stood in the form of the election before, by position. */
export const KEPT = [1, 2, 3, 5, 6, 7, 9] as const;

/** How three of the seven were worded then: weaker, which is what the ten changed. */
const THEN: Readonly<Record<number, Pick<EngagementWords, "text">>> = {
  3: {
    text: {
      fr: "Je demanderai un **moratoire** sur la reconnaissance faciale dans les lieux ouverts au public, jusqu’à ce qu’une loi en fixe les limites.",
      en: "I will call for a **moratorium** on facial recognition in places open to the public until a law sets its limits.",
    },
  },
  6: {
    text: {
      fr: "Je voterai pour l’interdiction de la **rétention administrative des personnes de moins de seize ans**, seules ou en famille, en métropole.",
      en: "I will vote to forbid the **immigration detention of people under sixteen**, alone or with their family, in mainland France.",
    },
  },
  7: {
    text: {
      fr: "Je demanderai que le rapport annuel sur les exportations d’armes soit **débattu en séance publique**.",
      en: "I will ask that the annual report on arms exports be **debated in a public sitting**.",
    },
  },
};

function themesThen(): FormWords["themes"] {
  let position = 0;
  return RIGHTS.themes.flatMap(({ title, engagements }) => {
    const kept = engagements.flatMap((words) => {
      position += 1;
      return KEPT.some((one) => one === position) ? [{ ...words, ...THEN[position] }] : [];
    });
    return kept.length > 0 ? [{ title, engagements: kept }] : [];
  });
}

/** «Sept engagements pour les droits humains»: the same NGO's form of the election before. */
export const RIGHTS_EARLIER: FormWords = {
  ...RIGHTS,
  title: { fr: "Sept engagements pour les droits humains", en: "Seven engagements for human rights" },
  introduction: {
    fr: "Sept engagements qui tiennent dans les pouvoirs d’une députée ou d’un député. Chacun se vérifiera sur des actes publics au cours du mandat.",
    en: "Seven engagements that lie within a deputy’s powers. Each can be checked against public acts during the term.",
  },
  minimum: 5,
  themes: themesThen(),
  second: {},
};
