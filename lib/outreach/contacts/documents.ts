import { stringify } from "csv-stringify/sync";
import { memberCtx } from "@/lib/core/auth/session";
import { type Door, errorResponse, guarded, visitOf } from "@/lib/core/document";
import { withoutContactFor } from "./queries";

const COLUMNS = ["candidacy", "constituency", "name", "email", "role", "source", "found_on"] as const;

/** The candidacies without an address as a table to fill in and send back; for who may write contacts. */
export const missingContactsDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const visit = await visitOf(request, params);
    if (visit instanceof Response) return visit;
    const ctx = await memberCtx();
    const rows = ctx && (await withoutContactFor(ctx, visit.params.id ?? ""));
    if (!rows) return errorResponse(visit.frame, 404);
    const records = rows.map((row) => ({ ...row, email: "", role: "candidate", source: "", found_on: "" }));
    // The mark and the semicolon make a French Excel read accents and columns rightly.
    const body = stringify(records, {
      bom: true,
      delimiter: ";",
      header: true,
      columns: [...COLUMNS],
      escape_formulas: true,
    });
    return new Response(body, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="contacts.csv"',
        "Cache-Control": "no-store",
      },
    });
  });
