import { ErrorDocument } from "@/components/error-document";
import type { DocumentSpec } from "@/lib/core/document";

/** What is shown in place of what only the app can answer, while it is away. */
export const awayDocument: DocumentSpec<Record<string, string>, object> = {
  load: async () => ({}),
  view: ({ frame }) => <ErrorDocument frame={{ ...frame, path: "" }} status={503} />,
};
