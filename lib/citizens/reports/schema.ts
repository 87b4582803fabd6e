import { z } from "zod";
import { canonicalAddress } from "@/lib/core/auth/login-address";

const key = "citizens.errors.text";

/** What is wrong on a candidate's page, where it can be checked, and perhaps where to answer. */
export const reportInput = z.strictObject({
  candidacy: z.string(key),
  what: z.string(key).trim().min(5, "citizens.errors.what").max(4000, "citizens.errors.long"),
  source: z.string(key).trim().max(500, "citizens.errors.long").default(""),
  email: z
    .string(key)
    .default("")
    .transform((typed, ctx) => {
      if (typed.trim() === "") return null;
      const address = canonicalAddress(typed);
      if (address !== null) return address;
      ctx.addIssue({ code: "custom", message: "citizens.errors.address" });
      return z.NEVER;
    }),
  locale: z.enum(["fr", "en"]),
});
export type ReportInput = z.infer<typeof reportInput>;

export const closeReportInput = z.strictObject({
  reportId: z.uuid("citizens.errors.gone"),
  state: z.enum(["corrected", "refused"], "citizens.errors.gone"),
  note: z.string(key).trim().min(3, "citizens.errors.note").max(1000, "citizens.errors.long"),
});
export type CloseReportInput = z.infer<typeof closeReportInput>;
