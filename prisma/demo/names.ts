import type { Chance } from "./chance";

export type Origin =
  | "french"
  | "breton"
  | "alsatian"
  | "southern"
  | "corsican"
  | "maghrebi"
  | "polish"
  | "portuguese"
  | "vietnamese"
  | "antillean"
  | "african"
  | "oceanian"
  | "armenian";

/** Names are put together from parts, so that they sound right and belong to nobody. */
interface Stock {
  readonly f: string;
  readonly m: string;
  /** First and last parts of family names, each side in words. */
  readonly heads: string;
  readonly tails: string;
}

const STOCK: Readonly<Record<Origin, Stock>> = {
  french: {
    f: "Adèle Agathe Albane Aliénor Apolline Armelle Bérénice Blandine Capucine Célestine Clémence Clotilde Constance Delphine Églantine Éléonore Élise Eugénie Faustine Flavie Garance Héloïse Hortense Irène Joséphine Léonie Lucile Margaux Mathilde Noémie Océane Ombeline Pénélope Philippine Rosalie Séverine Solène Sylvaine Tiphaine Victoire Violaine Zélie Anne-Lise Marie-Ange",
    m: "Achille Aimé Alban Anatole Ambroise Amédée Augustin Aurélien Barnabé Basile Baptiste Célestin Clovis Côme Cyprien Edmond Élie Émilien Eustache Félicien Firmin Florentin Gaspard Germain Honoré Hippolyte Jules Justin Léandre Léopold Lucien Marceau Maxence Octave Philibert Prosper Rémi Roch Sylvain Théophile Ulysse Valère Victorin Zéphyrin Jean-Loup Pierre-Yves",
    heads:
      "Aubre Beau Bréman Cham Chante Clair Corbi Coude Dau Escar Fau Folle Gran Grésil Haute Jau Lam Lavi Male Marse Mira Mont Noire Orfe Passe Pellu Rive Roque Rouve Sauve Souve Tarra Tréme Vaucre Verne Vieu Ambre Argen Barben Berne Bouque Brisse Calve Carre Cervi Courte Dame Épi Falque Garde Genê Gour Hurte Joli Lande Lou Mauvi Merle Nesle Ombre Paque Pique Quin Ravi Sable Tille Tonne Vigne Yver",
    tails:
      "bertin bosque brune chaud court doisne fontanel gelin gnolles grisard jonc lanche lardin malle mesnil minard montel nassard pierroux quetin reuil rolland sange selle tainville thierry vallon vaudoux verdon villard vinel ballue barres bihan chalier chastel combe daune dieu escaut fresne gault guibert hamel heurtin labbey loire marche morin nave oisel pasquin penne pinson ramel rigault rouge sault sorel tanneur tour vasseur",
  },
  breton: {
    f: "Aziliz Bleuenn Enora Gwenaëlle Katell Klervi Maïwenn Morgane Nolwenn Rozenn Soazig Solenn",
    m: "Alan Budog Corentin Ewen Gireg Goulven Gwendal Kaourintin Loïg Malo Ronan Tugdual",
    heads: "Ker Tré Plou Coat Pen Lan Le\u00a0Ros Gwern Bren",
    tails:
      "audren bihouet dalaëc fellec goulou guivarec hervou loscoat maëlan morvezen nédélan ruellec scoën véganten abalain bozec cosquer diraison élouet garlan kerrien lozach mével pennarun quiniou roudaut tanguyen ulvoas",
  },
  alsatian: {
    f: "Anneliese Greta Liesel Margrit Odile Salomé",
    m: "Arbogast Fritz Gauthier Materne Sigisbert Théobald",
    heads: "Baum Eber Felds Gras Hirsch Kessel Rebs Stein Wald Weiss",
    tails:
      "acker bergen brucher felder gasser holtz mannering steiger wirth bach dorffer fuchser klinger lehr mattern offner schaller tisch",
  },
  southern: {
    f: "Aliette Amaia Maialen Maguelone Mireille Nais Oihana Roselyne",
    m: "Amaury Bixente Frédéric Guilhem Iban Jaufré Martial Peio",
    heads: "Arrabe Bidau Cantas Castel Etche Iri Lasca Mendi Peyre Puech Soule Uhar",
    tails:
      "bourry cabrol garay goyenne larrat maurin mirande negre quier rousset soulier telle barthe casenove daban espel forgues goity lacoume mendy oyhar pouey salles",
  },
  corsican: {
    f: "Dévote Lætitia Letizia Saveria Vannina",
    m: "Ange-Toussaint Dumè Ghjuvan Lisandru Pasquin",
    heads: "Albe Casa Colom Fratti Monte Petra Rocca San",
    tails:
      "bianchi cheroni lucciani marelli nervini sardani tavelli torri battini ferroni graziali leccia ottavi paoletti sampieri vecchioli",
  },
  maghrebi: {
    f: "Amel Assia Dounia Farida Hanane Ilhem Kahina Lamia Lilia Nawel Salima Souad Tassadit Yasmine",
    m: "Aghiles Amine Bachir Farès Hakim Idir Jugurtha Kamel Lounès Mehdi Mourad Nabil Rachid Sofiane",
    heads: "Ait\u00a0 Ben Bel Bou Had Khel Mess Oul Tah Zer",
    tails:
      "aouène bachra dramine farsi ghalem houri jaddine kassimi lamrouni mansori nadjar ramdali slimar toumsi zerhari abdoun belkadi chérifa doukhan fellah guermi ikhlef khedrane mahdoub ouchen rabhi saïdoune tazi yakoubi",
  },
  polish: {
    f: "Agnieszka Danuta Halina Jadwiga Małgorzata Zofia",
    m: "Bogdan Kazimierz Leszek Stanisław Wacław Zbigniew",
    heads: "Brzo Dąbro Jaro Krzy Lubo Ostro Szcze Wiśni",
    tails:
      "biński czak kowicz lewski mierski nowiak radzki tkowiak borowy galski jaskuła linski marczak pilarz sobczyn walczyk",
  },
  portuguese: {
    f: "Conceição Fátima Graça Inês Luísa Rosário",
    m: "Adelino Duarte Gonçalo Joaquim Nuno Simão",
    heads: "Al Bar Car Fer Mon Pi Sal Vi",
    tails:
      "bosende calhares dalmeiro feiral monteiros nhalves queirão telhado abrantel cardal fontaínha lourinho mesquital pedrosel rebordão vilarinho",
  },
  vietnamese: {
    f: "Bích\u00a0Ngọc Hồng Kim-Anh Lan Mai-Linh Thu\u00a0Hà Tuyết Xuân",
    m: "Bảo Đức Hải-Minh Khôi Long Quang Thành Việt",
    heads: "Nguyễn\u00a0 Trần\u00a0 Phạm\u00a0 Lương\u00a0 Đặng\u00a0 Võ\u00a0",
    tails:
      "Bạchly Chauvel Đông-Rivière Hoàlim Lamnghi Sonthuy Tranvel Vânhai Anhduy Binhthu Catlam Dungha Huelan Kimson Lienphu Myhanh Quyvan Thaophu",
  },
  antillean: {
    f: "Célimène Euphrasie Ginette Lucette Man-Tine Rosélia Solitude Théodora",
    m: "Anicet Déodat Elphège Gratien Hégésippe Siméon Ti-Jean Wilfrid",
    heads: "Bon Bois Céle Dor Fleur Gran Jul Mar Nar Sain Zam",
    tails:
      "amboise bardeur clarion élise fortuné gésippe jacquet lurel-néro mirand nestor rosette télème zaïre alcindor bélise cornély damase eustache flérus gaspardo hilaire lérident marcelin osange palcy",
  },
  african: {
    f: "Aïssatou Awa Bintou Fatoumata Kadiatou Mariama Ndèye Oumou",
    m: "Abdoulaye Amadou Bakary Cheikh Ibrahima Mamadou Ousmane Souleymane",
    heads: "Bang Cou Dia Fan Kan Mba Nga Sis Tou",
    tails:
      "baré diallou gana koundou lama nkor ssimba tamba yéra bocoum dembo fofanel keïral makossi niangal ouattal sanogho traolé wadjo",
  },
  oceanian: {
    f: "Hinatea Maeva Moeata Poerava Teura Vaitiare",
    m: "Heimana Manutea Nuuhiva Tamatoa Teiki Waina",
    heads: "Fare Hoa Mata Nau Poa Tehe Tua Wama",
    tails: "fano hiro itua lelei moana pua rii tetai wéa ariki faatau hauata maihota orava teano upaia",
  },
  armenian: {
    f: "Anouche Araksi Nazeli Siranouche",
    m: "Ardavast Hagop Krikor Vahé",
    heads: "Arda Bara Der\u00a0Ma Kara Tcha",
    tails: "bachian dourian gopian louyan nazarian-tel bedrosel hovian kessabian minassel tovmasian",
  },
};

