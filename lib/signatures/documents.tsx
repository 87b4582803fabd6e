import { anyoneCtx, tellingCtx } from "@/lib/core/auth/link";
import type { DocumentSpec, Visit } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import { decline, reportNotMe, stopContact, withdraw } from "./commands";
import { formsAsking } from "./inbox/queries";
import { renewLink } from "./links/commands";
import { type Behind, behindLink, byLink, linkCaller, type Params, TOLD, under } from "./links/documents";
import { type RenewInput, renewInput } from "./links/schema";
import type { whyNotDecline, whyNotWithdraw } from "./rules";
import {
  type DeclineInput,
  declineInput,
  type NothingInput,
  nothingInput,
  type WithdrawInput,
  withdrawInput,
} from "./schema";
import { DeclinePage } from "./ui/decline";
import { OpenPage } from "./ui/open";
import { NotMePage, StopPage, type Told, ToldPage } from "./ui/telling";
import { WithdrawPage } from "./ui/withdraw";

const nothing = () => ({});

export interface OpenShown {
  /** Nobody could be written to that all is ready: who prepared must say so herself. */
  readonly isByHand: boolean;
  /** Other forms that ask this person and are open. */
  readonly others: number;
}

const open: Parameters<typeof behindLink<OpenShown>>[0] = {
  async read({ version, candidacy, role, now }, { search }) {
    const forms = await formsAsking({ formId: version.formId, candidacyId: candidacy.id, role });
    const others = forms.filter(({ formId, closesAt }) => formId !== version.formId && closesAt > now);
    return { isByHand: search.get("by") === "hand", others: others.length };
  },
  page: OpenPage,
  isWhileOpen: true,
  isForTeam: true,
};

export const openDocument = behindLink<OpenShown>(open);

export const withdrawDocument = behindLink<object>({ read: nothing, page: WithdrawPage });

type WithdrawRefusal = NonNullable<ReturnType<typeof whyNotWithdraw>>;

export const withdrawForm: FormSpec<Behind<object>, WithdrawInput, object, WithdrawRefusal> = {
  document: withdrawDocument,
  schema: withdrawInput,
  caller: linkCaller,
  command: withdraw,
  next: (_, visit) => under(visit),
  refusals: {
    "not-yours": TOLD["not-yours"],
    "not-signed": { status: 409, key: "signatures.refusals.not-signed" },
    "already-withdrawn": { status: 409, key: "signatures.refusals.already-withdrawn" },
    changed: { status: 409, key: "signatures.refusals.changed" },
  },
};

export const declineDocument = behindLink<object>({ read: nothing, page: DeclinePage, isWhileOpen: true });

type DeclineRefusal = NonNullable<ReturnType<typeof whyNotDecline>>;

export const declineForm: FormSpec<Behind<object>, DeclineInput, object, DeclineRefusal> = {
  document: declineDocument,
  schema: declineInput,
  caller: linkCaller,
  command: decline,
  next: (_, visit) => under(visit),
  refusals: { ...TOLD, "already-signed": { status: 409, key: "signatures.refusals.withdraw-first" } },
};

/** Who tells something by the link of this address, revoked or not. */
const tellingCaller = ({ params }: Visit<Params>) => tellingCtx(params.token ?? "");

export const notMeDocument = behindLink<object>({ read: nothing, page: NotMePage, caller: tellingCtx });

export const notMeForm: FormSpec<Behind<object>, NothingInput, object, "not-yours"> = {
  document: notMeDocument,
  schema: nothingInput,
  caller: tellingCaller,
  command: reportNotMe,
  next: () => "/sign/told?what=not-me",
  refusals: { "not-yours": TOLD["not-yours"] },
};

export const stopDocument = behindLink<object>({ read: nothing, page: StopPage, caller: tellingCtx });

export const stopForm: FormSpec<Behind<object>, NothingInput, object, "not-yours"> = {
  document: stopDocument,
  schema: nothingInput,
  caller: tellingCaller,
  command: stopContact,
  next: () => "/sign/told?what=stop",
  refusals: { "not-yours": TOLD["not-yours"] },
};

export const renewDocument = openDocument;

export const renewForm: FormSpec<Behind<OpenShown>, RenewInput, object, "not-for-links"> = {
  document: renewDocument,
  schema: renewInput,
  caller: anyoneCtx,
  command: renewLink,
  given: ({ params, locale }) => ({ token: params.token ?? "", locale }),
  next: () => "/sign/told?what=renew",
  limit: { name: "renew-link", points: 5, seconds: 3600, by: byLink },
  refusals: { "not-for-links": TOLD["not-yours"] },
};

/** What was just told, where the link itself may open nothing any more. */
export const toldDocument: DocumentSpec<Params, Told> = {
  async load({ search }) {
    const what = search.get("what");
    return what === "not-me" || what === "stop" || what === "renew" ? { what } : null;
  },
  view: ToldPage,
  isPrivate: true,
};
