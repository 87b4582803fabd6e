import { anyoneCtx } from "@/lib/core/auth/link";
import type { DocumentSpec } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import {
  type AskedView,
  bySourceAndCandidacy,
  fromOneSource,
  loadAsked,
  type Params,
  TOO_OFTEN,
} from "../suggestions/documents";
import { type ClaimRefusal, claimCandidacy } from "./commands";
import { type OwnName, publicOwnNames } from "./queries";
import { type ClaimInput, claimInput } from "./schema";
import { ClaimPage } from "./ui/claim";
import { OwnNamePage } from "./ui/own-name";

export interface ClaimView extends AskedView {
  /** Of a claim just sent, for the page that says what to do with it. */
  readonly code: string | null;
  readonly role: "candidate" | "substitute";
}

export const claimDocument: DocumentSpec<Params, ClaimView> = {
  async load(visit) {
    const asked = await loadAsked(visit);
    const role = visit.search.get("role") === "substitute" ? "substitute" : "candidate";
    return asked && { ...asked, code: null, role };
  },
  view: ClaimPage,
};

export const claimForm: FormSpec<ClaimView, ClaimInput, { code: string }, ClaimRefusal | "too-often"> = {
  document: claimDocument,
  schema: claimInput,
  caller: anyoneCtx,
  given: ({ params, locale }) => ({ candidacy: params.id ?? "", locale }),
  command: fromOneSource(claimCandidacy),
  // Never by an address: whoever sends it to a candidate would have her publish a code that is not hers.
  next:
    ({ code }) =>
    (view) => ({ ...view, code }),
  limit: { name: "claim", points: 20, seconds: 3600, by: bySourceAndCandidacy },
  refusals: {
    "too-often": TOO_OFTEN,
    "not-for-links": { status: 403, key: "outreach.errors.gone" },
    gone: { status: 409, key: "outreach.errors.gone" },
    "proof-detail": { status: 422, key: "outreach.errors.proof-detail", field: "proof" },
    "nobody-asks": { status: 409, key: "outreach.errors.nobody-asks" },
  },
};

export interface OwnNameView {
  readonly typed: string;
  readonly found: readonly OwnName[];
}

export const ownNameDocument: DocumentSpec<Params, OwnNameView> = {
  async load({ search }) {
    const typed = (search.get("q") ?? "").trim().slice(0, 120);
    return { typed, found: await publicOwnNames(typed) };
  },
  view: OwnNamePage,
  limit: { name: "own-name", points: 120, seconds: 60 },
};
