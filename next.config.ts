import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/[\\/]$/, "");

/** The newest migration that this build was made with: /api/health/ready looks for it. */
function newestMigration(): string {
  const names = readdirSync(`${root}/prisma/migrations`, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return (
    names
      .map((entry) => entry.name)
      .sort()
      .at(-1) ?? ""
  );
}

/** Where a device may be asked for its position: by its own page, on a press. */
const permissions = (position: "()" | "(self)") => ({
  key: "Permissions-Policy",
  value: `camera=(), geolocation=${position}, microphone=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()`,
});

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  permissions("()"),
];

/** Small documents for other sites, and the page on which they are chosen, which say their own policy. */
const embed = "(?:fr|en)/embed(?:/|$)";

/** Documents, files and the API; the desk's own, with a nonce, is made in proxy.ts. */
const documentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

/** Files of a signature, which say their own: nothing runs in them. */
const signed = "(?:fr|en)/signatures/[^/]+/(?:pages/|image|receipt)";

/** Pages that may connect to nobody, which they say themselves: the verifier, and where an opinion stays on the device. */
const offline = "(?:fr|en)/(?:verify$|elections/[^/]+/[^/]+/compare(?:/|$))";

const desk = "(?:fr|en)/(?:desk|admin)(?:/|$)";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  agentRules: false,
  expireTime: 300,
  images: { unoptimized: true },
  // `npm test` checks the types; a start need not.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "nodemailer", "pdfkit"],
  // The proxy turns large bodies by strangers away; what it hands on is cut at its own limit, which is to be no smaller.
  experimental: { serverActions: { bodySizeLimit: "20mb" }, proxyClientMaxBodySize: "21mb" },
  env: { NEWEST_MIGRATION: newestMigration() },
  async headers() {
    return [
      { source: "/:path*", headers: everywhere },
      { source: "/:locale(fr|en)", headers: [permissions("(self)")] },
      { source: "/:locale(fr|en)/search", headers: [permissions("(self)")] },
      {
        source: "/:path*",
        has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
        headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }],
      },
      {
        // A previewed mail states its own, for it brings its styles.
        source: `/((?!${desk}|${signed}|${embed}|${offline}|api/v1/(?:letters|mails)/).*)`,
        headers: [{ key: "Content-Security-Policy", value: documentPolicy }],
      },
      {
        source: "/:locale(fr|en)/embed/:path+",
        headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }],
      },
      // Next lets these win over a route's own: documents say their own, so they are left out here.
      {
        source: "/((?!(?:fr|en)(?:/|$)).*)",
        headers: [{ key: "Referrer-Policy", value: "same-origin" }],
      },
      {
        source: "/:locale(fr|en)/:room(desk|admin)/:path*",
        headers: [
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "X-Robots-Tag", value: "noindex, nofollow" },
        ],
      },
    ];
  },
};

export default config;