const MAINLAND: readonly (readonly [Origin, number])[] = [
  ["french", 60],
  ["southern", 6],
  ["maghrebi", 9],
  ["breton", 4],
  ["alsatian", 2],
  ["polish", 3],
  ["portuguese", 4],
  ["vietnamese", 2],
  ["antillean", 3],
  ["african", 4],
  ["armenian", 2],
];
const LOCAL: readonly (readonly [string, Origin])[] = [
  ["22 29 35 56 44", "breton"],
  ["67 68 57", "alsatian"],
  ["64 40 31 32 65 66 11 34", "southern"],
  ["2A 2B", "corsican"],
  ["971 972 973 974 ZX", "antillean"],
  ["986 987 988", "oceanian"],
  ["976", "african"],
];

const words = new Map<string, readonly string[]>();
function listOf(text: string): readonly string[] {
  const known = words.get(text) ?? text.split(" ").map((word) => word.replace(/\u00a0/g, " "));
  words.set(text, known);
  return known;
}

export interface FullName {
  readonly givenName: string;
  readonly familyName: string;
  readonly gender: "f" | "m";
}

function originIn(chance: Chance, department: string): Origin {
  const local = LOCAL.find(([codes]) => codes.split(" ").includes(department))?.[1];
  return local && chance.isBelow(0.6) ? local : chance.weighted(MAINLAND);
}

