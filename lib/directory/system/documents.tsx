import { SystemPage } from "@/components/system/page";
import type { DocumentSpec } from "@/lib/core/document";
import { env } from "@/lib/core/env";

/** The look itself, piece by piece: in a demonstration and while developing; a live instance has no such page. */
export const systemDocument: DocumentSpec<Record<string, string>, object> = {
  load: async ({ frame }) => (frame.isDemo || env().nodeEnv === "development" ? {} : null),
  view: ({ frame }) => <SystemPage frame={frame} />,
  isPrivate: true,
};
