import { stringify } from "csv-stringify/sync";
import { memberCtx } from "@/lib/core/auth/session";
import { type Door, errorResponse, guarded, visitOf } from "@/lib/core/document";
import { planFor } from "./queries";

/** The rows in doubt of an import as the file has them, with line, column and reason, for a spreadsheet. */
export const rejectedRowsDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const visit = await visitOf(request, params);
    if (visit instanceof Response) return visit;
    const { t, locale } = visit.frame;
    const ctx = await memberCtx();
    const plan = ctx && (await planFor(ctx, visit.params.id ?? "", locale));
    if (!plan?.preview) return errorResponse(visit.frame, 404);
    const { headers, doubts } = plan.preview;
    // Only a set of files says which of them a row is of.
    const isSet = doubts.some(({ file }) => file !== undefined);
    const said = [...(isSet ? ["file"] : []), "line", "column", "reason"].map((name) =>
      t(`importing.screen.csv.${name}`),
    );
    const rows = doubts.map(({ file = "", line, column, reason, cells }) => [
      ...(isSet ? [file] : []),
      line,
      column ?? "",
      t(`importing.rejected.${reason}`),
      ...headers.map((_, at) => cells[at] ?? ""),
    ]);
    // The mark and the semicolon make a French Excel read accents and columns rightly.
    const body = stringify([[...said, ...headers], ...rows], {
      bom: true,
      delimiter: ";",
      escape_formulas: true,
    });
    return new Response(body, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="rows-in-doubt.csv"',
        "Cache-Control": "no-store",
      },
    });
  });
