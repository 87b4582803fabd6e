import { encoded } from "@/lib/core/encoding";
import { configuredOrigin } from "@/lib/core/origin";
import { report } from "@/lib/core/report";
import { escaped } from "../../changes/rules";
import { publicFramed } from "../queries";
import { snippetOf, targetOf, WIDTH } from "../rules";

type Answer = Readonly<Record<string, string | number>>;

function xml(answer: Answer): string {
  const fields = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escaped(String(value))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join("")}</oembed>\n`;
}

/** A limit in pixels as the asking site says it; none where it says nothing of sense. */
function limit(asked: string | null, own: number): number {
  const said = Number(asked);
  return Number.isInteger(said) && said >= 100 ? Math.min(said, own) : own;
}

async function answerTo(search: URLSearchParams): Promise<Answer | null> {
  const origin = configuredOrigin();
  const target = targetOf((search.get("url") ?? "").slice(0, 2000), origin);
  const framed = target && (await publicFramed(target, { origin, locale: target.locale }));
  if (!framed) return null;
  const width = limit(search.get("maxwidth"), WIDTH);
  const height = limit(search.get("maxheight"), framed.height);
  return {
    version: "1.0",
    type: "rich",
    title: framed.title,
    provider_name: "Signataires",
    provider_url: origin,
    cache_age: 300,
    width,
    height,
    html: snippetOf({ ...framed, height }, width),
  };
}

const refused = (status: number) => new Response(null, { status, headers: { "Cache-Control": "no-store" } });

/** `GET /oembed?url=…&format=json|xml` (oembed.com, 2.3): 404 for what cannot be shown elsewhere, 501 for another format. */
export async function oembedDoor(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const format = searchParams.get("format") ?? "json";
  if (format !== "json" && format !== "xml") return refused(501);
  try {
    const answer = await answerTo(searchParams);
    if (!answer) return refused(404);
    const headers = new Headers({
      "Content-Type": format === "xml" ? "text/xml; charset=utf-8" : "application/json; charset=utf-8",
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "X-Content-Type-Options": "nosniff",
    });
    return encoded(request, format === "xml" ? xml(answer) : JSON.stringify(answer), 200, headers);
  } catch (error) {
    return refused(report(error, { path: "oembed" }).isUnavailable ? 503 : 500);
  }
}
