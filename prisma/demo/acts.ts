import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { type Kind, momentAfter, type Signed, sign } from "./answers";
import type { Chance } from "./chance";
import type { DemoForm } from "./forms";
import type { Moments } from "./moments";
import type { Asked } from "./requests";
import type { Sheets } from "./sheets";
import { DECLINES, DISPUTES, WITHDRAWALS } from "./words";

export interface Shares {
  readonly signed: number;
  readonly substitutes: number;
  readonly declined: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly disputed: number;
  readonly drafts: number;
  readonly stops: number;
  readonly reports: number;
}

/** People who signed a form of the same NGO before; more of them than of others sign again. */
export type Loyal = ReadonlySet<string>;

type Later = "withdrawn" | "disputed" | "resolved";
const SAID = {
  withdrawn: null,
  disputed: { ground: "never-signed" },
  resolved: { outcome: "stands" },
} as const;
const VERBS: Readonly<Record<Later, string>> = {
  withdrawn: "withdraw",
  disputed: "dispute",
  resolved: "resolve",
};

class Acts {
  readonly acted = new Set<Asked>();

  constructor(
    readonly chance: Chance,
    readonly sheets: Sheets,
    readonly moments: Moments,
    readonly form: DemoForm,
  ) {}

  sign(asked: Asked, kind: Kind): Signed {
    this.acted.add(asked);
    const at = momentAfter(this.chance, this.moments, asked);
    return sign(this.chance, this.sheets, this.form, asked, { at, kind, revision: 1 });
  }

  kind(): Kind {
    const kinds = this.form.minimum
      ? ([
          ["all", 66],
          ["enough", 19],
          ["some", 15],
        ] as const)
      : ([
          ["all", 82],
          ["some", 18],
        ] as const);
    return this.chance.weighted<Kind>(kinds);
  }

  /** Some who signed the first version sign the second as well; the first signature stays. */
  renew(asked: Asked, first: Signed): void {
    const latest = this.form.versions.at(-1);
    if (!latest || first.version.number === latest.number) return;
    const at = this.moments.between(
      this.chance,
      new Date(latest.publishedAt.getTime() + 3_600_000),
      this.moments.ago(0.1),
    );
    sign(this.chance, this.sheets, this.form, asked, { at, kind: "all", revision: 2 });
  }

  event(signed: Signed, kind: Later, reason: string | null): Date {
    const at = this.moments.between(this.chance, signed.at, this.moments.ago(0.04));
    this.later(signed, kind, reason, at);
    return at;
  }

  later(signed: Signed, kind: Later, reason: string | null, at: Date): void {
    this.sheets.add("signature_event", signed.id, kind, at, reason, signed.linkId, SAID[kind]);
    const what = [`signatures.${VERBS[kind]}`, "signature", signed.id, null] as const;
    const actor = signed.linkId
      ? (["link", null, signed.linkId] as const)
      : (["member", this.form.ngo.ownerId, null] as const);
    this.sheets.add("audit_event", at, ...actor, this.form.ngo.id, ...what);
  }

  decline(asked: Asked, isPublic: boolean): void {
    this.acted.add(asked);
    const { ticket, role, linkId } = asked;
    const at = momentAfter(this.chance, this.moments, asked);
    const reason = this.chance.isBelow(0.7) ? this.chance.pick(DECLINES) : null;
    this.sheets.add("decline", this.form.id, ticket.id, role, isPublic, reason, at, linkId);
    const what = ["signatures.decline", "candidacy", ticket.id, { isPublic }] as const;
    this.sheets.add("audit_event", at, "link", null, linkId, this.form.ngo.id, ...what);
  }

  told(asked: Asked, at: Date, action: string, subject: readonly [string, string]): void {
    this.sheets.add(
      "audit_event",
      at,
      "link",
      null,
      asked.linkId,
      this.form.ngo.id,
      action,
      ...subject,
      null,
    );
  }

  draft(asked: Asked): void {
    const version = this.form.versions.at(-1);
    const at = momentAfter(this.chance, this.moments, asked);
    if (!version || at < version.publishedAt) return;
    const begun = version.engagementIds.slice(0, this.chance.between(1, 6));
    const answers = Object.fromEntries(begun.map((id) => [id, { value: "yes" }]));
    this.sheets.add("signing_draft", version.id, asked.ticket.id, asked.role, answers, {}, at, at);
  }

