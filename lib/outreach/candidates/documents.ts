import { stringify } from "csv-stringify/sync";
import { memberCtx } from "@/lib/core/auth/session";
import { type Door, errorResponse, guarded, visitOf } from "@/lib/core/document";
import { matchingFor } from "./queries";
import { candidatesQuery } from "./schema";

/** The view of the table of candidacies as a file, without any address; for owners and editors. */
export const candidatesCsvDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const visit = await visitOf(request, params);
    if (visit instanceof Response) return visit;
    const ctx = await memberCtx();
    const query = candidatesQuery.parse(Object.fromEntries(visit.search));
    const rows = ctx && (await matchingFor(ctx, visit.params.id ?? "", query));
    if (!rows) return errorResponse(visit.frame, 404);
    const { t } = visit.frame;
    const records = rows.map((row) => ({
      candidacy: row.publicId,
      name: row.name,
      substitute: row.substitute ?? "",
      constituency: row.area.code,
      constituency_name: row.area.name,
      parties: row.parties.join(", "),
      status: t(`components.status.${row.status}`),
      has_contact: row.hasContact ? "1" : "0",
      requests: row.requests,
      last_request: row.lastRequest?.toISOString() ?? "",
    }));
    // The mark and the semicolon make a French Excel read accents and columns rightly; what it would run is disarmed.
    const body = stringify(records, { bom: true, delimiter: ";", header: true, escape_formulas: true });
    return new Response(body, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="candidates.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  });
