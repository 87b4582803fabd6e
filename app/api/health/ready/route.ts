import { checkReadiness } from "@/lib/core/health";

export const dynamic = "force-dynamic";

/** 200 when the site can serve; 503 within 5 s naming the check that failed. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness();
  const status = readiness.failed === null ? 200 : 503;
  const headers = { "Cache-Control": "no-store", ...(status === 503 ? { "Retry-After": "5" } : {}) };
  return Response.json({ status: status === 200 ? "ready" : "not ready", ...readiness }, { status, headers });
}
