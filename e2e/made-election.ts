import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where official files lie beside the project, when they do. */
export const OFFICIAL = join(import.meta.dirname, "..", "..", "shared", "data");

export interface ElectionFiles {
  readonly slug: string;
  readonly areas: readonly string[];
  readonly candidates: string;
  readonly name: string;
  readonly dates: string;
  readonly expected: { readonly candidacies: number; readonly constituencies: number };
}

export const OFFICIAL_2022: ElectionFiles = {
  slug: "legislatives-2022",
  areas: [
    "insee-circo-composition.xlsx",
    "constituency-communes-names.csv",
    "abroad-country-constituency.csv",
  ].map((name) => join(OFFICIAL, name)),
  candidates: join(OFFICIAL, "legislatives-2022-candidates-round1.xlsx"),
  name: "Élections législatives de 2022",
  dates: "2022-06-12,2022-06-19",
  expected: { candidacies: 6290, constituencies: 577 },
};

const COMMUNES = [
  "DEP;libdep;REG;libreg;COMMUNE_RESID;LIBcom;circo;type_com",
  "78;Yvelines;11;Île-de-France;78172;Conflans-Sainte-Honorine;78007;entière",
  "78;Yvelines;11;Île-de-France;78015;Andrésy;78007;entière",
  "78;Yvelines;11;Île-de-France;78646;Versailles;78001;partiel",
  "78;Yvelines;11;Île-de-France;78646;Versailles;78002;partiel",
];
const GIVEN = ["Zoé", "Maël", "Inès", "Loïc", "Agathe", "Émile", "Nora", "Tanguy", "Rose-Marie"];

/** Three made-up constituencies of nine tickets, in the shape of the official files. */
export function madeElection(): ElectionFiles {
  const folder = mkdtempSync(join(tmpdir(), "signataires-made-"));
  const file = (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.join("\n"));
    return path;
  };
  const rows = ["7801", "7802", "7807"].flatMap((code) =>
    GIVEN.map(
      (given, at) =>
        `${code};${at + 1};${at % 2 ? "M" : "F"};ESSAI${code.slice(2)};${given};0${at + 1}/02/1970;DIV;Métier;Non;F;SECOND${at};Luce;03/04/1980`,
    ),
  );
  const header =
    "Code circonscription;N° panneau;Sexe candidat;Nom candidat;Prénom candidat;Date naissance candidat;Nuance candidat;Profession candidat;Le candidat est sortant;Sexe remplaçant;Nom remplaçant;Prénom remplaçant;Date naiss. remplaçant";
  return {
    slug: "scrutin-d-essai",
    areas: [file("communes.csv", COMMUNES)],
    candidates: file("candidats.csv", [header, ...rows]),
    name: "Scrutin d’essai",
    dates: "2030-06-09,2030-06-16",
    expected: { candidacies: 27, constituencies: 3 },
  };
}
