/** What candidates wrote beside an answer with reservation. */
export const RESERVATIONS = [
  "D’accord sur le principe ; je souhaite que le juge puisse être saisi après coup en cas d’urgence absolue.",
  "Oui, à condition que les moyens des juridictions suivent. Sans greffiers, ce délai restera théorique.",
  "Je voterai en ce sens, mais je n’exclus pas une expérimentation très encadrée, limitée à six mois.",
  "Je soutiens l’objectif. Le délai de 48 heures me paraît court pour une petite préfecture.",
  "Oui pour la délégation ; son accès aux motifs devra respecter le secret de la défense nationale.",
  "Je m’y engage pour les mineurs isolés sans réserve ; pour les familles, je veux d’abord des places d’hébergement.",
  "D’accord, sous réserve que l’organe compte aussi d’anciens enquêteurs.",
  "Je préfère un avis conforme de l’autorité à un pouvoir de suspension, le résultat serait le même.",
  "Favorable, mais je tiens à ce que le Parlement soit informé à huis clos.",
  "Je m’engage à interroger le gouvernement ; la suspension doit rester décidée au cas par cas.",
  "Oui dans ma circonscription comme ailleurs, mais avec une entrée en vigueur progressive outre-mer.",
  "I agree in substance; the receipt should be digital so that nobody has to carry a stack of paper.",
  "D’accord avec l’évaluation. Je la confierais à la Cour des comptes plutôt qu’à une commission nouvelle.",
  "Oui. J’ajoute qu’il faudra revoir aussi la formation initiale, sans quoi rien ne changera.",
];

/** What candidates added to a plain yes. */
export const REMARKS = [
  "Je l’ai déjà défendu en conseil municipal, et je le referai à l’Assemblée.",
  "C’est la raison de mon engagement.",
  "J’en rendrai compte chaque année lors d’une réunion publique.",
  "Ma suppléante et moi avons lu ce texte ensemble, et nous le signons ensemble.",
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
    fr: "Bonjour {{name}},\n\nVous vous présentez dans la circonscription {{constituency}}. Nous demandons à toutes les candidates et à tous les candidats de dire, dans les mêmes termes, ce qu’ils feront pour les droits humains.\n\nVotre page personnelle : {{link}}\n\nRien n’y est coché d’avance, et rien n’est publié sans votre signature.",
    en: "Dear {{name}},\n\nYou are standing in {{constituency}}. We ask every candidate, in the same words, what they will do for human rights.\n\nYour personal page: {{link}}\n\nNothing there is ticked in advance, and nothing is published without your signature.",
  },
};

export const REMINDER = {
  subject: { fr: "{{name}}, votre réponse est attendue", en: "{{name}}, your answer is awaited" },
  body: {
    fr: "Bonjour {{name}},\n\nNous vous avons écrit au sujet de nos engagements. Votre page personnelle reste ouverte : {{link}}",
    en: "Dear {{name}},\n\nWe wrote to you about our engagements. Your personal page remains open: {{link}}",
  },
};
