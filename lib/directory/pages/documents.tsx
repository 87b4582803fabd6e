import type { DocumentSpec } from "@/lib/core/document";
import { frameOf } from "@/lib/core/frame";
import { LOCALES } from "@/lib/core/i18n/locale";
import { type PublicElection, publicCurrentElection, publicForms } from "../queries";
import { publicAddresses } from "./queries";
import { StandingPage, type StandingPageName } from "./ui/standing-page";

/** What a standing page may tell of this instance: who publishes it. */
export interface StandingPageView {
  readonly name: StandingPageName;
  readonly election: PublicElection | null;
  readonly authors: readonly { readonly slug: string; readonly name: string }[];
}

/** A page of settled text: method, legal notice, privacy, accessibility. */
function standingPage(name: StandingPageName): DocumentSpec<Record<string, string>, StandingPageView> {
  return {
    async load() {
      const election = await publicCurrentElection();
      const forms = election ? await publicForms(election.id) : [];
      const authors = new Map(forms.flatMap((form) => form.authors.map((author) => [author.slug, author])));
      return { name, election, authors: [...authors.values()] };
    },
    view: StandingPage,
  };
}

export const methodDocument = standingPage("method");
export const proofDocument = standingPage("what-proof");
export const legalDocument = standingPage("legal");
export const privacyDocument = standingPage("privacy");
export const accessibilityDocument = standingPage("accessibility");

/** The page that answers every address that leads nowhere. */
export const nowhereDocument: DocumentSpec<Record<string, string>, never> = {
  load: async () => null,
  view: () => <></>,
};

/** `robots.txt`: a demonstration is not to be indexed; what lies behind a token never is. */
export async function robots(): Promise<Response> {
  const frame = await frameOf("fr", "");
  const lines = frame.isDemo
    ? ["User-agent: *", "Disallow: /"]
    : ["User-agent: *", "Disallow: /*/sign/", "Disallow: /*/desk", `Sitemap: ${frame.origin}/sitemap.xml`];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=300" },
  });
}

/** `sitemap.xml`: every public address in both languages (sitemaps.org, at most 50,000). */
export async function sitemap(): Promise<Response> {
  const { isDemo, origin } = await frameOf("fr", "");
  const paths = isDemo ? [] : await publicAddresses();
  const links = paths.flatMap((path) =>
    LOCALES.map((locale) => `<url><loc>${origin}/${locale}${path}</loc></url>`),
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${links.join("")}</urlset>`;
  return new Response(body, {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=300" },
  });
}
