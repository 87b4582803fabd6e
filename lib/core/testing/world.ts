import type { Actor } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { aCandidacy, aForm, aLink, aMailing, aMembership, anOrganization, aUser } from "@/prisma/factories";
import { anyoneActor, linkActor, memberActor, operatorActor, systemActor } from "./actors";

export const ROLES = [
  "anyone",
  "candidate",
  "substitute",
  "other-candidate",
  "assistant",
  "caller",
  "viewer",
  "editor",
  "owner",
  "other-owner",
  "operator",
  "system",
] as const;
export type RoleName = (typeof ROLES)[number];

export interface World {
  readonly organizationId: string;
  readonly electionId: string;
  readonly formId: string;
  readonly candidacyId: string;
  readonly linkId: string;
  readonly mailingId: string;
  readonly actors: Readonly<Record<RoleName, Actor>>;
}

/** One form with its candidacy and NGO, and an actor of each role towards it. */
export async function aWorld(): Promise<World> {
  const form = await aForm(db());
  const { organizationId } = form;
  const candidacy = await aCandidacy(db());
  const { id: linkId } = await aLink(db(), { formId: form.id, candidacyId: candidacy.id });
  const { id: mailingId } = await aMailing(db(), { formId: form.id });
  const { id: prepareId } = await aLink(db(), {
    formId: form.id,
    candidacyId: candidacy.id,
    kind: "prepare",
  });
  await db().preparation.create({ data: { linkId: prepareId }, select: { linkId: true } });
  const user = await aUser(db());
  await aMembership(db(), { userId: user.id, organizationId, role: "owner" });
  const other = await anOrganization(db());
  const foreign = await aForm(db());
  const foreignLink = await aLink(db(), { formId: foreign.id, candidacyId: candidacy.id });
  const who = { formId: form.id, candidacyId: candidacy.id };
  const member = (role: "caller" | "viewer" | "editor" | "owner") =>
    memberActor({ userId: user.id, organizationId, role });
  const actors: Record<RoleName, Actor> = {
    anyone: anyoneActor(),
    candidate: linkActor({ linkId, ...who }),
    substitute: linkActor({ linkId, ...who, role: "substitute" }),
    // Holds a link, on another form, whose acts must never reach this one.
    "other-candidate": linkActor({ linkId: foreignLink.id, formId: foreign.id, candidacyId: candidacy.id }),
    // Came by a link that the candidate handed to her team.
    assistant: linkActor({ linkId: prepareId, linkKind: "prepare", ...who }),
    caller: member("caller"),
    viewer: member("viewer"),
    editor: member("editor"),
    owner: member("owner"),
    "other-owner": memberActor({ organizationId: other.id }),
    operator: operatorActor(),
    system: systemActor(),
  };
  return {
    organizationId,
    electionId: form.electionId,
    formId: form.id,
    candidacyId: candidacy.id,
    linkId,
    mailingId,
    actors,
  };
}
