import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { instantOf } from "@/lib/core/time";
import { wallTime } from "@/lib/core/wall-time";
import { WORDS } from "../../queries";
import { readWords } from "../../rules";
import type { Words } from "../../schema";
import { arranged, whyNotWrite } from "../rules";
import type { DraftInput } from "../schema";
import { authorsOf, type FormRow, idsOf, lockedDraft, writeWords } from "../words/commands";
import { type Step, stepAt, stepsSince } from "./queries";
import {
  type Closing,
  differing,
  isSameState,
  type Merge,
  merged,
  type Pieces,
  piecesOf,
  restored,
  revived,
  typedPieces,
  withPieces,
} from "./rules";
import type { Other, Saved } from "./schema";

/** Saved states kept of one draft: an afternoon of two editors, and far more than the 20 that undoing promises. */
const KEPT = 400;

type Draft = NonNullable<Awaited<ReturnType<typeof lockedDraft>>>;
type SaveRefusal =
  | "not-yours"
  | "no-draft"
  | "changed-meanwhile"
  | "theme-not-empty"
  | "too-many"
  | "no-title"
  | "nothing-to-undo";

interface Next {
  readonly words: Words;
  readonly back: number | null;
  readonly forward: number | null;
}

const closingOf = ({ closesAt, timeZone }: FormRow): Closing => ({
  closesAt: wallTime(closesAt, timeZone),
  timeZone,
});

async function writeStep(tx: Tx, ctx: Ctx, draft: Draft, next: Next, form: FormRow): Promise<Draft> {
  const revision = draft.revision + 1;
  const { themes: _, ...texts } = next.words;
  const data = { ...texts, revision, updatedAt: ctx.now };
  await tx.formVersion.update({ where: { id: draft.id }, data, select: { id: true } });
  await writeWords(tx, draft.id, next.words);
  await keepStep(tx, ctx, { ...draft, revision, words: next.words }, next, form);
  await tx.draftStep.deleteMany({ where: { versionId: draft.id, revision: { lt: revision - KEPT } } });
  return { ...draft, revision, words: next.words };
}

async function keepStep(
  tx: Tx,
  ctx: Ctx,
  { id: versionId, revision, words }: Draft,
  { back, forward }: Pick<Next, "back" | "forward">,
  { closesAt, timeZone }: FormRow,
): Promise<void> {
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  const state = { words: JSON.parse(JSON.stringify(words)), closesAt, timeZone };
  await tx.draftStep.create({
    data: { versionId, revision, ...state, userId, at: ctx.now, back, forward },
    select: { revision: true },
  });
}

/** The state that a draft is in; one that was never saved here is written down first, so that it can be come back to. */
async function currentStep(tx: Tx, ctx: Ctx, draft: Draft, form: FormRow) {
  const held = await stepAt(tx, draft.id, draft.revision);
  if (held) return held;
  await keepStep(tx, ctx, draft, { back: null, forward: null }, form);
  return stepAt(tx, draft.id, draft.revision);
}

/** Who last changed each of these pieces since a revision, when, and what stands there now. */
function others(names: readonly string[], steps: readonly Step[], current: Pieces, typed: Pieces): Other[] {
  const states = steps.map((step) => ({ step, pieces: piecesOf(step.words, step.closing) }));
  return names.map((name) => {
    const text = current.get(name) ?? "";
    const since = states.findLastIndex(({ pieces }) => pieces.get(name) !== text);
    const { step } = states[since + 1] ?? states.at(-1) ?? {};
    const at = step?.at.toISOString() ?? "";
    return { name, text, mine: typed.get(name) ?? "", by: step?.by ?? "", at };
  });
}

/** The state to go to by the button that was pressed. */
async function nextOf(
  tx: Tx,
  draft: Draft,
  step: Step | null,
  input: DraftInput,
  fresh: { id: string; lineageId: string },
): Promise<Result<Next, "nothing-to-undo" | "theme-not-empty" | "too-many">> {
  const { act, id } = input.intent;
  const forward = null;
  if (act === "undo" || act === "redo") {
    const target = act === "undo" ? step?.back : step?.forward;
    const held = target === null || target === undefined ? null : await stepAt(tx, draft.id, target);
    if (!held) return refuse("nothing-to-undo");
    return done(
      act === "undo"
        ? { words: held.words, back: held.back, forward: draft.revision }
        : { words: held.words, back: draft.revision, forward: held.forward },
    );
  }
  if (act === "restore") {
    const where = { formId: input.formId, number: Number(id) || 0, publishedAt: { not: null } };
    const version = await tx.formVersion.findFirst({ where, select: WORDS });
    const words = version ? restored(readWords(version), draft.words, randomUUID) : draft.words;
    return done({ words, back: draft.revision, forward });
  }
  const next = arranged(draft.words, input.intent, fresh);
  return next.ok ? done({ words: next.value, back: draft.revision, forward }) : next;
}

