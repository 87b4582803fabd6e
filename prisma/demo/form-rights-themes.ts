import type { ThemeWords } from "./form-words";

/** Terrorism, privacy and asylum: engagements 1 to 6. */
export const FIRST_THEMES: readonly ThemeWords[] = [
  {
    title: { fr: "Lutte contre le terrorisme", en: "Countering terrorism" },
    engagements: [
      {
        title: {
          fr: "Aucune restriction de liberté sans le contrôle préalable d’un juge",
          en: "No restriction of liberty without a judge’s prior review",
        },
        text: {
          fr: "Je voterai contre toute mesure administrative qui restreint les allées et venues, le domicile ou les communications d’une personne **sans le contrôle préalable d’un juge indépendant**. Je déposerai ou cosignerai une proposition de loi qui soumet à ce contrôle les mesures existantes et donne à la personne visée accès aux éléments retenus contre elle.",
          en: "I will vote against any administrative measure that restricts a person’s movements, home or communications **without prior review by an independent judge**. I will table or co-sign a bill that brings existing measures under such review and gives the person concerned access to the material held against them.",
        },
        why: {
          fr: "Une assignation ou une perquisition décidée sur la foi d’une note non signée se conteste mal, et souvent trop tard. Le juge n’empêche pas d’agir vite : il empêche de se tromper longtemps.",
          en: "House arrest or a search ordered on the strength of an unsigned note is hard to challenge, and often too late. A judge does not prevent swift action; a judge prevents lasting mistakes.",
        },
      },
      {
        title: {
          fr: "Toute loi d’exception a une fin et un bilan",
          en: "Every exceptional law has an end and a review",
        },
        text: {
          fr: "Je ne voterai aucune nouvelle mesure antiterroriste qui ne comporte pas :\n\n- une **date d’expiration** ;\n- une évaluation indépendante et publique de ses effets sur les droits ;\n- un débat suivi d’un vote avant toute prolongation.\n\nJe demanderai cette évaluation pour les mesures déjà en vigueur.",
          en: "I will not vote for any new counter-terrorism measure that lacks:\n\n- an **expiry date**;\n- an independent, public assessment of its effects on rights;\n- a debate followed by a vote before any extension.\n\nI will call for that assessment of the measures already in force.",
        },
        why: {
          fr: "Ce qui est adopté dans l’urgence reste rarement dans l’urgence : des pouvoirs présentés comme provisoires finissent dans le droit commun sans que personne n’ait mesuré ce qu’ils changent.",
          en: "What is passed in an emergency seldom stays there: powers presented as temporary end up in ordinary law before anyone has measured what they change.",
        },
      },
    ],
  },
  {
    title: { fr: "Vie privée et surveillance", en: "Privacy and surveillance" },
    engagements: [
      {
        title: {
          fr: "Pas d’identification biométrique dans l’espace public",
          en: "No biometric identification in public spaces",
        },
        text: {
          fr: "Je voterai contre toute autorisation, même expérimentale, de la **reconnaissance faciale et de l’identification biométrique à distance** dans les lieux ouverts au public, et je soutiendrai leur interdiction par la loi.",
          en: "I will vote against any authorisation, even on trial, of **facial recognition and remote biometric identification** in places open to the public, and I will support banning them by law.",
        },
        why: {
          fr: "Savoir que chaque visage peut être reconnu suffit à changer qui ose manifester, consulter, prier ou simplement passer. Une technique qui regarde tout le monde ne peut pas être proportionnée.",
          en: "Knowing that every face can be recognised is enough to change who dares to march, seek help, pray or simply walk by. A technique that watches everybody cannot be proportionate.",
        },
      },
      {
        title: {
          fr: "Un contrôle réel des services de renseignement",
          en: "Real oversight of the intelligence services",
        },
        text: {
          fr: "Je proposerai que l’autorité indépendante de contrôle puisse **suspendre elle-même** une surveillance qu’elle juge illégale, et que son avis soit requis avant tout échange de données avec un service étranger.",
          en: "I will propose that the independent oversight authority may **itself suspend** surveillance that it finds unlawful, and that its opinion be required before any exchange of data with a foreign service.",
        },
        why: {
          fr: "Un contrôle qui recommande sans pouvoir arrêter laisse la personne surveillée sans recours, puisqu’elle ignore tout. L’autorité est la seule à pouvoir agir à sa place.",
          en: "Oversight that recommends but cannot stop leaves the person under surveillance without remedy, since they know nothing. Only the authority can act in their stead.",
        },
      },
    ],
  },
  {
    title: { fr: "Asile et frontières", en: "Asylum and borders" },
    engagements: [
      {
        title: {
          fr: "Personne n’est expulsé avant la décision du juge de l’asile",
          en: "Nobody is removed before the asylum judge has ruled",
        },
        text: {
          fr: "Je voterai pour que **tout recours contre un refus d’asile suspende l’éloignement**, quelle que soit la procédure, y compris la procédure accélérée et l’asile à la frontière, et je m’opposerai à tout raccourcissement du délai de recours.",
          en: "I will vote so that **every appeal against a refusal of asylum suspends removal**, whatever the procedure, including the accelerated one and asylum at the border, and I will oppose any shortening of the time to appeal.",
        },
        why: {
          fr: "Quand une décision est fausse, un renvoi ne se répare pas. Une part des protections accordées l’est par le juge, après un premier refus.",
          en: "When a decision is wrong, a return cannot be undone. A share of all protection granted is granted by the judge, after a first refusal.",
        },
      },
      {
        title: {
          fr: "Aucun enfant en rétention",
          en: "No child in immigration detention",
        },
        text: {
          fr: "Je voterai pour **l’interdiction, sans exception de territoire, de la rétention administrative et du maintien en zone d’attente des personnes de moins de dix-huit ans**, seules ou en famille, et pour des hébergements ouverts à la place.",
          en: "I will vote for **a ban, in every territory without exception, on detaining anyone under eighteen** in removal centres or border waiting zones, alone or with family, and for open accommodation instead.",
        },
        why: {
          fr: "L’enfermement, même bref, abîme durablement un enfant. Aucune politique de retour ne le rend nécessaire, et l’outre-mer ne doit pas faire exception.",
          en: "Being locked up, even briefly, does a child lasting harm. No return policy makes it necessary, and overseas territories must not be an exception.",
        },
      },
    ],
  },
];
