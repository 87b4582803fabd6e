import "server-only";
import { tokenHash } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { publishedVersionFor } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import { ownLink } from "../preparing/queries";

/** What is known of a link that opens nothing any more. */
export interface DeadLink {
  readonly id: string;
  readonly isForTeam: boolean;
  /** Somebody said from it "this is not me". */
  readonly isNotMe: boolean;
}

/** The revoked link with this token; null where no link has it, or where it still opens. */
export async function deadLink(token: string): Promise<DeadLink | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const link = await db().link.findUnique({
    where: { tokenHash: tokenHash(token), NOT: { revokedAt: null } },
    select: { id: true, kind: true, reports: { where: { kind: "not-me" }, select: { id: true } } },
  });
  return link && { id: link.id, isForTeam: link.kind === "prepare", isNotMe: link.reports.length > 0 };
}

const PERSON = { select: { givenName: true, familyName: true, gender: true } } as const;

/** What a mail about one link says: of whom, of which form, from whom, and which link opens the signer's own pages. */
export interface LinkMailFacts {
  readonly version: PublicVersion;
  readonly name: string;
  readonly gender: string | null;
  /** The signer's own link; null where none opens. */
  readonly ownLinkId: string | null;
  /** Who prepared by this link, in her own words. */
  readonly saidName: string | null;
  readonly replyTo: string | null;
}

/** The facts of a mail about a link; null where the link or its form is no more, or was taken back meanwhile. */
export async function linkMailFacts(linkId: string): Promise<LinkMailFacts | null> {
  if (!/^[0-9a-f-]{36}$/.test(linkId)) return null;
  const link = await db().link.findUnique({
    where: { id: linkId, revokedAt: null },
    select: {
      formId: true,
      candidacyId: true,
      role: true,
      preparation: { select: { saidName: true } },
      candidacy: { select: { person: PERSON, substitute: PERSON } },
      form: {
        select: {
          authors: { where: { isLead: true }, select: { organization: { select: { replyTo: true } } } },
        },
      },
    },
  });
  const version = link && (await publishedVersionFor(link.formId));
  const person = link?.role === "substitute" ? link.candidacy.substitute : link?.candidacy.person;
  if (!link || !version || !person) return null;
  return {
    version,
    name: displayName(person),
    gender: person.gender,
    ownLinkId: await ownLink(link),
    saidName: link.preparation?.saidName ?? null,
    replyTo: link.form.authors[0]?.organization.replyTo ?? null,
  };
}
