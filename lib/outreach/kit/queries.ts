import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { hasRelay } from "@/lib/core/mail";
import {
  type DeskForm,
  deskFormsFor,
  type ElectionChoice,
  electionChoices,
  type Funnel,
  funnelFor,
} from "@/lib/forms/draft/queries";
import { mayEdit } from "@/lib/organizations/rules";
import { isDemo } from "../post/queries";
import type { KitFacts } from "./rules";

export interface Kit {
  readonly facts: KitFacts;
  /** The form of the coming election; null before it is begun. */
  readonly form: DeskForm | null;
  /** The other forms of coming elections, to choose from. */
  readonly others: readonly DeskForm[];
  /** The latest published form, whose words can be taken up. */
  readonly last: DeskForm | null;
  readonly election: { readonly id: string; readonly name: LocalizedText } | null;
  readonly constituencies: number;
  /** When the official list of this election was last imported. */
  readonly importedAt: Date | null;
  readonly isRehearsing: boolean;
  /** Who imports official lists here. */
  readonly operators: readonly string[];
}

/** Everything that the path of a snap election must know; null for who may write no form. */
export async function kitFor(ctx: Ctx, formId: string): Promise<Kit | null> {
  const { actor } = ctx;
  if (actor.kind !== "member" || !actor.memberships.some(({ role }) => mayEdit(role))) return null;
  const [elections, forms] = await Promise.all([electionChoices(ctx.now), deskFormsFor(ctx)]);
  const open = elections.filter(({ isOver }) => !isOver);
  const own = forms.filter(({ role }) => mayEdit(role));
  const coming = own.filter(({ election }) => open.some(({ id }) => id === election.id));
  const form = coming.find(({ id }) => id === formId) ?? coming[0] ?? null;
  const election = form?.election ?? nearest(open);
  const last = own.find(({ id, published }) => published && id !== form?.id) ?? null;
  const [mailing, list, operators] = await Promise.all([
    form ? mailingOf(ctx, form) : NOTHING,
    election ? listOf(election.id) : { constituencies: 0, candidacies: 0, importedAt: null },
    db().user.findMany({ where: { isOperator: true }, orderBy: { name: "asc" }, select: { name: true } }),
  ]);
  const { constituencies, candidacies, importedAt } = list;
  const { isRehearsing, funnel, ...rest } = mailing;
  return {
    facts: {
      hasElection: election !== null,
      hasForm: form !== null,
      isPublished: form?.published !== null && form !== null,
      candidacies,
      addresses: funnel?.addresses ?? 0,
      hasRelay: hasRelay() || (await isDemo()),
      isOperator: actor.isOperator,
      ...rest,
    },
    form,
    others: coming.filter(({ id }) => id !== form?.id),
    last,
    election,
    constituencies,
    importedAt,
    isRehearsing,
    operators: operators.map(({ name }) => name),
  };
}

/** The one whose poll comes first. */
function nearest(open: readonly ElectionChoice[]): ElectionChoice | null {
  return open.at(-1) ?? null;
}

interface Mailed extends Pick<KitFacts, "isRehearsed" | "hasMessage" | "isTried" | "sent"> {
  readonly isRehearsing: boolean;
  readonly funnel: Funnel | null;
}
const NOTHING: Mailed = {
  isRehearsed: false,
  isRehearsing: false,
  hasMessage: false,
  isTried: false,
  sent: 0,
  funnel: null,
};

async function mailingOf(ctx: Ctx, form: DeskForm): Promise<Mailed> {
  const { id: formId } = form;
  const held = (action: string) =>
    db().auditEvent.findFirst({
      where: { subjectKind: "form", subjectId: formId, action },
      orderBy: { at: "desc" },
      select: { after: true },
    });
  const [funnel, rehearsal, ended, trial, message, sent] = await Promise.all([
    funnelFor(ctx, form),
    db().rehearsal.findUnique({
      where: { formId },
      select: { people: { where: { signedAt: { not: null } }, select: { id: true } } },
    }),
    held("signatures.rehearse-end"),
    held("outreach.send-trial"),
    db().mailing.findFirst({ where: { formId, kind: "invitation" }, select: { id: true } }),
    db().invitation.count({ where: { formId, status: { not: "cancelled" } } }),
  ]);
  return {
    isRehearsed: ended !== null || (rehearsal?.people.length ?? 0) > 0,
    isRehearsing: rehearsal !== null,
    hasMessage: message !== null,
    isTried: trial !== null && JSON.stringify(trial.after ?? {}).includes('"reply"'),
    sent,
    funnel,
  };
}

async function listOf(electionId: string) {
  const [constituencies, candidacies, run] = await Promise.all([
    db().ballot.count({ where: { electionId } }),
    db().candidacy.count({ where: { ballot: { electionId }, status: { in: ["announced", "standing"] } } }),
    db().importRun.findFirst({
      where: { electionId, kind: "candidates", status: "committed" },
      orderBy: { at: "desc" },
      select: { at: true },
    }),
  ]);
  return { constituencies, candidacies, importedAt: run?.at ?? null };
}
