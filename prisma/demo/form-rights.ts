import { FIRST_THEMES } from "./form-rights-themes";
import type { FormWords, ThemeWords } from "./form-words";

/** Arms, police and assembly: engagements 7 to 10. */
const LAST_THEMES: readonly ThemeWords[] = [
  {
    title: { fr: "Commerce des armes", en: "Arms trade" },
    engagements: [
      {
        title: {
          fr: "Le Parlement contrôle les exportations d’armes",
          en: "Parliament oversees arms exports",
        },
        text: {
          fr: "Je proposerai ou cosignerai la création d’une **délégation parlementaire permanente** au contrôle des exportations d’armes, ouverte à tous les groupes, qui ait accès aux licences, à leurs motifs et à leurs conditions, et qui publie un avis chaque année.",
          en: "I will propose or co-sign the creation of a **standing parliamentary delegation** overseeing arms exports, open to all groups, with access to licences, their grounds and their conditions, and publishing an opinion every year.",
        },
        why: {
          fr: "Une vente d’armes engage le pays pour trente ans. Elle se décide aujourd’hui sans que la représentation nationale puisse en connaître les raisons avant la livraison.",
          en: "An arms sale binds the country for thirty years. Today it is decided without the nation’s representatives being able to learn the reasons before delivery.",
        },
      },
      {
        title: {
          fr: "Pas d’armes là où elles serviraient à des crimes",
          en: "No arms where they would serve crimes",
        },
        text: {
          fr: "J’interrogerai le gouvernement sur toute livraison vers un pays où existe un **risque manifeste** de violations graves du droit humanitaire, et je demanderai la suspension des licences en cours.",
          en: "I will question the government about any delivery to a country where there is a **clear risk** of serious violations of humanitarian law, and call for licences in force to be suspended.",
        },
        why: {
          fr: "Le traité sur le commerce des armes interdit ces transferts. Sans question posée en séance, l’interdiction reste sur le papier.",
          en: "The Arms Trade Treaty forbids such transfers. Unless somebody asks in the chamber, the ban stays on paper.",
        },
      },
    ],
  },
  {
    title: { fr: "Police et liberté de manifester", en: "Policing and freedom of assembly" },
    engagements: [
      {
        title: {
          fr: "Une enquête indépendante sur l’usage de la force",
          en: "Independent investigation of the use of force",
        },
        text: {
          fr: "Je voterai pour confier à un **organe indépendant du ministère de l’Intérieur**, doté de ses propres enquêteurs, les enquêtes sur tout décès ou blessure grave survenus lors d’une intervention des forces de l’ordre, et pour la publication de leurs conclusions.",
          en: "I will vote to entrust to a **body independent of the interior ministry**, with investigators of its own, the inquiry into every death or serious injury during a police operation, and for its findings to be published.",
        },
        why: {
          fr: "Les familles attendent des réponses, et les agents aussi. Personne ne se fie à une enquête que l’institution mise en cause mène sur elle-même.",
          en: "Families wait for answers, and so do officers. Nobody trusts an inquiry that the institution in question conducts into itself.",
        },
      },
      {
        title: {
          fr: "Manifester est un droit, l’interdire une exception",
          en: "Assembly is a right, banning it an exception",
        },
        text: {
          fr: "Je défendrai par mes amendements et mes votes :\n\n- la motivation individuelle et la **publication 48 heures à l’avance** de toute interdiction, pour qu’un juge puisse statuer ;\n- la remise d’un **récépissé** à chaque contrôle d’identité ;\n- la fin de l’usage, en maintien de l’ordre, des armes qui mutilent.",
          en: "By my amendments and votes I will defend:\n\n- individual reasons for, and **publication 48 hours ahead** of, any ban, so that a judge can rule;\n- a **written record** given at each identity check;\n- an end to maiming weapons in the policing of crowds.",
        },
        why: {
          fr: "Un arrêté affiché une heure avant le départ du cortège n’est jamais jugé à temps. Un droit que l’on ne peut pas faire valoir avant qu’il ne soit perdu n’en est pas un.",
          en: "An order posted an hour before a march sets off is never judged in time. A right that cannot be claimed before it is lost is no right.",
        },
      },
    ],
  },
];

/** «Dix engagements pour les droits humains»: ten engagements, five themes, two versions. */
export const RIGHTS: FormWords = {
  title: { fr: "Dix engagements pour les droits humains", en: "Ten engagements for human rights" },
  introduction: {
    fr: "Ces dix engagements tiennent dans les pouvoirs d’une députée ou d’un député : proposer, amender, voter, contrôler, interroger. Chacun se vérifiera sur des actes publics au cours du mandat. Vous pouvez les prendre tous, en écarter, ou dire vos réserves : nous publierons vos mots tels quels, à côté du texte que vous aurez lu.",
    en: "These ten engagements lie within a deputy’s powers: to propose, amend, vote, oversee and question. Each can be checked against public acts during the term. You may take them all, leave some out, or state your reservations: we will publish your words as they are, beside the text you read.",
  },
  validity: {
    fr: "Votre signature vaut pour la durée du mandat, si vous êtes élu·e ou si vous remplacez la personne élue. Vous pouvez la modifier ou la retirer à tout moment ; ce changement sera daté et public.",
    en: "Your signature holds for the length of the term, if you are elected or replace the person elected. You may change or withdraw it at any time; the change will be dated and public.",
  },
  minimum: 8,
  themes: [...FIRST_THEMES, ...LAST_THEMES],
  second: {
    4: {
      title: {
        fr: "Un contrôle réel des services de renseignement",
        en: "Real oversight of the intelligence services",
      },
      text: {
        fr: "Je proposerai que l’autorité indépendante de contrôle puisse **suspendre elle-même, dans les 48 heures,** une surveillance qu’elle juge illégale, que son avis soit requis avant tout échange de données avec un service étranger, et que les traitements automatisés de données de connexion lui soient soumis avant leur mise en service.",
        en: "I will propose that the independent oversight authority may **itself suspend, within 48 hours,** surveillance that it finds unlawful, that its opinion be required before any exchange of data with a foreign service, and that automated processing of connection data be submitted to it before entering service.",
      },
      why: {
        fr: "Un contrôle qui recommande sans pouvoir arrêter laisse la personne surveillée sans recours, puisqu’elle ignore tout. L’autorité est la seule à pouvoir agir à sa place.",
        en: "Oversight that recommends but cannot stop leaves the person under surveillance without remedy, since they know nothing. Only the authority can act in their stead.",
      },
    },
    8: {
      title: {
        fr: "Pas d’armes là où elles serviraient à des crimes",
        en: "No arms where they would serve crimes",
      },
      text: {
        fr: "J’interrogerai le gouvernement sur toute livraison **d’armes ou de matériel de maintenance** vers un pays où existe un **risque manifeste** de violations graves du droit humanitaire ou des droits humains, et je demanderai la suspension des licences en cours ainsi que la publication de la liste des livraisons déjà effectuées.",
        en: "I will question the government about any delivery **of arms or maintenance equipment** to a country where there is a **clear risk** of serious violations of humanitarian law or human rights, and call for licences in force to be suspended and for the list of past deliveries to be published.",
      },
      why: {
        fr: "Le traité sur le commerce des armes interdit ces transferts. Sans question posée en séance, l’interdiction reste sur le papier.",
        en: "The Arms Trade Treaty forbids such transfers. Unless somebody asks in the chamber, the ban stays on paper.",
      },
    },
  },
};
