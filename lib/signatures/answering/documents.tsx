import type { Ctx } from "@/lib/core/auth/actor";
import { linkCtx, tokenHash } from "@/lib/core/auth/link";
import { type Door, guarded } from "@/lib/core/document";
import { type FormSpec, isSameOrigin, readFields, type Told } from "@/lib/core/form";
import { secondsToWait } from "@/lib/core/limits";
import { done, type Result, refuse } from "@/lib/core/result";
import { type Suggestion, suggestionsFor } from "../inbox/queries";
import { type Behind, behindLink, byLink, linkCaller, TOLD, under } from "../links/documents";
import { type Signing, signingFor } from "../queries";
import { answersHash, digestOf, engagementIds, missingAnswers, type WhyNotAct } from "../rules";
import { type AcceptInput, type ApproveInput, acceptInput, approveInput, type SaveInput } from "../schema";
import { AcceptAllPage } from "../ui/accept-all";
import { AnswersPage } from "../ui/answers";
import { ReviewPage } from "../ui/review";
import { acceptAll, approve, type SaveRefusal, saveAnswers } from "./commands";
import { keepInput, themeInput } from "./schema";

/** Which theme is answered, from 1, and what came from another device meanwhile, by number of the engagement. */
export interface AnswersShown {
  readonly theme: number;
  readonly replaced: readonly number[];
  readonly newer: readonly number[];
  /** What this person signed before of the same engagements, by engagement. */
  readonly suggestions: Readonly<Record<string, Suggestion>>;
}

/** Which theme an address asks for, and which answers it tells of. */
export function themeOf({ version }: Signing, search: URLSearchParams): Omit<AnswersShown, "suggestions"> {
  const theme = Number(search.get("theme") ?? 1);
  const known = new Set(version.themes.flatMap(({ engagements }) => engagements.map((one) => one.position)));
  const numbers = (name: string) =>
    (search.get(name) ?? "").split("-").flatMap((said) => (known.has(Number(said)) ? [Number(said)] : []));
  const isTheme = Number.isInteger(theme) && theme >= 1 && theme <= version.themes.length;
  return { theme: isTheme ? theme : 1, replaced: numbers("replaced"), newer: numbers("newer") };
}

export const answersDocument = behindLink<AnswersShown>({
  read: async (signing, { search }) => ({
    ...themeOf(signing, search),
    suggestions: await suggestionsFor(signing.version.id, signing.person.id),
  }),
  page: AnswersPage,
  isWhileOpen: true,
  isForTeam: true,
});

interface Saved {
  /** The theme to go on with, from 1; null after the last. */
  readonly next: number | null;
  readonly replaced: readonly number[];
  readonly newer: readonly number[];
}

/** Keeps what was answered, and says what this theme still lacks: nothing typed is lost by an answer left out. */
async function saveTheme(ctx: Ctx, input: SaveInput): Promise<Result<Saved, SaveRefusal | "missing">> {
  const saved = await saveAnswers(ctx, input);
  if (!saved.ok) return saved;
  const signing = await signingFor(ctx);
  const themes = signing?.version.themes ?? [];
  const engagements = themes.flatMap((theme) => theme.engagements);
  const ids = themes[input.theme - 1]?.engagements.map(({ id }) => id) ?? [];
  if (missingAnswers(ids, signing?.answers ?? {}).length > 0) return refuse("missing");
  const numbers = (of: readonly string[]) =>
    engagements.flatMap(({ id, position }) => (of.includes(id) ? [position] : []));
  const told = { replaced: numbers(saved.value.replaced), newer: numbers(saved.value.newer) };
  return done({ next: input.theme < themes.length ? input.theme + 1 : null, ...told });
}

function nextOf({ next, replaced, newer }: Saved): string {
  const told = Object.entries({ replaced, newer }).flatMap(([name, numbers]) =>
    numbers.length > 0 ? [`${name}=${numbers.join("-")}`] : [],
  );
  const search = [...(next ? [`theme=${next}`] : []), ...told].join("&");
  return `${next ? "answers" : "review"}${search && `?${search}`}`;
}

