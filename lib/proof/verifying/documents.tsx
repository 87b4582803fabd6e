import type { DocumentSpec } from "@/lib/core/document";
import { publicLater, publicLogKeys } from "../queries";
import type { Later } from "../verify/later";
import { VerifyPage } from "./ui/verify";

/** The log's keys, for a reader to compare with the one in a receipt. */
export interface VerifyView {
  readonly keys: readonly string[];
  /** What happened to signatures since: the page may ask nobody, so it carries the list. */
  readonly later: Later;
}

/** The page that checks a receipt in the reader's own browser: it sends nothing, and may not. */
export const verifyDocument: DocumentSpec<Record<string, string>, VerifyView> = {
  load: async () => ({ keys: await publicLogKeys(), later: await publicLater() }),
  view: VerifyPage,
  isOffline: true,
};
