import { AUTHORS, type Rows, TEXT } from "@/lib/core/testing/permissions";
import * as drafts from "@/lib/forms/draft/commands";
import * as steps from "@/lib/forms/draft/steps/commands";

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

/** Who may give each command of this room. */
export const rows: Rows<typeof drafts & typeof steps> = {
  createForm: {
    may: AUTHORS,
    run: (ctx, { organizationId, electionId }) =>
      drafts.createForm(ctx, { organizationId, electionId, title: TEXT, locale: "fr" }),
  },
  saveDraft: { may: AUTHORS, run: (ctx, { formId }) => steps.saveDraft(ctx, { formId, ...draft }) },
  beginDraft: { may: AUTHORS, run: (ctx, { formId }) => drafts.beginDraft(ctx, { formId, locale: "fr" }) },
  publish: {
    may: AUTHORS,
    run: (ctx, { formId }) =>
      drafts.publish(ctx, { formId, revision: 0, locale: "fr", confirmed: undefined }),
  },
};
