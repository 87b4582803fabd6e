import { headers } from "next/headers";
import type { Ctx } from "@/lib/core/auth/actor";
import { anyoneCtx, tokenHash } from "@/lib/core/auth/link";
import type { DocumentSpec, Visit } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import { secondsToWait } from "@/lib/core/limits";
import { sourceOf } from "@/lib/core/peer";
import { type Result, refuse } from "@/lib/core/result";
import { type SuggestRefusal, suggestContact } from "./commands";
import { type AskedTicket, askedTicket, idIn } from "./queries";
import { type SuggestInput, suggestInput } from "./schema";
import { SuggestPage } from "./ui/suggest";

export type Params = Record<string, string>;

export interface AskedView {
  readonly ticket: AskedTicket;
  /** The path that leads back, without the language. */
  readonly path: string;
  readonly isSent: boolean;
}

/** What the pages under a candidacy share; not cached, since a posted form comes back there. */
export async function loadAsked(visit: Visit<Params>): Promise<AskedView | null> {
  const id = visit.params.id ?? "";
  const ticket = await askedTicket(id, (await anyoneCtx()).now);
  const isSent = visit.search.get("sent") === "1";
  return ticket && { ticket, path: `/candidacies/${encodeURIComponent(id)}`, isSent };
}

/**
 * Who tells something about which candidacy, as far as it is known. Never the candidacy alone, or one stranger would close her
 * forms to everybody else.
 */
export function bySourceAndCandidacy({ params }: Visit<Params>, { headers }: Request): string {
  return tokenHash(`${sourceOf(headers)} ${idIn(params.id ?? "")}`);
}

// A town hall or a newsroom shares one address; the count holds its digest for an hour. One source reaches its own limit long
// before it reaches the candidacy's.
const SOURCE = { name: "tell", points: 60, seconds: 3600 };
const CANDIDACY = { name: "tell-candidacy", points: 300, seconds: 3600 };

/** A command of an open form, so many times an hour from one source, and about one candidacy, at most. */
export function fromOneSource<I extends { readonly candidacy: string }, O, R extends string>(
  command: (ctx: Ctx, input: I) => Promise<Result<O, R>>,
) {
  return async (ctx: Ctx, input: I): Promise<Result<O, R | "too-often">> => {
    const source = tokenHash(sourceOf(await headers()));
    if ((await secondsToWait(SOURCE, source)) !== null) return refuse("too-often");
    if ((await secondsToWait(CANDIDACY, idIn(input.candidacy))) !== null) return refuse("too-often");
    return command(ctx, input);
  };
}

export const TOO_OFTEN = { status: 429, key: "organizations.errors.too-often" } as const;

export const suggestDocument: DocumentSpec<Params, AskedView> = { load: loadAsked, view: SuggestPage };

export const suggestForm: FormSpec<AskedView, SuggestInput, object, SuggestRefusal | "too-often"> = {
  document: suggestDocument,
  schema: suggestInput,
  caller: anyoneCtx,
  given: ({ params }) => ({ candidacy: params.id ?? "" }),
  command: fromOneSource(suggestContact),
  next: (_value, { params }) => `/candidacies/${encodeURIComponent(params.id ?? "")}/contact?sent=1`,
  limit: { name: "suggest", points: 20, seconds: 3600, by: bySourceAndCandidacy },
  refusals: {
    "too-often": TOO_OFTEN,
    "not-for-links": { status: 403, key: "outreach.errors.gone" },
    gone: { status: 409, key: "outreach.errors.gone" },
    value: { status: 422, key: "outreach.errors.value", field: "value" },
    "nobody-asks": { status: 409, key: "outreach.errors.nobody-asks" },
  },
};
