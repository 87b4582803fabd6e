import { readFile } from "node:fs/promises";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkCtx } from "@/lib/core/auth/link";
import { memberCtx } from "@/lib/core/auth/session";
import { type Door, errorResponse, guarded, visitOf } from "@/lib/core/document";
import type { DownloadSpec } from "@/lib/core/download";
import { keptFile } from "@/lib/core/files";
import { isLocale } from "@/lib/core/i18n/locale";
import { configuredOrigin } from "@/lib/core/origin";
import { publishedVersionFor } from "@/lib/forms/queries";
import { isErased } from "../erasing/queries";
import { signingFor } from "../queries";
import { quoteFor } from "../quoting/queries";
import { candidacyFor, isOfFormFor } from "../recording/queries";
import { linkOf } from "../rules";
import { paperPdf } from "./printing/paper-pdf";
import { pageFor, publicPage } from "./queries";

/** A file that its reader alone may see: kept by no cache, run by no browser. */
function privateFile(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
  fileName: string,
  isShown: boolean,
): Response {
  return new Response(body, {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `${isShown ? "inline" : "attachment"}; filename="${fileName}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Resource-Policy": "same-origin",
      "X-Robots-Tag": "noindex, nofollow",
    },
  });
}

/** The form to sign by hand, for who came by a personal link: her name, and the words that she would sign now. */
export const ownPaperFile: DownloadSpec = {
  async load({ params, locale }) {
    const ctx = await linkCtx(params.token ?? "");
    const signing = ctx && linkOf(ctx) && (await signingFor(ctx));
    if (!signing || signing.isClosed) return null;
    const { version, person, role, area, candidacy } = signing;
    const printed = { name: person.name, role, area: area.name, candidacy: candidacy.publicId };
    const body = await paperPdf({ version, person: printed, locale, origin: configuredOrigin() });
    return { body, contentType: "application/pdf", fileName: `${version.slug}.pdf`, isPrivate: true };
  },
};

type Read = (ctx: Ctx, params: Record<string, string>, search: URLSearchParams) => Promise<Response | null>;

/** A door to a file of the desk; another's is not there. */
const deskFile =
  (read: Read): Door =>
  (request, { params }) =>
    guarded(request, params, async () => {
      const visit = await visitOf(request, params);
      if (visit instanceof Response) return visit;
      const ctx = await memberCtx();
      return (ctx && (await read(ctx, visit.params, visit.search))) ?? errorResponse(visit.frame, 404);
    });

/** The latest published words to sign by hand, for one candidacy or blank, in the language asked for. */
export const printedDoor = deskFile(async (ctx, { id = "" }, search) => {
  const version = (await isOfFormFor(ctx, id)) ? await publishedVersionFor(id) : null;
  if (!version) return null;
  const language = search.get("language") ?? "fr";
  const publicId = search.get("candidacy");
  const role = search.get("role") === "substitute" ? "substitute" : "candidate";
  const found = publicId ? await candidacyFor(ctx, id, publicId, role) : null;
  if (publicId && !found) return null;
  const person = found && { name: found.name, role: found.role, area: found.area, candidacy: found.publicId };
  const locale = isLocale(language) ? language : "fr";
  const body = await paperPdf({ version, person, locale, origin: configuredOrigin() });
  return privateFile(body, "application/pdf", `${version.slug}.pdf`, false);
});

/** A page as it was scanned, or with what is blacked out on it; a PDF is handed out, never shown. */
export const scanDoor = deskFile(async (ctx, { paper = "", position = "" }, search) => {
  const page = await pageFor(ctx, paper, Number(position));
  const isCovered = search.get("covered") === "1";
  const hash = isCovered ? page?.publicHash : page?.hash;
  if (!page || !hash) return null;
  const body = new Uint8Array(await readFile(keptFile(hash)));
  const isImage = page.kind === "image";
  return privateFile(
    body,
    isImage ? "image/jpeg" : "application/pdf",
    `page-${position}.${isImage ? "jpg" : "pdf"}`,
    isImage,
  );
});

const KINDS = {
  image: ["image/jpeg", "jpg"],
  pdf: ["application/pdf", "pdf"],
  text: ["text/plain; charset=utf-8", "txt"],
} as const;

/** What was kept of a page on which somebody said something: a picture or text is shown, a PDF handed out. */
export const snapshotDoor = deskFile(async (ctx, { id = "", quote = "" }) => {
  const found = await quoteFor(ctx, id, quote);
  if (!found) return null;
  const kind = found.snapshotKind === "image" || found.snapshotKind === "text" ? found.snapshotKind : "pdf";
  const [type, ending] = KINDS[kind];
  const body = new Uint8Array(await readFile(keptFile(found.snapshotHash)));
  return privateFile(body, type, `snapshot.${ending}`, kind !== "pdf");
});

/** The published picture of a page of a signed paper. */
export const publicPageFile: DownloadSpec = {
  async load({ params }) {
    const hash = await publicPage(params.id ?? "", Number(params.position));
    if (!hash) return (await isErased(params.id ?? "")) ? "gone" : null;
    const body = new Uint8Array(await readFile(keptFile(hash)));
    return { body, contentType: "image/jpeg", fileName: `page-${params.position}.jpg`, isShown: true };
  },
};
