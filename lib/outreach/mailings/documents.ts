import type { Ctx } from "@/lib/core/auth/actor";
import { memberCtx } from "@/lib/core/auth/session";
import { type Door, guarded } from "@/lib/core/document";
import type { Letter } from "@/lib/core/mail";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { exampleLetter } from "./example/queries";
import { letterPreviewFor } from "./trial/queries";

// A mail brings its own styles and nothing else; nothing in it runs, and it stands in a frame of ours only.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

async function exampleOf(ctx: Ctx | null, formId: string, lang: string | null): Promise<Letter | null> {
  const form = ctx && (await deskFormFor(ctx, formId));
  return form && exampleLetter(form, lang === "en" ? "en" : "fr");
}

/** The HTML part of a message as one recipient would see it, for the frame of the desk's preview. */
export const letterFrameDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const { form, contact } = await params;
    const { searchParams } = new URL(request.url);
    const kind = searchParams.get("kind") === "reminder" ? "reminder" : "invitation";
    const ctx = await memberCtx();
    const letter =
      contact === "example"
        ? await exampleOf(ctx, String(form), searchParams.get("lang"))
        : ctx && (await letterPreviewFor(ctx, String(form), kind, String(contact)));
    const headers = {
      "Cache-Control": "no-store",
      "Content-Security-Policy": POLICY,
      "Referrer-Policy": "no-referrer",
    };
    if (!letter) return new Response(null, { status: 404, headers });
    return new Response(letter.html, { headers: { ...headers, "Content-Type": "text/html; charset=utf-8" } });
  });
