import { linkToken } from "@/lib/core/auth/link";
import type { FormSpec } from "@/lib/core/form";
import { reachForm } from "../links/commands";
import { type Behind, behindLink, byLink, linkCaller, TOLD } from "../links/documents";
import { type ReachInput, reachInput } from "../links/schema";
import type { whyNotReach } from "../rules";
import { type AskingForm, formsAsking } from "./queries";
import { FormsPage } from "./ui/forms";

export interface FormsShown {
  readonly forms: readonly AskingForm[];
}

export const formsDocument = behindLink<FormsShown>({
  read: async ({ version, candidacy, role }) => ({
    forms: await formsAsking({ formId: version.formId, candidacyId: candidacy.id, role }),
  }),
  page: FormsPage,
});

type ReachRefusal = NonNullable<ReturnType<typeof whyNotReach>>;

export const openForm: FormSpec<Behind<FormsShown>, ReachInput, { linkId: string | null }, ReachRefusal> = {
  document: formsDocument,
  schema: reachInput,
  caller: linkCaller,
  command: reachForm,
  given: ({ locale }) => ({ locale }),
  next: ({ linkId }) => (linkId ? `/sign/${linkToken(linkId)}` : "/sign/told?what=renew"),
  limit: { name: "reach-form", points: 30, seconds: 600, by: byLink },
  refusals: {
    "not-yours": TOLD["not-yours"],
    closed: TOLD.closed,
    "not-asked": { status: 409, key: "signatures.refusals.not-asked" },
  },
};
