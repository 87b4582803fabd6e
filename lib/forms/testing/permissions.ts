import { AUTHORS, type Rows, TEXT } from "@/lib/core/testing/permissions";
import * as coalition from "@/lib/forms/coalition/commands";
import * as cloning from "@/lib/forms/draft/cloning/commands";
import * as drafts from "@/lib/forms/draft/commands";
import * as steps from "@/lib/forms/draft/steps/commands";
import * as variants from "@/lib/forms/draft/variants/commands";
import type * as words from "@/lib/forms/draft/words/commands";
import * as logging from "@/lib/forms/logging/commands";

const draft = {
  revision: 0,
  locale: "fr",
  intent: { act: "save", id: "" },
  title: TEXT,
  introduction: TEXT,
  validity: TEXT,
  minimum: null,
  closesAt: "2027-06-05T00:00",
  timeZone: "Europe/Paris",
  themes: {},
  engagements: {},
} as const;

/** What the commands share inside their transactions: no door leads to it. */
type Shared =
  | "lockedDraft"
  | "writeWords"
  | "authorsOf"
  | "idsOf"
  | "consentingIds"
  | "electionFacts"
  | "canonicalOf"
  | "insertForm";

/** Who may give each command of this room. */
export const rows: Rows<
  typeof drafts &
    typeof cloning &
    typeof variants &
    typeof coalition &
    typeof steps &
    typeof logging &
    Omit<typeof words, Shared>
> = {
  logPublished: { may: ["system"], run: (ctx) => logging.logPublished(ctx) },
  createForm: {
    may: AUTHORS,
    run: (ctx, { organizationId, electionId }) =>
      drafts.createForm(ctx, { organizationId, electionId, title: TEXT, locale: "fr" }),
  },
  cloneForm: {
    may: AUTHORS,
    run: (ctx, { organizationId, electionId, formId }) =>
      cloning.cloneForm(ctx, { organizationId, electionId, formId }),
  },
  createVariant: {
    may: AUTHORS,
    run: (ctx, { organizationId, formId }) =>
      variants.createVariant(ctx, { formId, organizationId, areas: ["none"] }),
  },
  saveDraft: { may: AUTHORS, run: (ctx, { formId }) => steps.saveDraft(ctx, { formId, ...draft }) },
  beginDraft: { may: AUTHORS, run: (ctx, { formId }) => drafts.beginDraft(ctx, { formId, locale: "fr" }) },
  inviteAuthor: {
    may: AUTHORS,
    run: (ctx, { formId, organizationId }) => coalition.inviteAuthor(ctx, { formId, organizationId }),
  },
  cancelInvitation: {
    may: AUTHORS,
    run: (ctx, { formId, organizationId }) => coalition.cancelInvitation(ctx, { formId, organizationId }),
  },
  answerInvitation: {
    may: AUTHORS,
    run: (ctx, { formId, organizationId }) =>
      coalition.answerInvitation(ctx, {
        ...{ formId, organizationId, hash: "0".repeat(64), note: "" },
        ...({ verdict: "declined", locale: "fr" } as const),
      }),
  },
  leaveForm: {
    may: AUTHORS,
    run: (ctx, { formId, organizationId }) =>
      coalition.leaveForm(ctx, { formId, organizationId, note: "", locale: "fr" }),
  },
  publish: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      drafts.publish(ctx, { formId, revision: 0, locale: "fr", confirmed: undefined }),
  },
};
