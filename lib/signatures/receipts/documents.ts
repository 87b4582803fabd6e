import type { DownloadSpec } from "@/lib/core/download";
import { translator } from "@/lib/core/i18n/translator";
import { configuredOrigin } from "@/lib/core/origin";
import { problem } from "@/lib/core/problem";
import { report } from "@/lib/core/report";
import { publicReceipt } from "@/lib/proof/queries";
import { writeReceipt } from "@/lib/proof/receipt/receipt";
import { isErased } from "../erasing/queries";
import { publicSealedReceipt } from "../sealing/queries";
import { publicReceipts } from "./queries";

/** The receipt of one signature as files that anybody can verify without us; there is none before the log has signed it. */
export const receiptFile: DownloadSpec = {
  async load({ params }) {
    const receipt = await publicReceipt(params.id ?? "");
    if (!receipt) return (await isErased(params.id ?? "")) ? "gone" : null;
    const body = writeReceipt(receipt);
    return { body, contentType: "application/zip", fileName: `receipt-${params.id}.zip` };
  },
};

/** The same as a sealed PDF to read, print and hand on; it is made within seconds after the log has signed. */
export const receiptPdf: DownloadSpec = {
  async load({ params }) {
    const id = params.id ?? "";
    const body = await publicSealedReceipt(id);
    if (body) return { body, contentType: "application/pdf", fileName: `receipt-${id}.pdf` };
    if (await publicReceipt(id)) return "busy";
    return (await isErased(id)) ? "gone" : null;
  },
};

const MOST = 500;

/** `GET /api/v1/receipts?after=`: every receipt in the order of the log, with the address of its files. */
export async function receiptsDoor(request: Request): Promise<Response> {
  const after = new URL(request.url).searchParams.get("after") ?? "-1";
  const headers = { "Cache-Control": "public, max-age=5", "Access-Control-Allow-Origin": "*" };
  if (!/^(-1|\d{1,15})$/.test(after)) return problem(400, "Bad Request", "after: an index of the log");
  try {
    const rows = await publicReceipts(Number(after), MOST);
    const origin = configuredOrigin();
    const receipts = rows.map(({ index, id, signedAt, contestableUntil, isSealed, ...rest }) => ({
      index,
      id,
      signed_at: signedAt.toISOString(),
      // Version, method, level and status.
      ...rest,
      how: {
        fr: translator("fr")(`directory.level.${rest.level}`),
        en: translator("en")(`directory.level.${rest.level}`),
      },
      contestable_until: contestableUntil?.toISOString() ?? null,
      verify: `${origin}/fr/verify`,
      badge: `${origin}/badges/${id}.svg`,
      zip: `${origin}/fr/signatures/${id}/receipt.zip`,
      pdf: isSealed ? `${origin}/fr/signatures/${id}/receipt.pdf` : null,
    }));
    const next = rows.length === MOST ? `${origin}/api/v1/receipts?after=${rows.at(-1)?.index}` : null;
    return Response.json({ receipts, next }, { headers });
  } catch (error) {
    const { reference, isUnavailable } = report(error, { path: "api/v1/receipts" });
    return isUnavailable
      ? problem(503, "Service Unavailable", reference, 5)
      : problem(500, "Internal Server Error", reference);
  }
}