const SAVING = { name: "save-answers", points: 120, seconds: 60 };

export const answersForm: FormSpec<Behind<AnswersShown>, SaveInput, Saved, SaveRefusal | "missing"> = {
  document: answersDocument,
  schema: themeInput,
  caller: linkCaller,
  command: saveTheme,
  next: (saved, visit) => under(visit, nextOf(saved)),
  limit: { ...SAVING, by: byLink },
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
  isForTeam: true,
});

export const acceptAllForm: FormSpec<Behind<object>, AcceptInput, object, WhyNotAct | "unnamed"> = {
  document: acceptAllDocument,
  schema: acceptInput,
  caller: linkCaller,
  command: acceptAll,
  next: (_, visit, { to }) => under(visit, to ?? "review"),
  limit: { ...SAVING, by: byLink },
  refusals: TOLD satisfies Record<WhyNotAct, Told>,
};

/** What the page of all answers shows and sends back where the candidate approves what was prepared. */
export interface ReviewShown extends Pick<AnswersShown, "replaced" | "newer"> {
  readonly answersHash: string;
}

export const reviewDocument = behindLink<ReviewShown>({
  read: (signing, { search }) => {
    const { replaced, newer } = themeOf(signing, search);
    return { replaced, newer, answersHash: answersHash(engagementIds(signing.version), signing.answers) };
  },
  page: ReviewPage,
  isWhileOpen: true,
  isForTeam: true,
});

type ApproveRefusal = WhyNotAct | "unnamed" | "incomplete" | "answers-changed";

export const approveForm: FormSpec<Behind<ReviewShown>, ApproveInput, object, ApproveRefusal> = {
  document: reviewDocument,
  schema: approveInput,
  caller: linkCaller,
  command: approve,
  next: (_, visit) => under(visit, "confirm"),
  limit: { ...SAVING, by: byLink },
  refusals: {
    ...TOLD,
    incomplete: { status: 422, key: "signatures.refusals.incomplete" },
    "answers-changed": { status: 409, key: "signatures.refusals.answers-changed" },
  },
};

const HEADERS = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };

function told(status: number, body: object, more: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...HEADERS, ...more } });
}

const STATUS: Record<SaveRefusal, number> = {
  "not-yours": 403,
  unnamed: 403,
  "not-published": 410,
  closed: 410,
  "unknown-engagement": 409,
};

/**
 * Keeps answers at each tap, for the script of the page; the page's own button does the same without it. Answers what is
 * kept now, by engagement, where it is not what the page showed.
 */
export const keepDoor: Door = (request, { params }) =>
  guarded(request, params, async () => {
    if (!isSameOrigin(request.headers, true)) return told(403, {});
    const fields = await readFields(request);
    const parsed = fields && keepInput.safeParse(fields);
    if (!parsed?.success) return told(fields ? 422 : 400, {});
    const { token } = await params;
    const ctx = await linkCtx(typeof token === "string" ? token : "");
    if (!ctx) return told(404, {});
    const wait = await secondsToWait(SAVING, tokenHash(String(token)));
    if (wait) return told(429, {}, { "Retry-After": String(wait) });
    const { answers, known } = parsed.data;
    const saved = await saveAnswers(ctx, { theme: 0, answers });
    if (!saved.ok) return told(STATUS[saved.refusal], { refusal: saved.refusal });
    const held = (await signingFor(ctx))?.answers ?? {};
    const now = Object.entries({ ...known, ...answers }).map(([id, was]) => {
      const is = digestOf(held[id]);
      return [id, { ...held[id], was: is, isOther: typeof was === "string" && was !== is }] as const;
    });
    return told(200, { answers: Object.fromEntries(now), replaced: saved.value.replaced });
  });
