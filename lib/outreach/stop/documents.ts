import { linkCtx } from "@/lib/core/auth/link";
import { type Door, guarded, moved } from "@/lib/core/document";
import { preferredLocale } from "@/lib/core/i18n/locale";
import { stopContact } from "@/lib/signatures/commands";

const MAX_BODY = 1000;

async function tokenOf(params: Parameters<Door>[1]["params"]): Promise<string> {
  const { token } = await params;
  return typeof token === "string" ? token : "";
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
    const said = (await request.text()).slice(0, MAX_BODY);
    if (!/List-Unsubscribe=One-Click/.test(said)) return new Response(null, { status: 400, headers });
    const ctx = await linkCtx(await tokenOf(params));
    if (!ctx) return new Response(null, { status: 404, headers });
    const stopped = await stopContact(ctx, {});
    return new Response(null, { status: stopped.ok ? 200 : 403, headers });
  });
