import { createHash } from "node:crypto";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import type { AnswerValue } from "@/prisma/client/enums";

export type PublicStatus =
  | "signed"
  | "partly"
  | "awaiting"
  | "declined"
  | "no-public-answer"
  | "not-asked"
  | "withdrawn"
  | "disputed";

/** A signature by a link has its hour; one on paper, or said in public, has the day that stands on it. */
export const hasHour = (method: string) => /^(personal[-_]link|passkey)$/.test(method);

/** What a signature may wait for before it counts: to be verified at a higher level, or to be countersigned. */
export type Lack = "level" | "countersignature";

/** What is known of one person on one form; answers are those of the latest revision. */
export interface StatusFacts {
  readonly answers: readonly AnswerValue[] | null;
  /** Unreserved yeses to count as signatory; null = all engagements. */
  readonly minimum: number | null;
  readonly isWithdrawn: boolean;
  readonly isDisputed: boolean;
  /** What its version requires and it has not yet. */
  readonly lacks: readonly Lack[];
  readonly declinedPublicly: boolean;
  /** Requests on record. */
  readonly requests: number;
}

/** Unreserved yeses: "8 of 10 engagements" counts nothing else. */
export function countOf(answers: readonly AnswerValue[]): number {
  return answers.filter((value) => value === "yes").length;
}

/** The one public status of a person on a form; law 4: never more than was said, never less than is known. */
export function publicStatus(facts: StatusFacts): PublicStatus {
  const { answers, minimum, isWithdrawn, isDisputed, lacks, declinedPublicly, requests } = facts;
  if (answers && answers.length > 0) {
    if (isDisputed) return "disputed";
    if (!isWithdrawn) return statusNow(answers, minimum, lacks);
  }
  if (declinedPublicly) return "declined";
  if (answers && answers.length > 0) return "withdrawn";
  return requests > 0 ? "no-public-answer" : "not-asked";
}

/** What these answers make of their signer: all no is a refusal in public. */
export function statusOfAnswers(
  answers: readonly AnswerValue[],
  minimum: number | null,
): "signed" | "partly" | "declined" {
  if (answers.every((value) => value === "no")) return "declined";
  const needed = Math.min(minimum ?? answers.length, answers.length);
  return countOf(answers) >= needed ? "signed" : "partly";
}

/** The same once more, for a signature that may wait to count; a refusal waits for nothing. */
export function statusNow(
  answers: readonly AnswerValue[],
  minimum: number | null,
  lacks: readonly Lack[],
): "signed" | "partly" | "declined" | "awaiting" {
  const said = statusOfAnswers(answers, minimum);
  return said !== "declined" && lacks.length > 0 ? "awaiting" : said;
}

/** What a rule must know of the form and of this person's earlier acts. */
export interface SigningFacts {
  readonly formId: string;
  readonly closesAt: Date;
  /** Hash of the latest published version; null where nothing is published. */
  readonly currentHash: string | null;
  /** The latest revision, with the hash of its version. */
  readonly latest: { readonly revision: number; readonly hash: string; readonly isWithdrawn: boolean } | null;
  /** The last number given, also to one that was found not to be hers; that of `latest` where left out. */
  readonly revisions?: number;
}

/** The number that a signature written now would have. */
export function nextRevision({ latest, revisions }: Pick<SigningFacts, "latest" | "revisions">): number {
  return (revisions ?? latest?.revision ?? 0) + 1;
}

export interface Shown {
  /** Hash of the version that the page showed. */
  readonly hash: string;
  /** The revision that this act would write: 1 the first time. */
  readonly revision: number;
}

export type WhyNotAct = "not-yours" | "not-published" | "closed";
export type WhyNotSign = WhyNotAct | "already-signed" | "version-changed";

/** The link of who may sign by it, on whatever form it opens; null for everybody else, her team included. */
export function linkOf(ctx: Ctx): LinkHolder | null {
  const link = writerOf(ctx);
  return link?.linkKind === "prepare" ? null : link;
}

/** The link of who may edit answers by it: the signer's own, or one that she handed to her team. */
export function writerOf(ctx: Ctx): LinkHolder | null {
  return ctx.actor.kind === "link" && ctx.actor.linkKind !== "revoked" ? ctx.actor : null;
}

/** The signer's link that acts, where it is this form's. */
export function holder(ctx: Ctx, formId: string): LinkHolder | null {
  const link = linkOf(ctx);
  return link?.formId === formId ? link : null;
}

/** The engagements of a version, in the order of the form. */
export function engagementIds(version: {
  readonly themes: readonly { readonly engagements: readonly { readonly id: string }[] }[];
}): string[] {
  return version.themes.flatMap(({ engagements }) => engagements.map(({ id }) => id));
}

/** Identity, then what is already done, then time: the kindest true answer. */
export function whyNotSign(ctx: Ctx, facts: SigningFacts, shown: Shown): WhyNotSign | null {
  if (!holder(ctx, facts.formId)) return "not-yours";
  if (facts.currentHash === null) return "not-published";
  if (shown.revision !== nextRevision(facts)) return "already-signed";
  if (ctx.now >= facts.closesAt) return "closed";
  if (shown.hash !== facts.currentHash) return "version-changed";
  return null;
}

/** Whether answers may be saved, by the signer or by her team. */
export function whyNotAnswer(
  ctx: Ctx,
  facts: Pick<SigningFacts, "formId" | "closesAt" | "currentHash">,
): WhyNotAct | null {
  if (writerOf(ctx)?.formId !== facts.formId) return "not-yours";
  if (facts.currentHash === null) return "not-published";
  return ctx.now >= facts.closesAt ? "closed" : null;
}