/** The closing time belongs to the form, not to a version: it may move without a new text, and the journal says so. */
async function setClosing(tx: Tx, ctx: Ctx, form: FormRow, closing: Closing): Promise<FormRow> {
  const { timeZone } = closing;
  const closesAt = instantOf(closing.closesAt, timeZone);
  if (closesAt.getTime() === form.closesAt.getTime() && timeZone === form.timeZone) return form;
  await tx.form.update({ where: { id: form.id }, data: { closesAt, timeZone }, select: { id: true } });
  const before = { closesAt: form.closesAt.toISOString(), timeZone: form.timeZone };
  const after = { closesAt: closesAt.toISOString(), timeZone };
  await record(tx, ctx, { action: "forms.close-at", subject: { kind: "form", id: form.id }, before, after });
  return { ...form, closesAt, timeZone };
}

/** The draft with what the caller typed, and what of it waits for her choice. */
async function withTyped(tx: Tx, form: FormRow, draft: Draft, input: DraftInput) {
  const closing = closingOf(form);
  const typed = typedPieces(input);
  const steps = await stepsSince(tx, draft.id, input.revision);
  const shown = steps.find(({ revision }) => revision === input.revision) ?? null;
  const base = shown && piecesOf(shown.words, shown.closing);
  const words = revived(draft.words, shown?.words ?? null, base, typed);
  const current = piecesOf(words, closing);
  const merge = merged(input.revision === draft.revision ? current : base, current, typed);
  const isTyped = differing(piecesOf(draft.words, closing), merge.pieces).size > 0;
  const told = (names: readonly string[]) => others(names, steps, current, typed);
  const texts = { changed: told(merge.changed), conflicts: told(merge.conflicts) };
  return { merge, isTyped, words: withPieces(words, merge.pieces), ...texts };
}

async function settled(tx: Tx, ctx: Ctx, form: FormRow, { pieces }: Merge): Promise<FormRow> {
  const [closesAt = "", timeZone = ""] = [pieces.get("closesAt"), pieces.get("timeZone")];
  return setClosing(tx, ctx, form, { closesAt, timeZone });
}

/** Why the pressed button waits: it would act on a text that the caller has not read. */
function whyNotPress(merge: Merge, input: DraftInput, draft: Draft): "changed-meanwhile" | null {
  const { act, id } = input.intent;
  const isElsewhere = input.revision !== draft.revision;
  if (["undo", "redo", "restore"].includes(act) && isElsewhere) return "changed-meanwhile";
  return act === "remove" && merge.changed.some((name) => name.includes(id)) ? "changed-meanwhile" : null;
}

/**
 * Saves what the caller typed, piece by piece, then does what the pressed button says. A piece that somebody else changed
 * since the caller's revision is not overwritten: it comes back with both texts, the rest is saved and the button waits.
 */
export async function saveDraft(ctx: Ctx, input: DraftInput): Promise<Result<Saved, SaveRefusal>> {
  const { formId } = input;
  const authored = await authorsOf(formId);
  const no = whyNotWrite(ctx, idsOf(authored));
  if (no || !authored) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const locked = await lockedDraft(tx, formId);
    const form = await authorsOf(formId, tx);
    if (!locked || !form) return refuse("no-draft");
    const step = await currentStep(tx, ctx, locked, form);
    const { merge, isTyped, words, changed, conflicts } = await withTyped(tx, form, locked, input);
    if (!words.title.fr && !words.title.en) return refuse("no-title");
    const wait = whyNotPress(merge, input, locked);
    if (wait) return refuse(wait);
    const closing = await settled(tx, ctx, form, merge);
    const kept = { words, back: locked.revision, forward: null };
    const saved = isTyped ? await writeStep(tx, ctx, locked, kept, closing) : locked;
    const fresh = { id: randomUUID(), lineageId: randomUUID() };
    const now = isTyped ? await stepAt(tx, saved.id, saved.revision) : step;
    const next = conflicts.length > 0 ? null : await nextOf(tx, saved, now, input, fresh);
    if (next && !next.ok) return next;
    const isMoved = next?.ok && !isSameState(next.value.words, saved.words);
    const last = isMoved ? await writeStep(tx, ctx, saved, next.value, closing) : saved;
    const { act, id } = input.intent;
    const anchor = act === "add" || act === "add-theme" ? fresh.id : (id.split("~")[0] ?? "");
    return done({ formId, revision: last.revision, anchor, at: ctx.now.toISOString(), changed, conflicts });
  });
}
