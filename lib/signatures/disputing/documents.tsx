import { anyoneCtx, tokenHash } from "@/lib/core/auth/link";
import type { DocumentSpec, Visit } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import { type Behind, behindLink, linkCaller, TOLD, under } from "../links/documents";
import { askContest, contest, contestOwn } from "./commands";
import {
  type Contest,
  type ContestedSignature,
  contestBehind,
  contestedSignature,
  publicContested,
} from "./queries";
import {
  type AskContestInput,
  askContestInput,
  type ContestInput,
  type ContestOwnInput,
  contestInput,
  contestOwnInput,
} from "./schema";
import { AskContestPage } from "./ui/ask-contest";
import { ContestPage } from "./ui/contest";
import { ContestOwnPage } from "./ui/contest-own";

type Params = Record<string, string>;

const REFUSALS = {
  gone: { status: 410, key: "signatures.contest.refusals.gone" },
  "already-disputed": { status: 409, key: "signatures.contest.refusals.already-disputed" },
  "already-annulled": { status: 409, key: "signatures.contest.refusals.already-annulled" },
} as const;

/** Behind the link of a notice: opening it changes nothing, a pressed button contests. */
export const contestDocument: DocumentSpec<Params, Contest> = {
  load: ({ params }) => contestBehind(params.token ?? ""),
  view: ContestPage,
  isPrivate: true,
};

type ContestRefusal = keyof typeof REFUSALS | "not-for-links" | "expired";

export const contestForm: FormSpec<Contest, ContestInput, object, ContestRefusal> = {
  document: contestDocument,
  schema: contestInput,
  caller: anyoneCtx,
  command: contest,
  given: ({ params }) => ({ token: params.token ?? "" }),
  next: (_, { params }) => `/contest/${params.token ?? ""}`,
  limit: {
    name: "contest-press",
    points: 30,
    seconds: 60,
    by: ({ params }) => tokenHash(params.token ?? ""),
  },
  refusals: {
    ...REFUSALS,
    "not-for-links": TOLD["not-yours"],
    expired: { status: 410, key: "signatures.contest.refusals.expired" },
  },
};

/** What the signer's own page shows to contest: the signature whole, null where there is none. */
export interface OwnContest {
  readonly signature: ContestedSignature | null;
}

export const contestOwnDocument = behindLink<OwnContest>({
  read: async ({ signature }) => ({ signature: signature && (await contestedSignature(signature.id)) }),
  page: ContestOwnPage,
});

type OwnRefusal = keyof typeof REFUSALS | "not-yours" | "changed";

export const contestOwnForm: FormSpec<Behind<OwnContest>, ContestOwnInput, object, OwnRefusal> = {
  document: contestOwnDocument,
  schema: contestOwnInput,
  caller: linkCaller,
  command: contestOwn,
  next: (_, visit) => under(visit, "dispute"),
  refusals: {
    ...REFUSALS,
    "not-yours": TOLD["not-yours"],
    changed: { status: 409, key: "signatures.refusals.changed" },
  },
};

/** The public way for who has no link: what was signed, and a button that sends one to the addresses known. */
export interface AskContest {
  readonly signature: ContestedSignature;
  readonly isAsked: boolean;
}

export const askContestDocument: DocumentSpec<Params, AskContest> = {
  async load({ params, search }: Visit<Params>) {
    const signature = await publicContested(params.id ?? "");
    if (!signature || signature.isErased) return null;
    return { signature, isAsked: search.get("asked") === "yes" };
  },
  view: AskContestPage,
};

export const askContestForm: FormSpec<AskContest, AskContestInput, object, "not-for-links"> = {
  document: askContestDocument,
  schema: askContestInput,
  caller: anyoneCtx,
  command: askContest,
  given: ({ params, locale }) => ({ signature: params.id ?? "", locale }),
  next: (_, { params }) => `/signatures/${params.id ?? ""}/dispute?asked=yes`,
  limit: { name: "ask-contest", points: 20, seconds: 3600, by: ({ params }) => params.id ?? "" },
  refusals: { "not-for-links": TOLD["not-yours"] },
};
