import { randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { AUTHORS, OWN_LINK, type Rows } from "@/lib/core/testing/permissions";
import * as signatures from "@/lib/signatures/commands";
import * as links from "@/lib/signatures/links/commands";
import * as signing from "@/lib/signatures/signing/commands";

const shown = { hash: "0".repeat(64), answersHash: "0".repeat(64), revision: 1, locale: "fr" } as const;

/** Who may give each command of this room. */
export const rows: Rows<typeof signatures & typeof links & typeof signing> = {
  createLinks: {
    may: [...AUTHORS, "system"],
    run: (ctx, { formId, candidacyId }) =>
      db().$transaction((tx) => links.createLinks(tx, ctx, formId, [{ candidacyId, role: "candidate" }])),
  },
  saveAnswers: { may: OWN_LINK, run: (ctx) => signatures.saveAnswers(ctx, { theme: 0, answers: {} }) },
  acceptAll: { may: OWN_LINK, run: (ctx) => signatures.acceptAll(ctx, {}) },
  sign: { may: OWN_LINK, run: (ctx) => signing.sign(ctx, { ...shown, key: randomUUID() }) },
  withdraw: { may: OWN_LINK, run: (ctx) => signatures.withdraw(ctx, { revision: 1, reason: undefined }) },
  decline: {
    may: OWN_LINK,
    run: (ctx) => signatures.decline(ctx, { isPublic: undefined, reason: undefined }),
  },
  reportNotMe: { may: OWN_LINK, run: (ctx) => signatures.reportNotMe(ctx, {}) },
  stopContact: { may: OWN_LINK, run: (ctx) => signatures.stopContact(ctx, {}) },
};
