import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { slugOf } from "@/lib/core/slug";
import type { Chance } from "./chance";
import type { DemoForm } from "./forms";
import type { Moments } from "./moments";
import type { Sheets } from "./sheets";
import type { DemoPerson, Ticket } from "./tickets";
import { CALL_NOTES, MESSAGE, REMINDER, SOURCES } from "./words";

export type Role = "candidate" | "substitute";

/** A person who was asked by mail, with the link that she holds. */
export interface Asked {
  readonly ticket: Ticket;
  readonly role: Role;
  readonly person: DemoPerson;
  readonly linkId: string;
  readonly address: string;
  readonly source: string;
  readonly askedAt: Date;
  readonly isBounced: boolean;
}

export interface Plan {
  readonly form: DemoForm;
  /** Days before now at which the waves went out. */
  readonly waves: readonly number[];
  readonly reminder: number;
  /** Share of the tickets for which the NGO holds an address. */
  readonly coverage: number;
  readonly substitutes: number;
  readonly subject?: typeof MESSAGE;
}

const HOUR = 3_600_000;

class Requests {
  readonly #taken = new Set<string>();
  readonly asked: Asked[] = [];

  constructor(
    readonly chance: Chance,
    readonly sheets: Sheets,
    readonly moments: Moments,
    readonly plan: Plan,
  ) {}

  mailing(days: number, message: typeof MESSAGE, kind = "invitation"): string {
    const id = this.chance.uuid();
    const { form } = this.plan;
    const begun = this.moments.ago(days);
    const ended = new Date(begun.getTime() + 2 * HOUR);
    const words = [message.subject, message.body, "fr", form.ngo.ownerId] as const;
    this.sheets.add("mailing", id, form.id, "finished", ...words, begun, begun, ended, kind);
    const act = ["outreach.start-mailing", "mailing", id] as const;
    this.sheets.add("audit_event", begun, "member", form.ngo.ownerId, null, form.ngo.id, ...act, {
      formId: form.id,
    });
    return id;
  }

  address({ givenName, familyName }: DemoPerson): string {
    const stem = `${slugOf(givenName).charAt(0)}.${slugOf(familyName).slice(0, 30)}`;
    let address = stem;
    for (let n = 2; this.#taken.has(address); n += 1) address = `${stem}${n}`;
    this.#taken.add(address);
    return `${address}@campagne.example`;
  }

  ask(ticket: Ticket, role: Role, mailing: { id: string; days: number }): void {
    const { chance, sheets, moments } = this;
    const person = role === "candidate" ? ticket.person : ticket.substitute;
    if (!person) return;
    const { id: formId, ngo } = this.plan.form;
    const who = [ticket.id, role] as const;
    const [contactId, linkId, invitationId] = [chance.uuid(), chance.uuid(), chance.uuid()];
    const askedAt = new Date(moments.ago(mailing.days).getTime() + chance.between(1, 110) * 60_000);
    const isBounced = chance.isBelow(0.025);
    const source = chance.pick(SOURCES);
    const found = moments.dayAgo(mailing.days + chance.between(2, 20));
    const stop = isBounced ? [new Date(askedAt.getTime() + 60_000), "bounce"] : [null, null];
    const address = this.address(person);
    const held = [address, source, found, found, ...stop];
    sheets.add("contact", contactId, ngo.id, ...who, ...held);
    sheets.add("link", linkId, "personal", formId, ...who, tokenHash(linkToken(linkId)), askedAt);
    const status = isBounced ? "bounced" : "accepted";
    const reply = isBounced ? "550 5.1.1 unknown user" : "250 2.0.0 Ok: queued";
    const what = [contactId, linkId, status, askedAt, askedAt, reply];
    sheets.add("invitation", invitationId, mailing.id, formId, ...who, ...what);
    const request = [ngo.id, "email", askedAt, status, null, null, invitationId];
    sheets.add("contact_attempt", formId, ...who, ...request);
    this.asked.push({ ticket, role, person, linkId, address, source, askedAt, isBounced });
  }
}

/** Contacts with their sources, links, invitations and the requests on record; some constituencies and tickets are left unasked. */
export function invite(
  chance: Chance,
  sheets: Sheets,
  moments: Moments,
  tickets: readonly Ticket[],
  plan: Plan,
): readonly Asked[] {
  const requests = new Requests(chance, sheets, moments, plan);
  const message = plan.subject ?? MESSAGE;
  const mailings = plan.waves.map((days) => ({ days, id: requests.mailing(days, message) }));
  const known = new Map<string, boolean>();
  for (const ticket of tickets) {
    if (!known.has(ticket.area)) known.set(ticket.area, chance.isBelow(0.97));
    if (!known.get(ticket.area) || !chance.isBelow(plan.coverage)) continue;
    const mailing = chance.isBelow(0.72) ? mailings[0] : mailings.at(-1);
    if (!mailing) continue;
    requests.ask(ticket, "candidate", mailing);
    if (chance.isBelow(plan.substitutes)) requests.ask(ticket, "substitute", mailing);
  }
  return requests.asked;
}

/** A reminder to all who were silent, then calls to some and a letter to some whose address bounced. */
export function remind(
  chance: Chance,
  sheets: Sheets,
  moments: Moments,
  plan: Plan,
  silent: readonly Asked[],
): void {
  const { id: formId, ngo } = plan.form;
  const requests = new Requests(chance, sheets, moments, plan);
  requests.mailing(plan.reminder, REMINDER, "reminder");
  const attempt = (one: Asked, channel: string, days: number, outcome: string, note: string | null) => {
    const at = new Date(moments.ago(days).getTime() + chance.between(1, 400) * 60_000);
    const userId = channel === "email" ? null : ngo.callerId;
    const who = [formId, one.ticket.id, one.role, ngo.id] as const;
    sheets.add("contact_attempt", ...who, channel, at, outcome, note, userId, null);
  };
  for (const one of silent) {
    if (one.isBounced) {
      if (chance.isBelow(0.5)) attempt(one, "letter", plan.reminder - 2, "sent", null);
      continue;
    }
    attempt(one, "email", plan.reminder, "accepted", null);
    if (chance.isBelow(0.06))
      attempt(
        one,
        "phone",
        plan.reminder - 3,
        chance.pick(["no-answer", "message", "answered"]),
        chance.pick(CALL_NOTES),
      );
  }
}
