import { randomUUID } from "node:crypto";
import type { FormSpec } from "@/lib/core/form";
import { type Behind, behindLink, byLink, linkCaller, TOLD, under } from "../links/documents";
import { hasReceipt } from "../receipts/queries";
import { answersHash, engagementIds } from "../rules";
import { type SignInput, signInput } from "../schema";
import { ConfirmPage } from "../ui/confirm";
import { DonePage } from "../ui/done";
import { type SignRefusal, sign } from "./commands";

/** What the confirming page shows and will send back, so that nothing else can be signed. */
export interface ConfirmShown {
  readonly answersHash: string;
  readonly revision: number;
  /** Made anew for each showing; the same button pressed twice sends it twice. */
  readonly key: string;
}

export const confirmDocument = behindLink<ConfirmShown>({
  read: ({ version, answers, signature }) => ({
    answersHash: answersHash(engagementIds(version), answers),
    revision: (signature?.revision ?? 0) + 1,
    key: randomUUID(),
  }),
  page: ConfirmPage,
  isWhileOpen: true,
});

export const signForm: FormSpec<Behind<ConfirmShown>, SignInput, { publicId: string }, SignRefusal> = {
  document: confirmDocument,
  schema: signInput,
  caller: linkCaller,
  command: sign,
  next: (_, visit) => under(visit, "done"),
  limit: { name: "sign", points: 30, seconds: 60, by: byLink },
  refusals: {
    ...TOLD,
    "already-signed": { status: 409, key: "signatures.refusals.already-signed" },
    "version-changed": { status: 409, key: "signatures.refusals.version-changed" },
    "answers-changed": { status: 409, key: "signatures.refusals.answers-changed" },
    "not-looked": { status: 409, key: "signatures.refusals.not-looked" },
    incomplete: { status: 422, key: "signatures.refusals.incomplete" },
    "other-request": { status: 422, key: "signatures.refusals.other-request" },
  },
};

export interface DoneShown {
  readonly hasReceipt: boolean;
}

export const doneDocument = behindLink<DoneShown>({
  read: async (signing) => ({ hasReceipt: await hasReceipt(signing) }),
  page: DonePage,
});
