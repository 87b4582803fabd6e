import { anyoneCtx } from "@/lib/core/auth/link";
import { browserCookie } from "@/lib/core/auth/login";
import type { DocumentSpec } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import { needsSetup } from "../queries";
import { setUp } from "./commands";
import { type SetupInput, setupInput } from "./schema";
import { SetupPage } from "./ui/setup";

type Params = Record<string, string>;

export const setupDocument: DocumentSpec<Params, object> = {
  load: async () => ((await needsSetup()) ? {} : null),
  view: SetupPage,
  isPrivate: true,
};

export const setupForm: FormSpec<object, SetupInput, { browser: string }, "already-set-up"> = {
  document: setupDocument,
  schema: setupInput,
  caller: async () => ((await needsSetup()) ? anyoneCtx() : null),
  command: setUp,
  given: ({ locale }) => ({ locale }),
  next: () => "/login/sent",
  refusals: { "already-set-up": { status: 409, key: "organizations.errors.already-set-up" } },
  cookies: ({ browser }) => [browserCookie(browser)],
};
