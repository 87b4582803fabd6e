import { type Door, errorResponse, guarded, type Visit, visitOf } from "./document";
import { encoded } from "./encoding";

/** A file made when asked: a table as CSV, an image to share. */
export interface DownloadSpec {
  /** null is a 404, "gone" a 410 for good, "busy" a 503 that asks to come again. */
  readonly load: (visit: Visit<Record<string, string>>) => Promise<Download | "busy" | "gone" | null>;
}

export interface Download {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Letters, digits, `-` and `.` only. */
  readonly fileName: string;
  /** Shown in the page that points to it rather than kept as a file. */
  readonly isShown?: boolean;
  /** For who holds the address alone: kept by no cache. */
  readonly isPrivate?: boolean;
}

/** A GET door that hands out a public file. */
export function download(spec: DownloadSpec): Door {
  return (request, { params }) =>
    guarded(request, params, async () => {
      const visit = await visitOf(request, params);
      if (visit instanceof Response) return visit;
      const file = await spec.load(visit);
      if (!file) return errorResponse(visit.frame, 404);
      if (file === "gone") return errorResponse(visit.frame, 410);
      if (file === "busy") return errorResponse(visit.frame, 503);
      const headers = new Headers({
        "Content-Type": file.contentType,
        "Content-Disposition": `${file.isShown ? "inline" : "attachment"}; filename="${file.fileName.replace(/[^\w.-]/g, "-")}"`,
        "Cache-Control": "public, max-age=0, s-maxage=30, stale-while-revalidate=30",
        "X-Content-Type-Options": "nosniff",
        // Opened by itself, a file runs nothing and asks nobody.
        "Content-Security-Policy": "default-src 'none'; sandbox",
      });
      if (file.isPrivate) {
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Robots-Tag", "noindex, nofollow");
      }
      if (visit.frame.isDemo) headers.set("X-Robots-Tag", "noindex");
      if (typeof file.body === "string") return encoded(request, file.body, 200, headers);
      // Other sites show it: that is what it is for.
      if (file.isShown) headers.set("Cross-Origin-Resource-Policy", "cross-origin");
      return new Response(file.body, { headers });
    });
}
