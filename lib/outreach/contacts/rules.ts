import type { Ctx } from "@/lib/core/auth/actor";
import { roleIn } from "@/lib/core/auth/actor";
import { canonicalAddress } from "@/lib/core/auth/login-address";
import { isoDay } from "@/lib/importing/files/cells";
import { constituencyKey } from "@/lib/importing/ministry/constituency-code";
import { mayEdit } from "@/lib/organizations/rules";
import type { CandidacyRole } from "@/prisma/client/enums";
import type { Reason, Rejected } from "./schema";

/** Contacts belong to the NGOs that author the form: their owners and editors write them. */
export function whyNotKeepContacts(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  return authors.some((id) => mayEdit(roleIn(ctx, id))) ? null : "not-yours";
}

export const FIELDS = ["candidacy", "constituency", "name", "email", "role", "source", "foundOn"] as const;
export type ContactField = (typeof FIELDS)[number];

const ALIASES: Record<ContactField, readonly string[]> = {
  candidacy: ["candidacy", "candidature", "id", "identifiant", "page", "adresse de la page"],
  constituency: [
    "constituency",
    "circonscription",
    "code circonscription",
    "code de la circonscription",
    "area",
    "code",
  ],
  name: ["name", "nom", "candidat", "candidate", "nom complet", "prenom nom", "nom prenom"],
  email: ["email", "e mail", "mail", "courriel", "adresse e mail", "adresse electronique", "adresse"],
  role: ["role", "fonction", "qualite"],
  source: ["source", "origine", "provenance"],
  foundOn: ["found on", "date", "releve le", "date de releve"],
};

