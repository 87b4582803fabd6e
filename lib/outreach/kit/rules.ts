/** The steps of a snap election, in their order. */
export const STEPS = ["form", "list", "publish", "contacts", "rehearsal", "check", "invitations"] as const;
export type StepName = (typeof STEPS)[number];

/** Done; to do now, or later when what it needs stands; or waiting for something, told by `why`. */
export interface Step {
  readonly name: StepName;
  readonly state: "done" | "ready" | "blocked";
  /** What it waits for. */
  readonly why:
    | "election"
    | "operator"
    | "form"
    | "publish"
    | "list"
    | "contacts"
    | "message"
    | "relay"
    | null;
}

/** What stands, each read from the tables that the other pages show. */
export interface KitFacts {
  /** An election to come is known, or a form stands on one. */
  readonly hasElection: boolean;
  readonly hasForm: boolean;
  readonly isPublished: boolean;
  readonly candidacies: number;
  readonly addresses: number;
  /** A fictional candidate signed, or a rehearsal was held to its end. */
  readonly isRehearsed: boolean;
  readonly hasMessage: boolean;
  /** A trial mail went to the officer, or the true ones did. */
  readonly isTried: boolean;
  readonly hasRelay: boolean;
  readonly sent: number;
  readonly isOperator: boolean;
}

type Why = Step["why"];

function whyNotForm({ hasElection }: KitFacts): Why {
  return hasElection ? null : "election";
}

function whyNotList({ isOperator }: KitFacts): Why {
  return isOperator ? null : "operator";
}

function whyNotRehearse(facts: KitFacts): Why {
  return facts.hasForm ? null : "form";
}

function whyNotContacts(facts: KitFacts): Why {
  if (!facts.hasForm) return "form";
  return facts.candidacies > 0 ? null : "list";
}

function whyNotCheck(facts: KitFacts): Why {
  const before = whyNotContacts(facts);
  if (before) return before;
  if (facts.addresses === 0) return "contacts";
  if (!facts.isPublished) return "publish";
  if (!facts.hasMessage) return "message";
  return facts.hasRelay ? null : "relay";
}

function whyNotInvite(facts: KitFacts): Why {
  const before = whyNotCheck(facts);
  return before === "message" ? null : before;
}

/** Each step with its real state; a step that stands done stays done, whatever came before it. */
export function kitSteps(facts: KitFacts): readonly Step[] {
  const isDone: Record<StepName, boolean> = {
    form: facts.hasForm,
    list: facts.candidacies > 0,
    publish: facts.isPublished,
    contacts: facts.addresses > 0,
    rehearsal: facts.isRehearsed,
    check: facts.isTried || facts.sent > 0,
    invitations: facts.sent > 0,
  };
  const why: Record<StepName, Why> = {
    form: whyNotForm(facts),
    list: whyNotList(facts),
    publish: whyNotRehearse(facts),
    contacts: whyNotContacts(facts),
    rehearsal: whyNotRehearse(facts),
    check: whyNotCheck(facts),
    invitations: whyNotInvite(facts),
  };
  return STEPS.map((name) => {
    if (isDone[name]) return { name, state: "done", why: null };
    return { name, state: why[name] ? "blocked" : "ready", why: why[name] };
  });
}

/** The first step that can be taken now; null when all is done or waits. */
export function nextOf(steps: readonly Step[]): StepName | null {
  return steps.find(({ state }) => state === "ready")?.name ?? null;
}
