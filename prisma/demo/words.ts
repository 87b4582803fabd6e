/** What candidates wrote beside an answer with reservation that fits any engagement. */
const ANYWHERE = [
  "D’accord sur le principe, avec une entrée en vigueur progressive.",
  "Oui, à condition que les moyens suivent : sans personnel, cela restera théorique.",
  "Je m’y engage, sous réserve de l’étude d’impact qui accompagnera le texte.",
  "I agree in substance; the wording of the bill will decide my vote.",
];

/** By position in the ten engagements: reservations that speak of that engagement. */
const ABOUT: Readonly<Record<number, readonly string[]>> = {
  1: [
    "D’accord sur le principe ; je souhaite que le juge puisse être saisi dans les heures qui suivent en cas d’urgence absolue.",
    "Oui pour le domicile et les communications ; pour les déplacements, un contrôle à bref délai me suffirait.",
  ],
  2: [
    "D’accord avec l’évaluation. Je la confierais à la Cour des comptes plutôt qu’à une commission nouvelle.",
    "Oui pour la date d’expiration, mais je n’exclus pas une prolongation unique votée sans nouveau débat.",
  ],
  3: ["Je voterai en ce sens, mais je n’exclus pas une recherche très encadrée de personnes disparues."],
  4: [
    "Je préfère un avis conforme de l’autorité à un pouvoir de suspension : le résultat serait le même.",
    "Je soutiens l’objectif ; certains échanges urgents doivent pouvoir être contrôlés après coup.",
  ],
  5: ["Oui, si le juge statue plus vite : un recours suspensif de deux ans ne protège personne."],
  6: [
    "Je m’y engage pour les mineurs isolés sans réserve ; pour les familles, je veux d’abord des places d’hébergement.",
    "Oui, y compris outre-mer, mais avec un an pour y construire des lieux ouverts.",
  ],
  7: [
    "Oui pour la délégation ; son accès aux motifs devra respecter le secret de la défense nationale.",
    "Favorable, mais je tiens à ce que ses séances se tiennent à huis clos.",
  ],
  8: ["Je m’engage à interroger le gouvernement ; la suspension doit rester décidée au cas par cas."],
  9: [
    "D’accord, sous réserve que l’organe compte aussi d’anciens enquêteurs.",
    "Oui. J’ajoute qu’il faudra revoir aussi la formation initiale, sans quoi rien ne changera.",
  ],
  10: [
    "Le délai de 48 heures me paraît court pour une petite préfecture ; d’accord pour le reste.",
    "Oui, mais le récépissé devrait être numérique.",
  ],
};

/** Reservations that a candidate may write about one engagement; `isRights` for the form of ten. */
export function reservationsOn(position: number, isRights: boolean): readonly string[] {
  return isRights ? [...(ABOUT[position] ?? []), ...(ABOUT[position] ?? []), ...ANYWHERE] : ANYWHERE;
}

/** What candidates added to a plain yes. */
export const REMARKS = [
  "Je l’ai déjà défendu en conseil municipal, et je le referai à l’Assemblée.",
  "C’est la raison de mon engagement.",
  "J’en rendrai compte chaque année lors d’une réunion publique.",
  "Nous avons lu ce texte en équipe, et nous le signons sans réserve.",
  "Sans hésiter.",
  "Je m’étais abstenu·e sur un texte voisin ; j’ai changé d’avis après avoir rencontré des familles.",
];

/** Why an engagement was left out. */
export const OBJECTIONS = [
  "Les circonstances peuvent imposer d’aller vite ; je ne veux pas me lier les mains.",
  "Cette compétence relève d’abord du gouvernement.",
  "Je partage le constat, pas la solution.",
  "Je ne prends position qu’après étude d’impact.",
];

export const DECLINES = [
  "Je ne signe aucune charte, quelle qu’en soit la cause : mes engagements sont dans mon programme.",
  "Par principe, je ne réponds pas aux questionnaires d’associations.",
  "Plusieurs de ces points sont contraires à ce que je défends, et je préfère le dire.",
];

export const DISPUTES = [
  "Je n’ai jamais signé ce texte. Mon équipe a reçu le lien, je n’en savais rien.",
  "La réserve publiée n’est pas celle que j’avais écrite.",
];

export const WITHDRAWALS = [
  "Mon parti a pris une autre position ; je préfère retirer ma signature que la garder sans la tenir.",
  "J’ai signé la première version ; je ne me reconnais pas dans la seconde.",
  null,
];

/** Where an address was found, as the NGO notes it. */
export const SOURCES = [
  "Site de campagne, page « Contact »",
  "Page publique de la candidature, relevée par une bénévole",
  "Profession de foi publiée en ligne",
  "Liste transmise par le parti",
  "Site de la mairie, adresse d’élu·e",
];

export const CALL_NOTES = [
  "Répondeur, message laissé avec notre numéro.",
  "L’équipe dit avoir bien reçu le courriel et l’étudier.",
  "Rappeler après les réunions publiques.",
];

/** The message of the invitations, with its merge fields. */
export const MESSAGE = {
  subject: {
    fr: "{{name}}, dix engagements pour les droits humains",
    en: "{{name}}, ten engagements for human rights",
  },
  body: {
    fr: "Bonjour {{name}},\n\nVous vous présentez dans la circonscription suivante : {{constituency}}. Nous demandons à toutes les candidates et à tous les candidats de dire, dans les mêmes termes, ce qu’ils feront pour les droits humains.\n\nVotre page personnelle :\n\n{{link}}\n\nRien n’y est coché d’avance, et rien n’est publié sans votre signature.",
    en: "Dear {{name}},\n\nYou are standing in {{constituency}}. We ask every candidate, in the same words, what they will do for human rights.\n\nYour personal page:\n\n{{link}}\n\nNothing there is ticked in advance, and nothing is published without your signature.",
  },
};

export const REMINDER = {
  subject: { fr: "{{name}}, votre réponse est attendue", en: "{{name}}, your answer is awaited" },
  body: {
    fr: "Bonjour {{name}},\n\nNous vous avons écrit au sujet de nos engagements. Votre page personnelle reste ouverte : {{link}}",
    en: "Dear {{name}},\n\nWe wrote to you about our engagements. Your personal page remains open:\n\n{{link}}",
  },
};
