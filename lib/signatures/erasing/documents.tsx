import type { FormSpec } from "@/lib/core/form";
import { type Behind, behindLink, linkCaller, TOLD, under } from "../links/documents";
import { type NothingInput, nothingInput } from "../schema";
import { askErasure } from "./commands";
import { askedOfLink } from "./queries";
import type { WhyNotAsk } from "./rules";
import { ErasePage } from "./ui/erase-page";

export interface EraseShown {
  /** Asked for, and not decided yet. */
  readonly isAsked: boolean;
}

export const eraseDocument = behindLink<EraseShown>({
  async read({ version, candidacy, role }) {
    const asked = await askedOfLink({ formId: version.formId, candidacyId: candidacy.id, role });
    return { isAsked: asked?.isAsked ?? false };
  },
  page: ErasePage,
});

export const eraseForm: FormSpec<Behind<EraseShown>, NothingInput, object, "not-yours" | WhyNotAsk> = {
  document: eraseDocument,
  schema: nothingInput,
  caller: linkCaller,
  command: askErasure,
  next: (_, visit) => under(visit, "erase"),
  refusals: {
    "not-yours": TOLD["not-yours"],
    "not-signed": { status: 409, key: "signatures.refusals.not-signed" },
    "already-erased": { status: 409, key: "signatures.erasing.already-erased" },
    "already-asked": { status: 409, key: "signatures.erasing.already-asked" },
  },
};
