import type { DocumentSpec } from "@/lib/core/document";
import { publicLogKeys } from "../queries";
import { VerifyPage } from "./ui/verify";

/** The log's keys, for a reader to compare with the one in a receipt. */
export interface VerifyView {
  readonly keys: readonly string[];
}

/** The page that checks a receipt in the reader's own browser: it sends nothing, and may not. */
export const verifyDocument: DocumentSpec<Record<string, string>, VerifyView> = {
  load: async () => ({ keys: await publicLogKeys() }),
  view: VerifyPage,
  isOffline: true,
};
