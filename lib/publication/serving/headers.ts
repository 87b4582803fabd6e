const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  webp: "image/webp",
  ico: "image/x-icon",
  woff2: "font/woff2",
  pdf: "application/pdf",
  zip: "application/zip",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Fills a file's own name into `Content-Disposition`; tables are kept, pictures and feeds are shown. */
const KEPT = new Set(["csv", "xlsx", "zip"]);

const PERMISSIONS = (position: "()" | "(self)") =>
  `camera=(), geolocation=${position}, microphone=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()`;

/** The headers of a file of the public site: its type, and what a page of ours may do, which is little. */
export function headersOf(path: string): Record<string, string> {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const isPage = extension === "html";
  const isAsset = path.startsWith("assets/") && /-[0-9a-f]{8}\./.test(path);
  const isOffline = /^\w\w\/(verify|elections\/[^/]+\/[^/]+\/compare(\/.+)?)\.html$/.test(path);
  const isFramed = /^\w\w\/embed\/.*\.html$/.test(path);
  const policy = isPage
    ? isOffline
      ? DOCUMENT_POLICY.replace("connect-src 'self'", "connect-src 'none'")
      : isFramed
        ? DOCUMENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
        : DOCUMENT_POLICY
    : "default-src 'none'; sandbox; frame-ancestors 'none'";
  return {
    "Content-Type": TYPES[extension] ?? "application/octet-stream",
    "Cache-Control": isAsset
      ? "public, max-age=31536000, immutable"
      : "public, max-age=0, s-maxage=1, stale-while-revalidate=30",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": policy,
    "Referrer-Policy": isPage ? "strict-origin-when-cross-origin" : "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy":
      isFramed || /^(png|svg|json|csv|xml|atom|ics|xlsx)$/.test(extension) ? "cross-origin" : "same-origin",
    "Permissions-Policy": PERMISSIONS(/^\w\w\.html$/.test(path) ? "(self)" : "()"),
    ...(KEPT.has(extension)
      ? {
          "Content-Disposition": `attachment; filename="${path.replace(/^.*\//, "").replace(/[^\w.-]/g, "-")}"`,
        }
      : {}),
  };
}
