import type { FormSpec } from "@/lib/core/form";
import { type ReviewShown, reviewDocument } from "../answering/documents";
import { type OpenShown, openDocument } from "../documents";
import { type Behind, behindLink, byLink, linkCaller, TOLD, under } from "../links/documents";
import { handOver, revokePreparation, sayName, tellReady } from "./commands";
import type { whyNotHandOver, whyNotReady } from "./rules";
import {
  type HandOverInput,
  handOverInput,
  type NameInput,
  nameInput,
  type ReadyInput,
  type RevokeInput,
  readyInput,
  revokeInput,
} from "./schema";
import { HandOverPage } from "./ui/hand-over";

const LIMIT = { name: "prepare", points: 30, seconds: 600, by: byLink };

export const handOverDocument = behindLink<object>({
  read: () => ({}),
  page: HandOverPage,
  isWhileOpen: true,
});

type HandOverRefusal = NonNullable<ReturnType<typeof whyNotHandOver>>;

export const handOverForm: FormSpec<Behind<object>, HandOverInput, object, HandOverRefusal> = {
  document: handOverDocument,
  schema: handOverInput,
  caller: linkCaller,
  command: handOver,
  next: (_, visit) => under(visit, "prepare"),
  limit: LIMIT,
  refusals: { ...TOLD, "too-many": { status: 409, key: "signatures.refusals.too-many" } },
};

export const revokeForm: FormSpec<Behind<object>, RevokeInput, object, "not-yours"> = {
  document: handOverDocument,
  schema: revokeInput,
  caller: linkCaller,
  command: revokePreparation,
  next: (_, visit) => under(visit, "prepare"),
  refusals: { "not-yours": TOLD["not-yours"] },
};

export const nameForm: FormSpec<Behind<OpenShown>, NameInput, object, "not-yours" | "already-named"> = {
  document: openDocument,
  schema: nameInput,
  caller: linkCaller,
  command: sayName,
  next: (_, visit) => under(visit),
  limit: LIMIT,
  refusals: {
    "not-yours": TOLD["not-yours"],
    "already-named": { status: 409, key: "signatures.refusals.already-named" },
  },
};

type ReadyRefusal = NonNullable<ReturnType<typeof whyNotReady>>;

export const readyForm: FormSpec<Behind<ReviewShown>, ReadyInput, { isMailed: boolean }, ReadyRefusal> = {
  document: reviewDocument,
  schema: readyInput,
  caller: linkCaller,
  command: tellReady,
  given: ({ locale }) => ({ locale }),
  next: ({ isMailed }, visit) => `${under(visit)}${isMailed ? "" : "?by=hand"}`,
  limit: LIMIT,
  refusals: { ...TOLD, incomplete: { status: 422, key: "signatures.refusals.incomplete" } },
};
