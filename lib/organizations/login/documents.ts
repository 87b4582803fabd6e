import { headers } from "next/headers";
import { anyoneCtx } from "@/lib/core/auth/link";
import { browserCookie, browserHash, visitingBrowser } from "@/lib/core/auth/login";
import { sessionCookie } from "@/lib/core/auth/session";
import type { DocumentSpec } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import { hasRelay } from "@/lib/core/mail";
import { sourceOf } from "@/lib/core/peer";
import { askLogin, logIn } from "./commands";
import { loginLinkFacts } from "./queries";
import { type LoginRefusal, whyNotOpen } from "./rules";
import { type AskInput, askInput, type LogInInput, logInInput } from "./schema";
import { LoginPage } from "./ui/login";
import { OpenPage, type OpenView } from "./ui/open";
import { SentPage, type SentView } from "./ui/sent";

type Params = Record<string, string>;

export const loginDocument: DocumentSpec<Params, object> = {
  load: async () => ({}),
  view: LoginPage,
  isPrivate: true,
};

export const loginForm: FormSpec<object, AskInput, { browser: string }, "not-for-links" | "too-often"> = {
  staysOpen: true,
  document: loginDocument,
  schema: askInput,
  caller: anyoneCtx,
  command: async (ctx, input) =>
    askLogin(ctx, { ...input, browser: await visitingBrowser(), source: sourceOf(await headers()) }),
  given: ({ locale }) => ({ locale }),
  next: () => "/login/sent",
  refusals: {
    "not-for-links": { status: 403, key: "organizations.errors.not-yours" },
    "too-often": { status: 429, key: "organizations.errors.too-often", field: "email" },
  },
  cookies: ({ browser }) => [browserCookie(browser)],
};

export const sentDocument: DocumentSpec<Params, SentView> = {
  load: async ({ frame }) => ({ by: frame.isDemo ? "inbox" : hasRelay() ? "relay" : "console" }),
  view: SentPage,
  isPrivate: true,
};

const STATUS: Record<LoginRefusal, number> = { used: 410, expired: 410, unknown: 404, "wrong-browser": 403 };

export const openDocument: DocumentSpec<Params, OpenView> = {
  async load({ params }) {
    const [link, browser, ctx] = await Promise.all([
      loginLinkFacts(params.token ?? ""),
      visitingBrowser(),
      anyoneCtx(),
    ]);
    return { no: whyNotOpen(ctx, link, browserHash(browser)) };
  },
  view: OpenPage,
  isPrivate: true,
  status: ({ no }) => (no ? STATUS[no] : 200),
};

const told = <S extends 403 | 410>(status: S, refusal: LoginRefusal) =>
  ({ status, key: `organizations.open.${refusal}.text` }) as const;

export const openForm: FormSpec<OpenView, LogInInput, { session: string }, LoginRefusal> = {
  staysOpen: true,
  document: openDocument,
  schema: logInInput,
  caller: anyoneCtx,
  command: async (ctx, input) => logIn(ctx, { ...input, browser: await visitingBrowser() }),
  given: ({ params }) => ({ token: params.token ?? "", browser: "" }),
  next: () => "/desk",
  refusals: {
    used: told(410, "used"),
    expired: told(410, "expired"),
    unknown: told(410, "unknown"),
    "wrong-browser": told(403, "wrong-browser"),
  },
  cookies: ({ session }) => [sessionCookie(session), browserCookie("")],
};
