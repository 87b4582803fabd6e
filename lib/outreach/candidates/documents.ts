import { stringify } from "csv-stringify/sync";
import { memberCtx } from "@/lib/core/auth/session";
import { type Door, errorResponse, guarded, visitOf } from "@/lib/core/document";
import { matchingFor } from "./queries";
import { candidatesQuery } from "./schema";

/** Which rows: those of the view, or of the ticked ones where the table's form asks (all that match it, or each). */
function asked(search: URLSearchParams) {
  const isTicked = search.get("rows") === "ticked";
  const matching = isTicked ? search.get("matching") : null;
  const view = matching === null ? search : new URLSearchParams(matching);
  const query = candidatesQuery.parse(Object.fromEntries(view));
  return { query, picked: isTicked && matching === null ? new Set(search.getAll("candidacies")) : null };
}

/** The view of the table of candidacies, or what is ticked in it, as a file, without any address; for owners and editors. */
export const candidatesCsvDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const visit = await visitOf(request, params);
    if (visit instanceof Response) return visit;
    const ctx = await memberCtx();
    const { query, picked } = asked(visit.search);
    const matching = ctx && (await matchingFor(ctx, visit.params.id ?? "", query));
    if (!matching) return errorResponse(visit.frame, 404);
    const rows = picked ? matching.filter(({ publicId }) => picked.has(publicId)) : matching;
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
