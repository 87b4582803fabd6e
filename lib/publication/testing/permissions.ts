import { randomUUID } from "node:crypto";
import type { Rows } from "@/lib/core/testing/permissions";
import * as publication from "@/lib/publication/commands";
import * as webhooks from "@/lib/publication/webhooks/commands";
import { aWebhook } from "./webhooks";

const SYSTEM = ["system"] as const;

const OWNER = ["owner"] as const;

/** Who may give each command of this room: the press alone, and for webhooks an NGO's owners. */
export const rows: Rows<typeof publication & typeof webhooks> = {
  addWebhook: {
    may: OWNER,
    run: (ctx, { organizationId }) =>
      webhooks.addWebhook(ctx, { organizationId, url: `https://a.example/${randomUUID()}` }),
  },
  replayWebhook: {
    may: OWNER,
    run: async (ctx, world) => webhooks.replayWebhook(ctx, { id: await aWebhook(world), index: 0 }),
  },
  resumeWebhook: {
    may: OWNER,
    run: async (ctx, world) => webhooks.resumeWebhook(ctx, { id: await aWebhook(world) }),
  },
  renewSecret: {
    may: OWNER,
    run: async (ctx, world) => webhooks.renewSecret(ctx, { id: await aWebhook(world) }),
  },
  removeWebhook: {
    may: OWNER,
    run: async (ctx, world) => webhooks.removeWebhook(ctx, { id: await aWebhook(world) }),
  },
  deliverWebhooks: { may: SYSTEM, run: (ctx) => webhooks.deliverWebhooks(ctx) },
  recordFiles: { may: SYSTEM, run: (ctx) => publication.recordFiles(ctx, { written: [], removed: [] }) },
  forgetMarks: { may: SYSTEM, run: (ctx) => publication.forgetMarks(ctx, { marks: [], build: "" }) },
  markEverything: { may: SYSTEM, run: (ctx) => publication.markEverything(ctx) },
  recordManifest: {
    may: SYSTEM,
    run: (ctx) => publication.recordManifest(ctx, { hash: "0".repeat(64), files: 0 }),
  },
  followClock: { may: SYSTEM, run: (ctx) => publication.followClock(ctx) },
};
