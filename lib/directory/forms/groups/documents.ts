import type { DocumentSpec } from "@/lib/core/document";
import { searchKey } from "@/lib/core/folding";
import { publicVersion } from "@/lib/forms/queries";
import type { PublicVersion } from "@/lib/forms/schema";
import { type Listed, publicRows } from "../../data/queries";
import { type PublicForm, publicForms } from "../../queries";
import { slugOnly } from "../documents";
import { type Compared, type Counted, compared, type Grouping } from "./rules";
import { GroupsPage } from "./ui/groups-page";

export interface GroupsView extends Compared {
  readonly by: Grouping;
  readonly version: PublicVersion;
  readonly form: PublicForm;
  /** Candidacies that stand and are asked. */
  readonly asked: number;
}

type Known = ReadonlyMap<string, { readonly slug: string; readonly name: string }>;

function groupsOf({ row, parties }: Listed, by: Grouping, known: Known): Counted["groups"] {
  if (by === "departments")
    return row.department ? [{ code: row.department, name: row.department_name ?? row.department }] : [];
  if (parties.length > 0) return parties.map(({ slug, name }) => ({ code: slug, name }));
  // Without a nomination on record, what the official list calls it: a party's name is that party.
  const label = searchKey(row.parties);
  const party = known.get(label);
  if (party) return [{ code: party.slug, name: party.name }];
  return label ? [{ code: `label ${label}`, name: row.parties, isLabel: true }] : [];
}

const stands = ({ row }: Listed) => row.candidacy_state === "announced" || row.candidacy_state === "standing";

/** `/forms/{slug}/parties` and `/departments`: groups side by side, only where the words in force say that they are. */
export function groupsDocument(by: Grouping): DocumentSpec<Record<string, string>, GroupsView> {
  return {
    async load({ params, locale }) {
      const version = await publicVersion(slugOnly(params.slug));
      if (!version?.comparesGroups) return null;
      const forms = await publicForms(version.election.id);
      const form = forms.find(({ id }) => id === version.formId);
      if (!form) return null;
      const rows = (await publicRows(form, version.election.slug, locale)).filter(stands);
      const known = new Map(
        rows.flatMap(({ parties }) => parties.map((party) => [searchKey(party.name), party] as const)),
      );
      const counted = rows.map((one) => ({
        status: one.row.status,
        points: one.points,
        groups: groupsOf(one, by, known),
      }));
      return { by, version, form, asked: rows.length, ...compared(counted, locale) };
    },
    view: GroupsPage,
    limit: { name: "groups", points: 120, seconds: 60 },
  };
}
