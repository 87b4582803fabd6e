/** An invented party; `presence` is the share of constituencies where it stands, `seats` how likely it held one. */
export interface DemoParty {
  readonly name: string;
  readonly shortName: string;
  readonly presence: number;
  readonly seats: number;
}

/** Twelve parties that exist nowhere, named after things that take no side. */
export const PARTIES: readonly DemoParty[] = [
  { name: "Parti des Quatre Saisons", shortName: "PQS", presence: 0.97, seats: 22 },
  { name: "Union des Rivières", shortName: "UR", presence: 0.96, seats: 20 },
  { name: "Mouvement Plein Ciel", shortName: "MPC", presence: 0.95, seats: 18 },
  { name: "Les Ateliers civiques", shortName: "LAC", presence: 0.93, seats: 12 },
  { name: "Ligue du Grand Large", shortName: "LGL", presence: 0.9, seats: 10 },
  { name: "La Table longue", shortName: "LTL", presence: 0.86, seats: 8 },
  { name: "Parti de la Lanterne", shortName: "PL", presence: 0.82, seats: 4 },
  { name: "Terre et Marées", shortName: "TM", presence: 0.78, seats: 3 },
  { name: "Convention du Pavé", shortName: "CP", presence: 0.72, seats: 2 },
  { name: "Parti des Mésanges", shortName: "PM", presence: 0.66, seats: 1 },
  { name: "Écho des Vallées", shortName: "EV", presence: 0.58, seats: 1 },
  { name: "Mouvement du Petit Matin", shortName: "MPM", presence: 0.5, seats: 0 },
];

/** Whom a party also supports, where it has no candidate of its own. */
export const ALLIES: Readonly<Record<string, string>> = {
  PM: "PQS",
  TM: "PQS",
  EV: "UR",
  CP: "MPC",
  PL: "LAC",
  MPM: "LTL",
};

export const UNAFFILIATED = [
  "Sans étiquette",
  "Divers",
  "Liste citoyenne",
  "Régionaliste",
  "Vivre ici",
  "Pour le canal",
  "Le bon sens près de chez vous",
];
