import type { DownloadSpec } from "@/lib/core/download";
import { configuredOrigin } from "@/lib/core/origin";
import { report } from "@/lib/core/report";
import { publicReceipt } from "@/lib/proof/queries";
import { writeReceipt } from "@/lib/proof/receipt/receipt";
import { publicReceipts } from "./queries";

/** The receipt of one signature as files that anybody can verify without us; there is none before the log has signed it. */
export const receiptFile: DownloadSpec = {
  async load({ params }) {
    const receipt = await publicReceipt(params.id ?? "");
    if (!receipt) return null;
    const body = writeReceipt(receipt);
    return { body, contentType: "application/zip", fileName: `receipt-${params.id}.zip` };
  },
};

const MOST = 500;

/** `GET /api/v1/receipts?after=`: every receipt in the order of the log, with the address of its files. */
export async function receiptsDoor(request: Request): Promise<Response> {
  const after = new URL(request.url).searchParams.get("after") ?? "-1";
  const headers = { "Cache-Control": "public, max-age=5", "Access-Control-Allow-Origin": "*" };
  if (!/^(-1|\d{1,15})$/.test(after)) {
    const problem = {
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      detail: "after: an index of the log",
    };
    return Response.json(problem, { status: 400, headers: { "Content-Type": "application/problem+json" } });
  }
  try {
    const rows = await publicReceipts(Number(after), MOST);
    const origin = configuredOrigin();
    const receipts = rows.map(({ index, id, signedAt, level, status }) => ({
      index,
      id,
      signed_at: signedAt.toISOString(),
      level,
      status,
      zip: `${origin}/fr/signatures/${id}/receipt.zip`,
    }));
    const next = rows.length === MOST ? `${origin}/api/v1/receipts?after=${rows.at(-1)?.index}` : null;
    return Response.json({ receipts, next }, { headers });
  } catch (error) {
    const { reference, isUnavailable } = report(error, { path: "api/v1/receipts" });
    const status = isUnavailable ? 503 : 500;
    return Response.json({ type: "about:blank", status, detail: reference }, { status });
  }
}
