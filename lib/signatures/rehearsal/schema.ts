import { z } from "zod";
import { themeFields } from "../answering/schema";
import { acceptInput, saveInput, signInput } from "../schema";

const token = z.string("signatures.errors.page").regex(/^r~[\w-]{43}$/, "signatures.errors.page");

export const rehearsalInput = z.strictObject({ formId: z.uuid("outreach.errors.gone") });
export type RehearsalInput = z.infer<typeof rehearsalInput>;

export const saveRehearsedInput = z.preprocess(themeFields, saveInput.extend({ token }));
export type SaveRehearsed = z.infer<typeof saveRehearsedInput>;

export const acceptRehearsedInput = acceptInput.extend({ token });
export type AcceptRehearsed = z.infer<typeof acceptRehearsedInput>;

export const signRehearsedInput = signInput.extend({ token });
export type SignRehearsed = z.infer<typeof signRehearsedInput>;
