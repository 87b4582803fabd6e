import { anyoneCtx } from "@/lib/core/auth/link";
import type { DocumentSpec } from "@/lib/core/document";
import type { FormSpec } from "@/lib/core/form";
import {
  type AskedView,
  bySourceAndCandidacy,
  fromOneSource,
  loadAsked,
  type Params,
  TOO_OFTEN,
} from "@/lib/outreach/suggestions/documents";
import { type ReportRefusal, reportError } from "./commands";
import { type ReportInput, reportInput } from "./schema";
import { ReportPage } from "./ui/report";

export const reportDocument: DocumentSpec<Params, AskedView> = { load: loadAsked, view: ReportPage };

export const reportForm: FormSpec<AskedView, ReportInput, object, ReportRefusal | "too-often"> = {
  document: reportDocument,
  schema: reportInput,
  caller: anyoneCtx,
  given: ({ params, locale }) => ({ candidacy: params.id ?? "", locale }),
  command: fromOneSource(reportError),
  next: (_value, { params }) => `/candidacies/${encodeURIComponent(params.id ?? "")}/report?sent=1`,
  limit: { name: "report", points: 20, seconds: 3600, by: bySourceAndCandidacy },
  refusals: {
    "too-often": TOO_OFTEN,
    "not-for-links": { status: 403, key: "citizens.errors.gone" },
    gone: { status: 409, key: "citizens.errors.gone" },
  },
};
