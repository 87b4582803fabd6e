import { randomUUID } from "node:crypto";
import type { ReactElement } from "react";
import { anyoneCtx } from "@/lib/core/auth/link";
import type { DocumentSpec, Visit } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import { type AnswersShown, type ReviewShown, themeOf } from "../answering/documents";
import type { OpenShown } from "../documents";
import { byLink, type Opened, type PageProps, type Params } from "../links/documents";
import type { Signing } from "../queries";
import { answersHash, engagementIds } from "../rules";
import type { ConfirmShown } from "../signing/documents";
import { AcceptAllPage } from "../ui/accept-all";
import { AnswersPage } from "../ui/answers";
import { ConfirmPage } from "../ui/confirm";
import { OpenPage } from "../ui/open";
import { ReviewPage } from "../ui/review";
import { acceptRehearsed, saveRehearsed, signRehearsed } from "./commands";
import { rehearsedSigning } from "./queries";
import {
  type AcceptRehearsed,
  acceptRehearsedInput,
  type SaveRehearsed,
  type SignRehearsed,
  saveRehearsedInput,
  signRehearsedInput,
} from "./schema";
import { RehearsedElsewherePage, RehearsedPage } from "./ui/rehearsed";

/** The page of a link as a fictional candidate sees it; each says that it is a rehearsal. */
function rehearsed<E>(
  page: (props: PageProps<E>) => ReactElement,
  read: (signing: Signing, visit: Visit<Params>) => E,
): DocumentSpec<Params, Opened<E>> {
  const Page = page;
  return {
    async load(visit) {
      const token = visit.params.token ?? "";
      const { now } = await anyoneCtx();
      const signing = await rehearsedSigning(token, visit.locale, now);
      if (!signing) return null;
      const { signature, version } = signing;
      const signed = signature && { signature, version, changed: [] };
      return { token, signing, signed, team: null, shown: read(signing, visit) };
    },
    view({ view, frame, attempt }) {
      const said = attempt ? { attempt } : {};
      return <Page opened={view} frame={{ ...frame, isRehearsal: true }} {...said} />;
    },
    isPrivate: true,
  };
}

const under = ({ params }: Visit<Params>, page: string) => `/rehearsal/${params.token ?? ""}/${page}`;
const given = ({ params }: Visit<Params>) => ({ token: params.token ?? "" });
const caller = () => anyoneCtx();
const limit = { name: "rehearsal", points: 120, seconds: 60, by: byLink };
const TOLD = {
  "not-for-links": { status: 403, key: "signatures.refusals.not-yours" },
  "not-rehearsed": { status: 410, key: "signatures.refusals.not-rehearsed" },
} as const;

export const openRehearsal = rehearsed<OpenShown>(OpenPage, () => ({ isByHand: false, others: 0 }));
export const elsewhereRehearsal = rehearsed<object>(RehearsedElsewherePage, () => ({}));
export const doneRehearsal = rehearsed<object>(RehearsedPage, () => ({}));

export const answersRehearsal = rehearsed<AnswersShown>(AnswersPage, (signing, { search }) => ({
  ...themeOf(signing, search),
  suggestions: {},
}));

export const answersRehearsalForm: FormSpec<
  Opened<AnswersShown>,
  SaveRehearsed,
  { next: number | null },
  keyof typeof TOLD | "missing"
> = {
  document: answersRehearsal,
  schema: saveRehearsedInput,
  caller,
  command: saveRehearsed,
  given,
  next: ({ next }, visit) => under(visit, next ? `answers?theme=${next}` : "review"),
  limit,
  refusals: { ...TOLD, missing: { status: 422, key: "signatures.refusals.missing" } },
};

export const acceptRehearsal = rehearsed<object>(AcceptAllPage, () => ({}));

export const acceptRehearsalForm: FormSpec<Opened<object>, AcceptRehearsed, null, keyof typeof TOLD> = {
  document: acceptRehearsal,
  schema: acceptRehearsedInput,
  caller,
  command: acceptRehearsed,
  given,
  next: (_, visit, { to }) => under(visit, to ?? "review"),
  limit,
  refusals: TOLD,
};

export const reviewRehearsal = rehearsed<ReviewShown>(ReviewPage, (signing) => ({
  replaced: [],
  newer: [],
  answersHash: answersHash(engagementIds(signing.version), signing.answers),
}));

export const confirmRehearsal = rehearsed<ConfirmShown>(ConfirmPage, ({ version, answers, signature }) => ({
  answersHash: answersHash(engagementIds(version), answers),
  revision: (signature?.revision ?? 0) + 1,
  key: randomUUID(),
}));

export const signRehearsalForm: FormSpec<
  Opened<ConfirmShown>,
  SignRehearsed,
  null,
  keyof typeof TOLD | "incomplete" | "answers-changed"
> = {
  document: confirmRehearsal,
  schema: signRehearsedInput,
  caller,
  command: signRehearsed,
  given,
  next: (_, visit) => under(visit, "done"),
  limit,
  refusals: {
    ...TOLD,
    incomplete: { status: 422, key: "signatures.refusals.incomplete" },
    "answers-changed": { status: 409, key: "signatures.refusals.answers-changed" },
  },
};
