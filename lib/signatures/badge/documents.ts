import type { DocumentSpec } from "@/lib/core/document";
import { encoded } from "@/lib/core/encoding";
import type { Locale } from "@/lib/core/i18n/locale";
import { configuredOrigin } from "@/lib/core/origin";
import { report } from "@/lib/core/report";
import { type SharedSignature, sharedSignature } from "../sharing/queries";
import { badgeSvg } from "./rules";
import { BadgePage } from "./ui/badge";

type Params = Record<string, string>;

/** A page about the badge of one signature: how it looks now, what to paste, and the rules of its use. */
export const badgeDocument: DocumentSpec<Params, SharedSignature> = {
  load: ({ params }) => sharedSignature(params.id ?? ""),
  view: BadgePage,
};

const FILE = /^([0-9a-zA-Z]{1,32})(?:\.(fr|en))?\.svg$/;

/**
 * `GET /badges/{signature}.svg`, or `.en.svg`: what stands now, on any site. Kept for a minute, so that a dispute or a withdrawal
 * is in it at once; where the signature was erased there is none.
 */
export async function badgeDoor(
  request: Request,
  { params }: { readonly params: Promise<{ readonly file: string }> },
): Promise<Response> {
  const [, id, language] = FILE.exec((await params).file) ?? [];
  const locale: Locale = language === "en" ? "en" : "fr";
  try {
    const shared = id ? await sharedSignature(id) : null;
    if (!shared) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
    const headers = new Headers({
      "Content-Type": "image/svg+xml; charset=utf-8",
      "Cache-Control": "public, max-age=60",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "X-Content-Type-Options": "nosniff",
    });
    return encoded(request, badgeSvg(shared, locale, new URL(configuredOrigin()).host), 200, headers);
  } catch (error) {
    const { isUnavailable } = report(error, { path: "badges" });
    return new Response(null, {
      status: isUnavailable ? 503 : 500,
      headers: { "Cache-Control": "no-store" },
    });
  }
}
