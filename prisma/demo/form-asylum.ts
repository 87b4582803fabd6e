import type { FormWords } from "./form-words";

/** «Six engagements pour l’asile»: all six are needed to count as signatory; one published version, by which groups are compared. */
export const ASYLUM: FormWords = {
  title: { fr: "Six engagements pour l’asile", en: "Six engagements for asylum" },
  introduction: {
    fr: "Nous accompagnons des personnes qui demandent protection. Voici six engagements, courts et vérifiables, que nous demandons à toutes les candidates et à tous les candidats, dans les mêmes termes.",
    en: "We stand by people who seek protection. Here are six engagements, short and checkable, that we put to every candidate in the same words.",
  },
  validity: {
    fr: "Votre signature vaut pour la durée du mandat. Vous pouvez la retirer à tout moment ; ce retrait sera daté et public.",
    en: "Your signature holds for the length of the term. You may withdraw it at any time; the withdrawal will be dated and public.",
  },
  minimum: null,
  scoring: { score: "graded", comparesGroups: true },
  themes: [
    {
      title: { fr: "Demander l’asile", en: "Seeking asylum" },
      engagements: [
        {
          title: { fr: "Déposer sa demande en trois jours", en: "Lodging a claim within three days" },
          text: {
            fr: "Je demanderai chaque année au gouvernement, par une question écrite, les **délais réels d’enregistrement par département**, et je proposerai les crédits pour que le délai légal de trois jours soit tenu partout.",
            en: "Each year, by written question, I will ask the government for the **actual registration times by department**, and propose the funds for the legal limit of three days to be met everywhere.",
          },
          why: {
            fr: "Avant l’enregistrement, une personne n’a ni papiers, ni toit, ni soins. Chaque semaine d’attente se passe dehors.",
            en: "Before registration, a person has no papers, no roof and no care. Every week of waiting is spent outdoors.",
          },
        },
        {
          title: { fr: "Être entendu dans sa langue", en: "Being heard in one’s language" },
          text: {
            fr: "Je m’opposerai à tout entretien d’asile sans **interprète présent ou choisi avec la personne**, et à toute audience imposée par vidéo.",
            en: "I will oppose any asylum interview without an **interpreter who is present or agreed with the person**, and any hearing imposed by video.",
          },
          why: {
            fr: "Un récit de persécution tient à un mot. Le perdre dans une mauvaise liaison, c’est perdre la protection.",
            en: "An account of persecution hangs on a word. To lose it on a bad line is to lose protection.",
          },
        },
      ],
    },
    {
      title: { fr: "Vivre dignement", en: "Living with dignity" },
      engagements: [
        {
          title: { fr: "Un hébergement dès la demande", en: "A roof from the first day" },
          text: {
            fr: "Je voterai les crédits nécessaires pour que **chaque personne qui demande l’asile soit hébergée dès son enregistrement**, et contre le retrait des conditions d’accueil à titre de sanction.",
            en: "I will vote the funds needed for **every asylum seeker to be housed from registration**, and against withdrawing reception as a penalty.",
          },
          why: {
            fr: "Sans adresse, on manque les convocations, et l’on perd son dossier.",
            en: "Without an address one misses the summons, and loses the case.",
          },
        },
        {
          title: { fr: "Travailler au bout de trois mois", en: "Working after three months" },
          text: {
            fr: "Je proposerai ou cosignerai une loi qui ouvre **l’accès au travail trois mois après la demande**, sans autorisation préalable.",
            en: "I will propose or co-sign a law opening **access to work three months after the claim**, without prior permission.",
          },
          why: {
            fr: "L’attente forcée coûte à tout le monde : à la personne, aux communes, aux employeurs qui cherchent.",
            en: "Enforced waiting costs everybody: the person, the towns, the employers who are looking.",
          },
        },
      ],
    },
    {
      title: { fr: "Aux frontières", en: "At the borders" },
      engagements: [
        {
          title: { fr: "Aucun refoulement sans examen", en: "No push-back without examination" },
          text: {
            fr: "Je visiterai au moins une fois par an un **lieu d’enfermement ou un poste frontière**, comme la loi m’y autorise, et je rendrai publiques mes constatations.",
            en: "At least once a year I will visit a **place of detention or a border post**, as the law allows me to, and make my findings public.",
          },
          why: {
            fr: "Le droit de visite des parlementaires est l’un des rares regards extérieurs. Il ne sert que si l’on s’en sert.",
            en: "The parliamentarians’ right to visit is one of the few outside eyes. It only serves if it is used.",
          },
        },
        {
          title: { fr: "Secourir n’est pas un délit", en: "Rescue is no crime" },
          text: {
            fr: "Je voterai contre toute poursuite de l’aide **désintéressée** à l’entrée, à la circulation ou au séjour, et pour inscrire cette exemption en toutes lettres dans la loi.",
            en: "I will vote against any prosecution of **selfless** help with entry, movement or stay, and for writing that exemption into law in plain words.",
          },
          why: {
            fr: "La fraternité a valeur constitutionnelle. La personne qui tend la main ne doit pas avoir à le plaider.",
            en: "Fraternity has constitutional standing. Whoever lends a hand should not have to plead it in court.",
          },
        },
      ],
    },
  ],
  second: {},
};
