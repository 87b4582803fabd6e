import "server-only";
import { db } from "@/lib/core/db";
import { displayName } from "@/lib/elections/rules";
import { readText } from "@/lib/forms/rules";
import { lacksOf } from "../countersigning/queries";
import { disputeSaid } from "../disputing/rules";
import { countOf, type PublicStatus, publicStatus } from "../rules";

/** What the image of a signature says: public facts alone, as they stand now. */
export interface SharedSignature {
  readonly publicId: string;
  readonly name: string;
  readonly gender: string | null;
  readonly role: "candidate" | "substitute";
  readonly candidateName: string;
  /** The public id of the ticket, whose page holds the signature. */
  readonly candidacyId: string;
  /** The number of the version that was signed. */
  readonly version: number;
  readonly area: string;
  readonly election: unknown;
  readonly form: unknown;
  readonly authors: readonly string[];
  readonly status: PublicStatus;
  readonly yes: number;
  readonly total: number;
  readonly signedAt: Date;
  readonly withdrawnAt: Date | null;
  /** Contested, and found not to be hers. */
  readonly isAnnulled: boolean;
  readonly timeZone: string;
}

const NAME = { givenName: true, familyName: true, gender: true } as const;
const SIGNATURE = {
  id: true,
  publicId: true,
  role: true,
  signedAt: true,
  person: { select: NAME },
  candidacy: {
    select: {
      publicId: true,
      person: { select: NAME },
      ballot: { select: { area: { select: { name: true } }, election: { select: { name: true } } } },
    },
  },
  version: { select: { title: true, minimum: true, number: true } },
  form: {
    select: {
      timeZone: true,
      authors: { orderBy: { isLead: "desc" }, select: { organization: { select: { name: true } } } },
    },
  },
  answers: { select: { value: true } },
  events: { orderBy: { at: "asc" }, select: { kind: true, at: true, said: true } },
} as const;

/** One signature as it is public, the latest of its signer on that form; null where there is none or it was erased. */
export async function sharedSignature(publicId: string): Promise<SharedSignature | null> {
  if (!/^[0-9a-zA-Z]{1,32}$/.test(publicId)) return null;
  const asked = await db().signature.findUnique({
    where: { publicId },
    select: { formId: true, candidacyId: true, role: true },
  });
  const row =
    asked &&
    (await db().signature.findFirst({ where: asked, orderBy: { revision: "desc" }, select: SIGNATURE }));
  if (!row || row.events.some(({ kind }) => kind === "erased")) return null;
  const answers = row.answers.map(({ value }) => value);
  const withdrawnAt = row.events.find(({ kind }) => kind === "withdrawn")?.at ?? null;
  const said = row.events.filter(({ kind }) => kind === "disputed" || kind === "resolved").at(-1);
  const isAnnulled = said?.kind === "resolved" && disputeSaid(said.said).outcome === "does-not-stand";
  const status = publicStatus({
    answers,
    minimum: row.version.minimum,
    isWithdrawn: withdrawnAt !== null,
    // Drawn with the mark of a contested one, in words of its own.
    isDisputed: said?.kind === "disputed" || isAnnulled,
    lacks: await lacksOf(row.id),
    declinedPublicly: false,
    requests: 0,
  });
  return {
    publicId: row.publicId,
    name: displayName(row.person),
    gender: row.person.gender,
    role: row.role,
    candidateName: displayName(row.candidacy.person),
    candidacyId: row.candidacy.publicId,
    version: row.version.number,
    area: row.candidacy.ballot.area.name,
    election: readText(row.candidacy.ballot.election.name),
    form: readText(row.version.title),
    authors: row.form.authors.map(({ organization }) => organization.name),
    status,
    yes: countOf(answers),
    total: answers.length,
    signedAt: row.signedAt,
    withdrawnAt,
    isAnnulled,
    timeZone: row.form.timeZone,
  };
}