/** Letters and digits without accents, single spaces: how names and headers are compared. */
export function folded(text: string): string {
  const plain = text.replace(/œ/gi, "oe").replace(/æ/gi, "ae").normalize("NFD").replace(/\p{M}/gu, "");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** The columns of a header row by field, or null where it is none: an address and a way to find the candidacy are needed. */
export function contactColumns(cells: readonly string[]): ReadonlyMap<ContactField, number> | null {
  const columns = new Map<ContactField, number>();
  for (const [at, cell] of cells.entries()) {
    const field = FIELDS.find((one) => ALIASES[one].includes(folded(cell)));
    if (field && !columns.has(field)) columns.set(field, at);
  }
  return columns.has("email") && (columns.has("candidacy") || columns.has("name")) ? columns : null;
}

/** A candidacy as far as a row may name it. */
export interface Known {
  readonly id: string;
  readonly publicId: string;
  readonly areaCode: string;
  readonly name: string;
  readonly reversed: string;
  readonly substitute: { readonly name: string; readonly reversed: string } | null;
}

export interface Wanted {
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly email: string;
  readonly source: string;
  readonly foundOn: string | null;
}

const ROLES: Readonly<Record<string, CandidacyRole>> = {
  "": "candidate",
  candidate: "candidate",
  candidat: "candidate",
  titulaire: "candidate",
  substitute: "substitute",
  suppleant: "substitute",
  suppleante: "substitute",
};

type Cells = Readonly<Record<ContactField, string>>;
type No = { readonly field: ContactField; readonly reason: Reason; readonly detail: string };

function isNo(value: Known | No): value is No {
  return "reason" in value;
}

/** The candidacies by public id, and by the names that their two people may be written under: looked up, never walked. */
interface Index {
  readonly byId: ReadonlyMap<string, Known>;
  readonly byName: Readonly<Record<CandidacyRole, ReadonlyMap<string, readonly Known[]>>>;
}

function indexOf(known: readonly Known[]): Index {
  const byName = { candidate: new Map<string, Known[]>(), substitute: new Map<string, Known[]>() };
  const put = (role: CandidacyRole, one: Known, name: string) => {
    const held = byName[role].get(name);
    if (!held) byName[role].set(name, [one]);
    else if (!held.includes(one)) held.push(one);
  };
  for (const one of known) {
    for (const name of [one.name, one.reversed]) put("candidate", one, name);
    const { substitute } = one;
    if (substitute) for (const name of [substitute.name, substitute.reversed]) put("substitute", one, name);
  }
  return { byId: new Map(known.map((one) => [one.publicId, one])), byName };
}

/** The one candidacy that a row names; two that fit are told, never guessed (law 6). */
function candidacyOf(row: Cells, role: CandidacyRole, { byId, byName }: Index): Known | No {
  if (row.candidacy) {
    const id = /([0-9a-hjkmnp-tv-z]{10})(?:-[^/]*)?\/?$/.exec(row.candidacy.trim())?.[1];
    const found = byId.get(id ?? "");
    return found ?? { field: "candidacy", reason: "unknown-candidacy", detail: row.candidacy };
  }
  if (!row.name) return { field: "name", reason: "no-candidacy", detail: "" };
  const [name, area] = [folded(row.name), constituencyKey(row.constituency) ?? row.constituency.trim()];
  const fits = (byName[role].get(name) ?? []).filter((one) => !area || one.areaCode === area);
  const [only] = fits;
  if (only && fits.length === 1) return only;
  const choices = fits.map(({ publicId, areaCode }) => `${areaCode} ${publicId}`).join(", ");
  return {
    field: "name",
    reason: fits.length ? "several-candidacies" : "unknown-candidacy",
    detail: choices || row.name,
  };
}

function readRow(row: Cells, known: Index, usualSource: string): Wanted | No {
  if (!row.email.trim()) return { field: "email", reason: "no-email", detail: "" };
  const email = canonicalAddress(row.email);
  if (!email) return { field: "email", reason: "bad-email", detail: row.email };
  const role = ROLES[folded(row.role)];
  if (!role) return { field: "role", reason: "bad-role", detail: row.role };
  const source = row.source.trim().slice(0, 200) || usualSource;
  if (!source) return { field: "source", reason: "no-source", detail: "" };
  const foundOn = row.foundOn.trim() ? isoDay(row.foundOn.trim()) : null;
  if (row.foundOn.trim() && !foundOn) return { field: "foundOn", reason: "bad-date", detail: row.foundOn };
  const candidacy = candidacyOf(row, role, known);
  if (isNo(candidacy)) return candidacy;
  if (role === "substitute" && !candidacy.substitute)
    return { field: "role", reason: "no-substitute", detail: row.role };
  return { candidacyId: candidacy.id, role, email, source, foundOn };
}

export interface ReadContacts {
  readonly rows: number;
  readonly wanted: readonly Wanted[];
  readonly rejected: readonly Rejected[];
}

/** Rows of a table → contacts to keep and rows in doubt, each with its line, column and reason. */
export function readContacts(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  header: { readonly columns: ReadonlyMap<ContactField, number>; readonly cells: readonly string[] },
  known: readonly Known[],
  usualSource: string,
): ReadContacts {
  const wanted = new Map<string, Wanted>();
  const rejected: Rejected[] = [];
  const index = indexOf(known);
  const column = (field: ContactField) => header.cells[header.columns.get(field) ?? -1] ?? field;
  for (const { line, cells } of rows) {
    const cell = (field: ContactField) => cells[header.columns.get(field) ?? -1] ?? "";
    const said = {
      candidacy: cell("candidacy"),
      constituency: cell("constituency"),
      name: cell("name"),
      email: cell("email"),
      role: cell("role"),
      source: cell("source"),
      foundOn: cell("foundOn"),
    };
    const read = readRow(said, index, usualSource);
    if ("reason" in read)
      rejected.push({
        line,
        column: column(read.field),
        reason: read.reason,
        detail: read.detail.slice(0, 200),
      });
    else if (wanted.has(`${read.candidacyId} ${read.role} ${read.email}`))
      rejected.push({ line, column: column("email"), reason: "twice", detail: "" });
    else wanted.set(`${read.candidacyId} ${read.role} ${read.email}`, read);
  }
  return { rows: rows.length, wanted: [...wanted.values()], rejected };
}

/** The one spelling of a telephone number, "+33123456789"; a ten-digit number with its trunk 0 is French. Null for anything else. */
export function canonicalPhone(typed: string): string | null {
  const bare = typed.replace(/\(0\)/g, "").replace(/[\s.()/\u00a0\u202f-]/g, "");
  const number = bare.replace(/^00/, "+").replace(/^0(?=\d{9}$)/, "+33");
  return /^\+[1-9]\d{7,14}$/.test(number) ? number : null;
}

/** "+33123456789" → "01 23 45 67 89" as a volunteer dials it in France, other numbers in pairs. */
export function spokenPhone(number: string): string {
  const home = number.replace(/^\+33(?=\d{9}$)/, "0");
  const plus = home.startsWith("+") ? home.slice(0, 3) : "";
  const pairs = home.slice(plus.length).match(/\d{1,2}/g) ?? [home];
  return [plus, ...pairs].filter(Boolean).join("\u00a0");
}

/** A web address as one may follow it; null for anything else. */
export function canonicalPage(typed: string): string | null {
  const text = /^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPublic = /^https?:$/.test(url.protocol) && /\.[a-z]{2,}$/i.test(url.hostname) && !url.username;
  return isPublic && url.href.length <= 500 ? url.href : null;
}

export const CHANNELS = ["email", "phone", "page"] as const;
export type Channel = (typeof CHANNELS)[number];

const CANON = { email: canonicalAddress, phone: canonicalPhone, page: canonicalPage } as const;

/** The stored spelling of an address of this channel; null where it is none. */
export function canonicalValue(channel: Channel, typed: string): string | null {
  return CANON[channel](typed);
}

/** What a member who may not see an address sees of it: enough to tell two apart. */
export function masked(channel: string, value: string): string {
  if (channel === "email") return value.replace(/^(.).*@(.).*(\.[a-z]+)$/i, "$1•••@$2•••$3");
  if (channel === "phone") return `••• ${value.slice(-2)}`;
  return "•••";
}
