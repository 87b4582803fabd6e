import type { Ctx } from "@/lib/core/auth/actor";
import type { FormSpec, Told } from "@/lib/core/form";
import { done, type Result, refuse } from "@/lib/core/result";
import { acceptAll, saveAnswers } from "../commands";
import { type Behind, behindLink, byLink, linkCaller, TOLD, under } from "../links/documents";
import { type Signing, signingFor } from "../queries";
import { missingAnswers, type WhyNotAct } from "../rules";
import { type NothingInput, nothingInput, type SaveInput } from "../schema";
import { AcceptAllPage } from "../ui/accept-all";
import { AnswersPage } from "../ui/answers";
import { ReviewPage } from "../ui/review";
import { themeInput } from "./schema";

/** Which theme is answered, from 1. */
export interface AnswersShown {
  readonly theme: number;
}

function themeOf({ version }: Signing, asked: string | null): AnswersShown {
  const theme = Number(asked ?? 1);
  return { theme: Number.isInteger(theme) && theme >= 1 && theme <= version.themes.length ? theme : 1 };
}

export const answersDocument = behindLink<AnswersShown>({
  read: (signing, { search }) => themeOf(signing, search.get("theme")),
  page: AnswersPage,
  isWhileOpen: true,
});

interface Saved {
  /** The theme to go on with, from 1; null after the last. */
  readonly next: number | null;
}

type SaveRefusal = WhyNotAct | "unknown-engagement" | "missing";

/** Keeps what was answered, and says what this theme still lacks: nothing typed is lost by an answer left out. */
async function saveTheme(ctx: Ctx, input: SaveInput): Promise<Result<Saved, SaveRefusal>> {
  const saved = await saveAnswers(ctx, input);
  if (!saved.ok) return saved;
  const signing = await signingFor(ctx);
  const themes = signing?.version.themes ?? [];
  const ids = themes[input.theme - 1]?.engagements.map(({ id }) => id) ?? [];
  if (missingAnswers(ids, signing?.answers ?? {}).length > 0) return refuse("missing");
  return done({ next: input.theme < themes.length ? input.theme + 1 : null });
}

export const answersForm: FormSpec<Behind<AnswersShown>, SaveInput, Saved, SaveRefusal> = {
  document: answersDocument,
  schema: themeInput,
  caller: linkCaller,
  command: saveTheme,
  next: ({ next }, visit) => under(visit, next ? `answers?theme=${next}` : "review"),
  limit: { name: "save-answers", points: 120, seconds: 60, by: byLink },
  refusals: {
    ...TOLD,
    "unknown-engagement": { status: 409, key: "signatures.refusals.unknown-engagement" },
    missing: { status: 422, key: "signatures.refusals.missing" },
  },
};

export const acceptAllDocument = behindLink<object>({
  read: () => ({}),
  page: AcceptAllPage,
  isWhileOpen: true,
});

export const acceptAllForm: FormSpec<Behind<object>, NothingInput, object, WhyNotAct> = {
  document: acceptAllDocument,
  schema: nothingInput,
  caller: linkCaller,
  command: acceptAll,
  next: (_, visit) => under(visit, "review"),
  limit: { name: "save-answers", points: 120, seconds: 60, by: byLink },
  refusals: TOLD satisfies Record<WhyNotAct, Told>,
};

export const reviewDocument = behindLink<object>({ read: () => ({}), page: ReviewPage, isWhileOpen: true });
