import { tellingCtx } from "@/lib/core/auth/link";
import { type Door, guarded, moved } from "@/lib/core/document";
import { preferredLocale } from "@/lib/core/i18n/locale";
import { stopContact } from "@/lib/signatures/commands";

const MAX_BODY = 1000;

async function tokenOf(params: Parameters<Door>[1]["params"]): Promise<string> {
  const { token } = await params;
  return typeof token === "string" ? token : "";
}

/** The body, or null where it is longer than the one pair that is expected, whatever its header claims. */
async function shortBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const held: number[] = [];
  for await (const chunk of request.body ?? []) {
    if (held.length + chunk.length > MAX_BODY) return null;
    held.push(...chunk);
  }
  return Uint8Array.from(held);
}

/** Mail programs send the pair as a form of either kind (RFC 8058, 3.2). */
async function isOneClick(request: Request): Promise<boolean> {
  const body = await shortBody(request);
  const type = request.headers.get("content-type") ?? "";
  const fields =
    body && (await new Response(body, { headers: { "Content-Type": type } }).formData().catch(() => null));
  return fields?.get("List-Unsubscribe") === "One-Click";
}

/** A person who follows the header's address by hand comes to the page that asks first: a GET stops nothing. */
export const stopPageDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const locale = preferredLocale(request.headers.get("accept-language"));
    return moved(`/${locale}/sign/${encodeURIComponent(await tokenOf(params))}/stop`, 303);
  });

/**
 * One-click unsubscription as mail programs post it (RFC 8058), from wherever they are: the token alone says for whom. The
 * answer is the same when it was asked before.
 */
export const oneClickStopDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const headers = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };
    if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY || !(await isOneClick(request)))
      return new Response(null, { status: 400, headers });
    const ctx = await tellingCtx(await tokenOf(params));
    if (!ctx) return new Response(null, { status: 404, headers });
    const stopped = await stopContact(ctx, {});
    return new Response(null, { status: stopped.ok ? 200 : 403, headers });
  });
