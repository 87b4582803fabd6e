import { randomUUID } from "node:crypto";
import * as reports from "@/lib/citizens/reports/commands";
import { db } from "@/lib/core/db";
import { ACCOUNTS, AUTHORS, type Rows } from "@/lib/core/testing/permissions";
import { aBallot, aCandidacy } from "@/prisma/factories";

/** A report on a ballot of the form's own election. */
async function aReport(formId: string): Promise<string> {
  const { electionId } = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: { electionId: true },
  });
  const { id: ballotId } = await aBallot(db(), { electionId });
  const { id: candidacyId } = await aCandidacy(db(), { ballotId });
  const data = { candidacyId, what: "Le nom", locale: "fr" };
  return (await db().errorReport.create({ data, select: { id: true } })).id;
}

/** Who may give each command of this room. */
export const rows: Rows<typeof reports> = {
  reportError: {
    may: ACCOUNTS,
    run: (ctx) =>
      reports.reportError(ctx, { candidacy: "x", what: randomUUID(), source: "", email: null, locale: "fr" }),
  },
  closeReport: {
    may: [...AUTHORS, "operator"],
    run: async (ctx, { formId }) =>
      reports.closeReport(ctx, { reportId: await aReport(formId), state: "refused", note: "Vérifié." }),
  },
};
