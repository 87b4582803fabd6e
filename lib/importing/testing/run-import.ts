import { pool } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import type { ImportReport } from "../bulk/report";
import { importAreas, importCandidates, importPersons, importResults } from "../commands";
import { type ImportKind, importOptions } from "../schema";
import { madeFile } from "./made-files";

export const commands = {
  areas: importAreas,
  candidates: importCandidates,
  results: importResults,
  persons: importPersons,
};

/** An election that does not exist yet and is made by the first import that names it. */
export const exampleElection = {
  election: "example-2030",
  name: "Élection d’exemple",
  dates: ["2030-06-09", "2030-06-16"],
};

/** Imports a made-up file as the command would. */
export async function run(kind: ImportKind, content: string | Buffer, more: Record<string, unknown> = {}) {
  return await runFiles(kind, [madeFile(`${kind}.csv`, content)], { ...exampleElection, ...more });
}

export async function runFiles(kind: ImportKind, files: string[], more: Record<string, unknown> = {}) {
  const input = { ...importOptions.parse({ files, ...more }), progress: () => undefined };
  return await commands[kind](ctxOf(systemActor()), input);
}

/** Rows, created, updated, unchanged, rejected. */
export async function counts(kind: ImportKind, content: string, more: Record<string, unknown> = {}) {
  const result = await run(kind, content, more);
  if (!result.ok) throw new Error(`${result.refusal} ${JSON.stringify(result.detail)}`);
  return countsOf(result.value);
}

export function countsOf({ rows, created, updated, unchanged, rejected }: ImportReport): number[] {
  return [rows, created, updated, unchanged, rejected];
}

/** The rows of a query, as lists. */
export async function select(sql: string): Promise<unknown[][]> {
  const { rows } = await pool().query({ text: sql, rowMode: "array" });
  return rows;
}

export const twoAreas = `area_scheme,area_code,level,country,name
fr-constituency,78-07,constituency,FR,Septième
fr-constituency,78-08,constituency,FR,Huitième
`;
export const listHeader =
  "Code circonscription;N° panneau;Sexe candidat;Nom candidat;Prénom candidat;Date naissance candidat;Nuance candidat;Profession candidat;Le candidat est sortant;Sexe remplaçant;Nom remplaçant;Prénom remplaçant;Date naiss. remplaçant\n";
export const threeCandidates = [
  "7807;1;F;EXEMPLE;Zoé;01/02/1970;DIV;Actrice;Oui;M;SECOND;Luc;03/04/1980\n",
  "7807;2;F;EXEMPLE;Zoé;05/06/1990;ECO;Autrice;Non;M;TIERS;Marc;07/08/1985\n",
  "7808;1;M;MODÈLE;Jean-Luc;09/10/1960;DIV;Acteur;Non;F;QUARTE;Anne;11/12/1975\n",
] as const;
export const list = listHeader + threeCandidates.join("");
