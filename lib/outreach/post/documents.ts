import { headers } from "next/headers";
import { type DocumentSpec, type Door, guarded } from "@/lib/core/document";
import { env } from "@/lib/core/env";
import { hasRelay, type Letter, senderAddress } from "@/lib/core/mail";
import { isLoopbackVisit } from "@/lib/core/peer";
import { letterFor } from "../ui/mails";
import { inboxMail, isDemo, latestMails, mailCount, type Posted } from "./queries";
import { InboxPage } from "./ui/inbox";
import { LetterPage } from "./ui/letter";

/** In the demo, or while developing without a relay, and only for who sits at the machine itself. */
async function mayLook(): Promise<boolean> {
  const isOpen = (await isDemo()) || (env().nodeEnv === "development" && !hasRelay());
  return isOpen && isLoopbackVisit(await headers());
}

export interface Inbox {
  readonly mails: readonly { readonly mail: Posted; readonly subject: string | null }[];
  readonly template: string;
  readonly page: number;
  readonly pages: number;
}

const PAGE = 30;

export const inboxDocument: DocumentSpec<Record<string, string>, Inbox> = {
  async load({ search }) {
    if (!(await mayLook())) return null;
    const template = search.get("template") ?? "";
    const pages = Math.max(1, Math.ceil((await mailCount(template)) / PAGE));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(search.get("page"))) || 1));
    const posted = await latestMails(template, PAGE, (page - 1) * PAGE);
    const mails = posted.map(async (mail) => ({ mail, subject: (await letterFor(mail))?.subject ?? null }));
    return { mails: await Promise.all(mails), template, page, pages };
  },
  view: InboxPage,
  isPrivate: true,
};

export interface OpenLetter {
  readonly mail: Posted;
  /** Null where there is nothing to say any more. */
  readonly letter: Letter | null;
  readonly from: string;
}

export const letterDocument: DocumentSpec<Record<string, string>, OpenLetter> = {
  async load({ params }) {
    const mail = (await mayLook()) ? await inboxMail(params.id ?? "") : null;
    return mail && { mail, letter: await letterFor(mail), from: senderAddress() };
  },
  view: LetterPage,
  isPrivate: true,
};

// A mail brings its own styles and nothing else; nothing in it runs.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** The HTML part of a mail of the inbox, as a mail program shows it. */
export const mailDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    const { id } = await params;
    const mail = (await mayLook()) ? await inboxMail(String(id)) : null;
    const letter = mail && (await letterFor(mail));
    const headers = { "Cache-Control": "no-store", "Content-Security-Policy": POLICY };
    if (!letter) return new Response(null, { status: 404, headers });
    return new Response(letter.html, { headers: { ...headers, "Content-Type": "text/html; charset=utf-8" } });
  });
