import "server-only";
import { db } from "@/lib/core/db";
import { isLocale, type Locale, localized } from "@/lib/core/i18n/locale";
import { displayName } from "@/lib/elections/rules";
import { readText } from "@/lib/forms/rules";
import type { CandidacyRole } from "@/prisma/client/enums";

/** What an invitation says, apart from its link. */
export interface InvitationWords {
  readonly name: string;
  readonly role: CandidacyRole;
  readonly constituency: string;
  readonly form: string;
  /** Of the form's public page, where the same demand can be read. */
  readonly slug: string;
  readonly ngo: string;
  readonly website: string | null;
  readonly phone: string | null;
  readonly replyTo: string | null;
  readonly closesAt: Date;
  readonly timeZone: string;
  /** Where the address was found, in the NGO's words. */
  readonly source: string;
  readonly subject: string;
  readonly body: string;
  readonly locale: Locale;
}

interface Message {
  readonly subject: unknown;
  readonly body: unknown;
  readonly locale: string;
}

const PERSON = { givenName: true, familyName: true } as const;
const FORM = {
  slug: true,
  closesAt: true,
  timeZone: true,
  versions: {
    where: { publishedAt: { not: null } },
    orderBy: { number: "desc" },
    take: 1,
    select: { title: true },
  },
  authors: {
    where: { isLead: true },
    select: { organization: { select: { name: true, website: true, phone: true, replyTo: true } } },
  },
} as const;

/** The words of invitations, keyed by contact: several recipients of one form at once. */
export async function invitationWords(
  formId: string,
  contactIds: readonly string[],
  message: Message,
): Promise<ReadonlyMap<string, InvitationWords>> {
  const [form, contacts] = await Promise.all([
    db().form.findUniqueOrThrow({ where: { id: formId }, select: FORM }),
    db().contact.findMany({
      where: { id: { in: [...contactIds] } },
      select: {
        id: true,
        role: true,
        source: true,
        candidacy: {
          select: {
            person: { select: PERSON },
            substitute: { select: PERSON },
            ballot: { select: { area: { select: { name: true } } } },
          },
        },
      },
    }),
  ]);
  const locale = isLocale(message.locale) ? message.locale : "fr";
  const said = (text: unknown) => localized(readText(text), locale).text;
  const ngo = form.authors[0]?.organization;
  const shared = {
    form: said(form.versions[0]?.title),
    slug: form.slug,
    ngo: ngo?.name ?? "Signataires",
    website: ngo?.website ?? null,
    phone: ngo?.phone ?? null,
    replyTo: ngo?.replyTo ?? null,
    closesAt: form.closesAt,
    timeZone: form.timeZone,
    subject: said(message.subject),
    body: said(message.body),
    locale,
  };
  const words = contacts.map(({ id, role, source, candidacy }) => {
    const person = (role === "substitute" ? candidacy.substitute : null) ?? candidacy.person;
    return [
      id,
      { ...shared, role, source, name: displayName(person), constituency: candidacy.ballot.area.name },
    ] as const;
  });
  return new Map(words);
}

/** One invitation with its words and link, for the demo's inbox. */
export async function invitationMail(
  invitationId: string,
): Promise<{ words: InvitationWords; linkId: string } | null> {
  if (!/^[0-9a-f-]{36}$/.test(invitationId)) return null;
  const row = await db().invitation.findUnique({
    where: { id: invitationId },
    select: {
      formId: true,
      contactId: true,
      linkId: true,
      mailing: { select: { subject: true, body: true, locale: true } },
    },
  });
  const words = row && (await invitationWords(row.formId, [row.contactId], row.mailing)).get(row.contactId);
  return words ? { words, linkId: row.linkId } : null;
}

/** A message as one recipient would read it. */
export interface Sample {
  readonly contactId: string;
  readonly words: InvitationWords;
}

/** The words of a message for a few recipients, as they would read them; for who may invite. */
export async function sampleWords(
  formId: string,
  recipients: readonly { readonly contactId: string }[],
  message: Message,
): Promise<readonly Sample[]> {
  const ids = recipients.map(({ contactId }) => contactId);
  const words = await invitationWords(formId, ids, message);
  return ids.flatMap((contactId) => {
    const own = words.get(contactId);
    return own ? [{ contactId, words: own }] : [];
  });
}