  /** Her team prepared everything and says that it is ready; she has not looked yet, so nothing is started. */
  prepare(asked: Asked, name: string): void {
    const version = this.form.versions.at(-1);
    const at = momentAfter(this.chance, this.moments, asked);
    if (!version || at < version.publishedAt) return;
    const linkId = this.chance.uuid();
    const { ticket, role, address } = asked;
    const who = [this.form.id, ticket.id, role] as const;
    this.sheets.add("link", linkId, "prepare", ...who, tokenHash(linkToken(linkId)), at);
    this.sheets.add("preparation", linkId, name, name, at, at);
    const answers = Object.fromEntries(version.engagementIds.map((id) => [id, { value: "yes" }]));
    const marks = Object.fromEntries(version.engagementIds.map((id) => [id, { by: linkId, at }]));
    this.sheets.add("signing_draft", version.id, ticket.id, role, answers, marks, null, at);
    const letter = ["ready", { linkId }, "fr", address, this.form.ngo.id] as const;
    this.sheets.add("mail", ...letter, "accepted", 1, "250 2.0.0 Ok: queued", at, at);
  }

  stop(asked: Asked): void {
    this.acted.add(asked);
    const at = momentAfter(this.chance, this.moments, asked);
    this.sheets.add("contact_stop", this.form.ngo.id, asked.ticket.id, asked.role, at);
    this.told(asked, at, "signatures.stop-contact", ["candidacy", asked.ticket.id]);
  }

  report(asked: Asked): void {
    this.acted.add(asked);
    const at = momentAfter(this.chance, this.moments, asked);
    this.sheets.add(
      "link_report",
      asked.linkId,
      "not-me",
      "Je porte le même nom, mais je ne me présente pas.",
      at,
    );
    this.told(asked, at, "signatures.report-not-me", ["link", asked.linkId]);
  }
}

/** Takes the next so many of a list that several kinds of acts share. */
function taker<T>(list: readonly T[]) {
  let from = 0;
  return (count: number): readonly T[] => {
    from += count;
    return list.slice(from - count, from);
  };
}

/** Signatures, renewals, declines, withdrawals, disputes, drafts, "not me" and stops; returns who did something. */
export function act(
  chance: Chance,
  sheets: Sheets,
  moments: Moments,
  form: DemoForm,
  all: readonly Asked[],
  shares: Shares,
  loyal: Loyal = new Set(),
): { readonly acted: ReadonlySet<Asked>; readonly signers: Loyal } {
  const acts = new Acts(chance, sheets, moments, form);
  const mixed = chance.shuffled(all.filter((one) => !one.isBounced && one.ticket.status === "standing"));
  const again = new Set(mixed.filter(({ person }) => loyal.has(person.id) && chance.isBelow(0.6)));
  const reached = [...again, ...mixed.filter((one) => !again.has(one))];
  const take = taker(reached.filter(({ role }) => role === "candidate"));
  const signed = take(shares.signed).map((asked) => ({ asked, signed: acts.sign(asked, acts.kind()) }));
  for (const { asked, signed: first } of signed.slice(0, 70)) acts.renew(asked, first);
  // From the other end, so that nobody is renewed, withdrawn and disputed at once.
  const last = taker([...signed].reverse());
  for (const { signed: one } of last(shares.withdrawn))
    acts.event(one, "withdrawn", chance.pick(WITHDRAWALS));
  for (const [at, { signed: one }] of last(shares.disputed).entries()) {
    const disputed = acts.event(one, "disputed", DISPUTES[at % DISPUTES.length] ?? null);
    if (at === 2)
      acts.later(
        one,
        "resolved",
        "Signature confirmée de vive voix par la candidature.",
        moments.between(chance, disputed, moments.ago(0.03)),
      );
  }
  for (const asked of take(shares.refused)) acts.sign(asked, "none");
  for (const [at, asked] of take(shares.declined).entries()) acts.decline(asked, at % 5 < 2);
  const [first, second, ...drafts] = take(shares.drafts);
  for (const asked of drafts) acts.draft(asked);
  if (first) acts.prepare(first, "Inès, attachée");
  if (second) acts.prepare(second, "Paul, directeur de campagne");
  for (const asked of take(shares.stops)) acts.stop(asked);
  for (const asked of take(shares.reports)) acts.report(asked);
  const substitutes = reached.filter(({ role }) => role === "substitute");
  for (const asked of substitutes.slice(0, shares.substitutes)) acts.sign(asked, acts.kind());
  return { acted: acts.acted, signers: new Set(signed.map(({ asked }) => asked.person.id)) };
}
