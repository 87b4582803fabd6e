import "server-only";
import type { Locale } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import { publicVersion } from "@/lib/forms/queries";
import { publicBallot, publicTickets } from "../ballots/queries";
import { isStanding } from "../ballots/rules";
import { publicCandidacy } from "../candidacies/queries";
import { publicElection, publicFormsAsking } from "../queries";
import { areaTitle, ballotPath, candidacyPath, fullName } from "../rules";
import { embedPath, type Framed, type Target } from "./rules";

interface Named {
  readonly title: string;
  readonly path: string;
  readonly rows: number;
}

async function named({ kind, params }: Target, locale: Locale): Promise<Named | null> {
  if (kind === "form") {
    const version = await publicVersion(params.slug ?? "");
    return (
      version && { title: localized(version.title, locale).text, path: `/forms/${version.slug}`, rows: 2 }
    );
  }
  if (kind === "ballot") {
    const election = await publicElection(params.slug ?? "");
    const ballot = election && (await publicBallot(election.id, params.area ?? ""));
    if (!election || !ballot) return null;
    const rows = (await publicTickets(ballot.id)).filter(isStanding).length;
    return { title: areaTitle(ballot.area, locale), path: ballotPath(election.slug, ballot.area.code), rows };
  }
  const found = await publicCandidacy(params.id ?? "");
  if (!found) return null;
  const { ticket, contest } = found;
  const forms = await publicFormsAsking(contest.ballotId);
  const title = `${fullName(ticket.person)}, ${areaTitle(contest.area, locale)}`;
  return { title, path: candidacyPath(ticket.publicId, ticket.person), rows: forms.length };
}

/** What the site around a page of ours must know; null where there is no such page. */
export async function publicFramed(
  target: Target,
  {
    origin,
    locale,
    query = "",
  }: { readonly origin: string; readonly locale: Locale; readonly query?: string },
): Promise<Framed | null> {
  const found = await named(target, locale);
  if (!found) return null;
  const { title, path, rows } = found;
  return {
    title,
    source: `${origin}/${locale}${embedPath(target)}${query}`,
    page: `${origin}/${locale}${path}`,
    height: 190 + 36 * rows,
  };
}
