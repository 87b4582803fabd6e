import { linkToken, tokenHash } from "@/lib/core/auth/link";
import type { Chance } from "./chance";
import type { DemoForm, DemoVersion } from "./forms";
import type { Moments } from "./moments";
import type { Asked } from "./requests";
import type { Sheets } from "./sheets";
import { OBJECTIONS, REMARKS, reservationsOn } from "./words";

export type Kind = "all" | "enough" | "some" | "none";

interface Said {
  readonly value: "yes" | "with_reservation" | "no";
  readonly comment: string | null;
}

/** How signatures came, with how each is recognised; most by the personal link. */
const WAYS: readonly (readonly [
  { method: string; level: string; evidence: (asked: Asked) => string },
  number,
])[] = [
  [
    {
      method: "personal_link",
      level: "A1",
      evidence: (asked) => asked.source,
    },
    87,
  ],
  [
    {
      method: "paper",
      level: "A2",
      evidence: () => "Formulaire papier signé, transcrit deux fois par deux membres",
    },
    7,
  ],
  [
    {
      method: "public_statement",
      level: "A3",
      evidence: () => "Déclaration sur son propre site : « Je signe ces engagements. »",
    },
    4,
  ],
  [{ method: "attested", level: "A4", evidence: () => "Rappel téléphonique par deux membres" }, 2],
];

function one(chance: Chance, value: Said["value"], reservations: readonly string[]): Said {
  if (value === "with_reservation") return { value, comment: chance.pick(reservations) };
  if (value === "no") return { value, comment: chance.isBelow(0.6) ? chance.pick(OBJECTIONS) : null };
  return { value, comment: chance.isBelow(0.03) ? chance.pick(REMARKS) : null };
}

/** What somebody answers to so many engagements: all, enough, some or none with a plain yes. */
export function answersOf(chance: Chance, kind: Kind, count: number, minimum: number): Said[] {
  const yes = {
    all: count,
    enough: chance.between(minimum, count - 1),
    some: chance.between(2, minimum - 1),
    none: 0,
  };
  const places = chance.shuffled(Array.from({ length: count }, (_, at) => at));
  const rank = new Map(places.map((place, at) => [place, at]));
  return Array.from({ length: count }, (_, at) => {
    const reservations = reservationsOn(at + 1, count === 10);
    if ((rank.get(at) ?? 0) < yes[kind]) return one(chance, "yes", reservations);
    return one(chance, kind !== "none" && chance.isBelow(0.55) ? "with_reservation" : "no", reservations);
  });
}

/** The version that stood at an instant. */
export function versionAt(form: DemoForm, at: Date): DemoVersion {
  const [first] = form.versions;
  const found = [...form.versions].reverse().find((version) => version.publishedAt <= at) ?? first;
  if (!found) throw new Error("a form without a version");
  return found;
}

export interface Signed {
  readonly id: string;
  readonly at: Date;
  readonly linkId: string | null;
  readonly version: DemoVersion;
}

/** Writes one signature with its answers and its trace in the audit. */
export function sign(
  chance: Chance,
  sheets: Sheets,
  form: DemoForm,
  asked: Asked,
  act: { at: Date; kind: Kind; revision: number },
): Signed {
  const { ticket, role, person } = asked;
  const version = versionAt(form, act.at);
  const way = act.revision > 1 ? WAYS[0]?.[0] : chance.weighted(WAYS);
  if (!way) throw new Error("no way to sign");
  const linkId = way.method === "personal_link" ? asked.linkId : null;
  const [id, publicId] = [chance.uuid(), chance.shortId()];
  const locale = chance.isBelow(0.02) ? "en" : "fr";
  const who = [form.id, version.id, ticket.id, person.id, role, act.revision] as const;
  const proof = [way.method, way.level, way.evidence(asked), locale, act.at, linkId] as const;
  // Nobody is to be told of what was signed before this instance began.
  sheets.add("signature", id, publicId, ...who, ...proof, null);
  const count = version.engagementIds.length;
  const said = answersOf(chance, act.kind, count, form.minimum ?? count);
  for (const [at, { value, comment }] of said.entries())
    sheets.add("answer", id, version.engagementIds[at] ?? "", value, comment);
  const actor = linkId ? (["link", null, linkId] as const) : (["member", form.ngo.ownerId, null] as const);
  const what = ["signatures.sign", "signature", id] as const;
  sheets.add("audit_event", act.at, ...actor, form.ngo.id, ...what, { version: version.number, role });
  if (linkId) receipt(chance, sheets, form, asked, { id, at: act.at, locale });
  return { id, at: act.at, linkId, version };
}

/** The link that changes or withdraws, and the mail that brings it. */
function receipt(
  chance: Chance,
  sheets: Sheets,
  form: DemoForm,
  { ticket, role, address }: Asked,
  { id, at, locale }: { id: string; at: Date; locale: string },
): void {
  const linkId = chance.uuid();
  sheets.add("link", linkId, "manage", form.id, ticket.id, role, tokenHash(linkToken(linkId)), at);
  const letter = ["receipt", { signatureId: id, linkId }, locale, address, form.ngo.id] as const;
  sheets.add("mail", ...letter, "accepted", 1, "250 2.0.0 Ok: queued", at, at);
}

/** When somebody who was asked acts: after the request, before now. */
export function momentAfter(chance: Chance, moments: Moments, asked: Asked): Date {
  return moments.between(chance, new Date(asked.askedAt.getTime() + 1_800_000), moments.ago(0.05));
}
