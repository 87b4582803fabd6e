import { db } from "@/lib/core/db";
import { aBallot, aCandidacy, aForm, anArea, anElection, aPerson } from "@/prisma/factories";

export const PLANTED_BIRTH = new Date("1961-04-23T00:00:00Z");

/** A constituency 78-07 with so many tickets on boards 1 to n, and one published form of ten engagements. */
export async function aContest(
  tickets: number,
  words: { readonly code?: string; readonly hasForm?: boolean } = {},
) {
  const { code = "78-07", hasForm = true } = words;
  const [departmentCode = "78"] = code.split("-");
  const held = { scheme: "fr-department", code: departmentCode };
  const department =
    (await db().area.findFirst({ where: held, select: { id: true } })) ??
    (await anArea(db(), { ...held, level: "department", name: "Yvelines" }));
  const area = await anArea(db(), {
    code,
    name: `${Number(code.slice(-2))}e circonscription des Yvelines`,
    parentId: department.id,
  });
  const election = await anElection(db());
  const ballot = await aBallot(db(), { electionId: election.id, areaId: area.id });
  const candidacies = [];
  for (let panelNumber = 1; panelNumber <= tickets; panelNumber += 1) {
    const person = await aPerson(db(), { birthDate: PLANTED_BIRTH, gender: panelNumber % 2 ? "f" : "m" });
    const ticket = await aCandidacy(db(), { ballotId: ballot.id, panelNumber, personId: person.id });
    candidacies.push({ ...ticket, person });
  }
  const form = hasForm ? await aForm(db(), { electionId: election.id, version: { engagements: 10 } }) : null;
  const at = `/elections/${election.slug}/${code}`;
  return { department, area, election, ballot, candidacies, form, at };
}

/** A decline of the whole form by the candidate, in public or only to the NGO. */
export function declineOf(formId: string, candidacyId: string, isPublic: boolean) {
  const reason = "Je ne signe aucun formulaire.";
  const data = { formId, candidacyId, role: "candidate" as const, isPublic, at: new Date(), reason };
  return db().decline.create({ data, select: { id: true } });
}
