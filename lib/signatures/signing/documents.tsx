import { randomUUID } from "node:crypto";
import type { FormSpec } from "@/lib/core/form";
import { publicSilence, type Silence } from "@/lib/elections/silence/queries";
import { formsAsking } from "../inbox/queries";
import { type Behind, behindLink, byLink, linkCaller, TOLD, under } from "../links/documents";
import { hasReceipt } from "../receipts/queries";
import { answersHash, engagementIds, nextRevision } from "../rules";
import { type SignInput, signInput } from "../schema";
import { type SharedSignature, sharedSignature } from "../sharing/queries";
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
  read: ({ version, answers, facts }) => ({
    answersHash: answersHash(engagementIds(version), answers),
    revision: nextRevision(facts),
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
  /** What the image to share says; null where nothing stands to be shown around. */
  readonly shared: SharedSignature | null;
  /** Nobody is prompted to show it around under election silence. */
  readonly silence: Silence | null;
  /** Other forms that ask this person and are open. */
  readonly others: number;
}

export const doneDocument = behindLink<DoneShown>({
  async read(signing) {
    const { signature, version, candidacy, ballotId, role, now } = signing;
    const [has, shared, forms, silence] = await Promise.all([
      hasReceipt(signing),
      signature && !signature.isWithdrawn ? sharedSignature(signature.publicId) : null,
      formsAsking({ formId: version.formId, candidacyId: candidacy.id, role }),
      publicSilence(ballotId),
    ]);
    const others = forms.filter(({ formId, closesAt }) => formId !== version.formId && closesAt > now);
    const isToShow = shared && (shared.status === "signed" || shared.status === "partly");
    return { hasReceipt: has, shared: isToShow ? shared : null, silence, others: others.length };
  },
  page: DonePage,
});