function familyName(chance: Chance, origin: Origin): string {
  const { heads, tails } = STOCK[origin];
  return `${chance.pick(listOf(heads))}${chance.pick(listOf(tails))}`
    .replace(/^Ait /, "Aït ")
    .replace(/(?<= )\p{Ll}/u, (letter) => letter.toUpperCase());
}

const of = (name: string) => (/^[AEÉIOUHY]/.test(name) ? `d’${name}` : `de ${name}`);

/** A fictional name as one meets it in this department; some double, some with a particle, a few very long. */
export function aName(chance: Chance, department: string, gender: "f" | "m"): FullName {
  const origin = originIn(chance, department);
  const given = chance.pick(listOf(STOCK[origin][gender]));
  const second = chance.isBelow(0.12) ? `-${chance.pick(listOf(STOCK[origin][gender]))}` : "";
  const givenName =
    given.includes("-") || given.includes(" ") || second === `-${given}` ? given : given + second;
  const family = familyName(chance, origin);
  if (origin !== "french") return { givenName, familyName: family, gender };
  const luck = chance.share();
  if (luck < 0.05) return { givenName, familyName: `${family}-${familyName(chance, "french")}`, gender };
  if (luck < 0.08) return { givenName, familyName: of(family), gender };
  if (luck < 0.086)
    return {
      givenName: gender === "f" ? "Marie-Élisabeth Philippine" : "Charles-Édouard Théophile",
      familyName: `${family} ${of(`La Motte-${familyName(chance, "french")}`)} ${of(familyName(chance, "southern"))}-sur-Vesle`,
      gender,
    };
  return { givenName, familyName: family, gender };
}

const PROFESSIONS =
  "agricultrice·agriculteur|aide-soignante·aide-soignant|apicultrice·apiculteur|architecte|artisane·artisan|avocate·avocat|bibliothécaire|boulangère·boulanger|cadre administrative·cadre administratif|cheffe d’entreprise·chef d’entreprise|comptable|conductrice de bus·conducteur de bus|consultante·consultant|documentaliste|éducatrice spécialisée·éducateur spécialisé|enseignante·enseignant|étudiante·étudiant|facteur|géologue|greffière·greffier|infirmière·infirmier|ingénieure·ingénieur|journaliste|kinésithérapeute|maraîchère·maraîcher|médecin|menuisière·menuisier|notaire|ouvrière·ouvrier|pharmacienne·pharmacien|postière·postier|retraitée·retraité|sage-femme|sans profession|sapeuse-pompière·sapeur-pompier|secrétaire|technicienne·technicien|traductrice·traducteur|vétérinaire|viticultrice·viticulteur".split(
    "|",
  );

export function aProfession(chance: Chance, gender: "f" | "m"): string {
  const [f = "", m = f] = chance.pick(PROFESSIONS).split("·");
  return gender === "f" ? f : m;
}
