import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Facts } from "@/components/facts";
import { Split } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { slugOf } from "@/lib/core/slug";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { Channels } from "../../channels/ui/channels";
import { Corrections } from "../../corrections/ui/corrections";
import { Contests } from "../../nominations/ui/contests";
import { Nominations } from "../../nominations/ui/nominations";
import type { ContestView, NominationView } from "../../queries";
import { displayName } from "../../rules";
import type { AdminCandidacy } from "../queries";
import { Standing } from "./standing";
import { Ticket } from "./ticket";

export interface CandidacyProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly candidacy: AdminCandidacy;
  readonly nominations: readonly NominationView[];
  readonly contests: readonly ContestView[];
  readonly parties: readonly string[];
  /** Which form is open: "status", "substitute", "correction", "channel", "nomination", "contest", or the id of what gets a fact; "" for none. */
  readonly add: string;
}

/** Where a form of this page opens and closes. */
export function pageOf({ frame, candidacy }: CandidacyProps, add = ""): string {
  const page = `/${frame.locale}/admin/candidacies/${candidacy.publicId}`;
  return add ? `${page}?add=${add}#add` : page;
}

/** A candidacy in the administration: dated, sourced facts are added, nothing is taken away. */
export function AdminCandidacyPage(props: CandidacyProps) {
  const { frame, ctx, candidacy } = props;
  const { t, locale } = frame;
  const name = displayName(candidacy.person);
  const { election, area } = candidacy.ballot;
  const place = `${localized(election.name, locale).text}, ${area.name}`;
  return (
    <AdminPage frame={frame} ctx={ctx} title={name} current="elections">
      <Crumbs
        t={t}
        crumbs={[
          { label: t("organizations.admin.elections.tab"), href: `/${locale}/admin/elections` },
          {
            label: localized(election.name, locale).text,
            href: `/${locale}/admin/elections/${election.slug}`,
          },
          { label: area.name },
        ]}
      />
      <DeskHead title={name} deck={place}>
        <a href={`/${locale}/candidacies/${candidacy.publicId}-${slugOf(name)}`}>
          {t("elections.keep.public-page")}
        </a>
      </DeskHead>
      <Split aside={<Facts facts={factsOf(props)} />}>
        <Standing {...props} />
        <Nominations {...props} />
        <Contests {...props} />
        <Ticket {...props} />
        <Channels {...props} />
        <Corrections {...props} />
      </Split>
    </AdminPage>
  );
}

function factsOf({ frame: { t, locale }, candidacy }: CandidacyProps) {
  const { person, substitute, panelNumber, nuanceLabel, nuanceCode, partyLabel, isIncumbent, source } =
    candidacy;
  const gender = person.gender ?? "other";
  const all = [
    [t("elections.keep.status"), t(`elections.candidacy.${candidacy.status}`)],
    [t("elections.keep.panel"), panelNumber === null ? "" : String(panelNumber)],
    [t("elections.keep.party"), partyLabel ?? ""],
    [t("elections.keep.nuance"), nuanceLabel ?? nuanceCode ?? ""],
    [t("elections.keep.incumbent"), isIncumbent ? t("elections.candidacy.incumbent", { gender }) : ""],
    [
      t("elections.keep.substitute"),
      substitute ? displayName(substitute) : t("elections.keep.no-substitute"),
    ],
    [t("elections.fact.source"), source],
  ] as const;
  const person_ = {
    label: t("elections.keep.person"),
    value: <a href={`/${locale}/admin/persons/${person.publicId}`}>{displayName(person)}</a>,
  };
  return [person_, ...all.filter(([, value]) => value).map(([label, value]) => ({ label, value }))];
}
