import type { InvitationStatus, MailingKind } from "@/prisma/client/enums";
import { EXCLUSIONS, type Exclusion } from "../rules";

/** The numbers of a mailing, and the states that each counts. */
export const GROUPS = {
  total: ["queued", "sending", "accepted", "refused", "bounced", "in_doubt", "cancelled"],
  accepted: ["accepted"],
  waiting: ["queued", "sending"],
  failed: ["refused", "bounced", "in_doubt"],
  refused: ["refused"],
  bounced: ["bounced"],
  in_doubt: ["in_doubt"],
  cancelled: ["cancelled"],
} as const satisfies Record<string, readonly InvitationStatus[]>;
export type Group = keyof typeof GROUPS;

/** Which people a list holds: those of a mailing ("all" for every one of the form), or those that the next one would or would not reach. */
export type Which =
  | { readonly mailingId: string; readonly group: Group }
  | { readonly kind: MailingKind; readonly reason: Exclusion | "recipients" };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The list that an address asks for; null where it names none. */
export function whichOf(search: Readonly<Record<string, unknown>>): Which | null {
  const { mailing, group, kind, reason } = search;
  if (typeof mailing === "string" && (mailing === "all" || UUID.test(mailing))) {
    const found = Object.keys(GROUPS).find((name): name is Group => name === group);
    return found ? { mailingId: mailing, group: found } : null;
  }
  const wanted = reason === "recipients" ? reason : EXCLUSIONS.find((one) => one === reason);
  return wanted ? { kind: kind === "reminder" ? "reminder" : "invitation", reason: wanted } : null;
}

/** The address of a list, after the form's own. */
export function listPath(which: Which): string {
  const search = "mailingId" in which ? { mailing: which.mailingId, group: which.group } : { ...which };
  return `/invitations/people?${new URLSearchParams(search)}`;
}