/** A signature that stands must be withdrawn, publicly, before the form can be declined. */
export function whyNotDecline(ctx: Ctx, facts: SigningFacts): WhyNotAct | "already-signed" | null {
  if (!holder(ctx, facts.formId)) return "not-yours";
  if (facts.latest && !facts.latest.isWithdrawn) return "already-signed";
  return whyNotAnswer(ctx, facts);
}

/** Withdrawing stays possible after the form is closed: nobody is held to a word against her will. */
export function whyNotWithdraw(
  ctx: Ctx,
  facts: SigningFacts,
  shown: { readonly revision: number },
): "not-yours" | "not-signed" | "already-withdrawn" | "changed" | null {
  if (!holder(ctx, facts.formId)) return "not-yours";
  if (!facts.latest) return "not-signed";
  if (facts.latest.isWithdrawn) return "already-withdrawn";
  return shown.revision === facts.latest.revision ? null : "changed";
}

/** The link of who may say "this is not me" or "write no more": always open to whom it was sent, also after it was revoked. */
export function tellerOf(ctx: Ctx): LinkHolder | null {
  return ctx.actor.kind === "link" && ctx.actor.linkKind !== "prepare" ? ctx.actor : null;
}

export function whyNotTell(ctx: Ctx): "not-yours" | null {
  return tellerOf(ctx) ? null : "not-yours";
}

/** Personal links are made by those who may invite for the form: owners and editors of an author, and the worker. */
export function whyNotLink(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  if (ctx.actor.kind === "system") return null;
  if (ctx.actor.kind !== "member") return "not-yours";
  const writes = ctx.actor.memberships.some(
    ({ organizationId, role }) => authors.includes(organizationId) && (role === "owner" || role === "editor"),
  );
  return writes ? null : "not-yours";
}

/** Anybody may ask that a lost link be sent again, where it belongs; who holds one that opens has no need to. */
export function whyNotRenew(ctx: Ctx): "not-for-links" | null {
  return ctx.actor.kind === "link" ? "not-for-links" : null;
}

/** The signer may go from one form to another one that asks her, while that is open or she signed it. */
export function whyNotReach(
  ctx: Ctx,
  asking: { readonly closesAt: Date; readonly hasSigned: boolean } | null,
): "not-yours" | "not-asked" | "closed" | null {
  if (!linkOf(ctx)) return "not-yours";
  if (!asking) return "not-asked";
  return ctx.now < asking.closesAt || asking.hasSigned ? null : "closed";
}

/** What the token of a fictional candidate begins with; no link's own token holds this sign. */
export const REHEARSAL = "r~";

/** The address of the pages behind a token: those of a link, or the same ones of a rehearsal, where nothing is public. */
export function signPath(locale: string, token: string): string {
  return `/${locale}/${token.startsWith(REHEARSAL) ? "rehearsal" : "sign"}/${token}`;
}

/** Answers as drafts hold them: by engagement, each possibly without its comment yet. */
export type DraftAnswers = Readonly<
  Record<string, { readonly value?: AnswerValue; readonly comment?: string }>
>;

const VALUES: readonly AnswerValue[] = ["yes", "with_reservation", "no"];

/** Stored answers (JSON) as a draft; whatever is no answer is left out. */
export function readAnswers(json: unknown): DraftAnswers {
  if (typeof json !== "object" || json === null) return {};
  const kept = Object.entries(json).map(([id, given]: [string, unknown]) => {
    const fields = typeof given === "object" && given !== null ? { ...given } : {};
    const value = VALUES.find((known) => "value" in fields && fields.value === known);
    const comment = "comment" in fields && typeof fields.comment === "string" ? fields.comment : undefined;
    return [id, { ...(value ? { value } : {}), ...(comment ? { comment } : {}) }] as const;
  });
  return Object.fromEntries(kept);
}

/** SHA-256, hex, of the answers to these engagements in whatever order they come: what the confirming page showed. */
export function answersHash(engagementIds: readonly string[], answers: DraftAnswers): string {
  const said = engagementIds
    .toSorted()
    .map((id) => [id, answers[id]?.value ?? "", answers[id]?.comment ?? ""]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** The content of one answer as a short word, "" where there is none: by it a page says which answer it showed. */
export function digestOf(answer: DraftAnswers[string] | undefined): string {
  if (!answer?.value) return "";
  const said = JSON.stringify([answer.value, answer.comment ?? ""]);
  return createHash("sha256").update(said).digest("hex").slice(0, 12);
}

/** What an engagement still lacks before it can be signed. */
export interface Missing {
  readonly engagementId: string;
  readonly missing: "answer" | "comment";
}

/** What is missing before answers can be signed, in the order of the form. */
export function missingAnswers(engagementIds: readonly string[], answers: DraftAnswers): readonly Missing[] {
  return engagementIds.flatMap((engagementId): Missing[] => {
    const given = answers[engagementId];
    if (!given?.value) return [{ engagementId, missing: "answer" }];
    const needsComment = given.value === "with_reservation" && !given.comment?.trim();
    return needsComment ? [{ engagementId, missing: "comment" }] : [];
  });
}

interface Worded {
  readonly id: string;
  readonly lineageId: string;
  /** The words in all languages, as stored. */
  readonly text: unknown;
  readonly title: unknown;
}

/** Answers given to an earlier version, kept for the engagements whose words are the same; law 1: only changed ones are asked again. */
export function carryOver<T>(
  from: readonly Worded[],
  to: readonly Worded[],
  answers: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const words = ({ title, text }: Worded) => JSON.stringify([title, text]);
  const kept = to.flatMap(({ id, ...engagement }) => {
    const before = from.find(({ lineageId }) => lineageId === engagement.lineageId);
    const given = before && words(before) === words({ id, ...engagement }) ? answers[before.id] : undefined;
    return given ? [[id, given] as const] : [];
  });
  return Object.fromEntries(kept);
}
