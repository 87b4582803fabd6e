import { systemCtx } from "@/lib/core/auth/link";
import { type Door, guarded } from "@/lib/core/document";
import { takeNotices } from "./commands";
import { bouncesHolder } from "./queries";
import { noticesIn } from "./reading/report";
import type { Notice } from "./rules";
import { providerNotices } from "./schema";

// A returned mail of ours is 10 kB; some servers send it back whole, twice.
const MAX_BODY = 512 * 1024;
const HEADERS = { "Cache-Control": "no-store" };

/** The body, or null where it is longer than it may be, whatever its header claims. */
async function bodyOf(request: Request): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Providers that forward a mailbox post the raw mail as a field of a form. */
async function mailInForm(body: Buffer<ArrayBuffer>, type: string): Promise<string> {
  const fields = await new Response(body, { headers: { "Content-Type": type } })
    .formData()
    .catch(() => new FormData());
  const mail = fields.get("body-mime") ?? fields.get("email");
  return typeof mail === "string" ? mail : "";
}

/** The notices in a body: a provider's JSON, a raw mail, or a form that holds one; null for a body that is none of these. */
async function noticesOf(body: Buffer<ArrayBuffer>, type: string): Promise<readonly Notice[] | null> {
  if (/^multipart\/form-data|^application\/x-www-form-urlencoded/i.test(type))
    return noticesIn(await mailInForm(body, type));
  const text = body.toString("utf8");
  if (!/^\s*[[{]/.test(text)) return noticesIn(text);
  try {
    return providerNotices.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Where mail providers, or a mailbox, post what came back. The token alone says for whom; the answer is the same however often
 * a notice is told, and one about no mail of ours is taken and changes nothing, so that nobody learns which mails exist.
 */
export const bouncesDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const { token } = await params;
    const organizationId = await bouncesHolder(typeof token === "string" ? token : "");
    if (organizationId === null) return new Response(null, { status: 404, headers: HEADERS });
    const body = await bodyOf(request);
    if (!body) return new Response(null, { status: 413, headers: HEADERS });
    const notices = await noticesOf(body, request.headers.get("content-type") ?? "");
    if (!notices) return new Response(null, { status: 400, headers: HEADERS });
    await takeNotices(await systemCtx(), { notices, organizationId });
    return new Response(null, { status: 204, headers: HEADERS });
  });
