import { moved } from "@/lib/core/document";
import { preferredLocale } from "@/lib/core/i18n/locale";

/** The bare address leads to the reader's language; no cookie remembers it. */
export async function GET(request: Request): Promise<Response> {
  const response = moved(`/${preferredLocale(request.headers.get("accept-language"))}`, 303);
  response.headers.set("Vary", "Accept-Language");
  return response;
}
