import { slugOf } from "@/lib/core/slug";
import type { Chance } from "./chance";
import type { Moments } from "./moments";
import type { PartyIds } from "./nominations";
import { PARTIES } from "./parties";
import type { Sheets } from "./sheets";

export interface DemoNgo {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly editorId: string;
  readonly callerId: string;
}

interface Charter {
  readonly name: string;
  readonly domain: string;
  readonly phone: string;
  readonly members: readonly (readonly [string, string, "owner" | "editor" | "caller" | "viewer", boolean])[];
}

const GARANTIES: Charter = {
  name: "Garanties",
  domain: "garanties.example",
  phone: "+33 1 99 00 10 10",
  members: [
    ["owner", "Odile Montvernet", "owner", true],
    ["editor", "Basile Kerlaëc", "editor", false],
    ["caller", "Nawel Bennadjar", "caller", false],
    ["viewer", "Firmin Clairjonc", "viewer", false],
  ],
};
const SEUIL: Charter = {
  name: "Le Seuil ouvert",
  domain: "seuil-ouvert.example",
  phone: "+33 1 99 00 20 20",
  members: [
    ["owner", "Katell Trévédan", "owner", false],
    ["editor", "Joaquim Calhares", "editor", false],
    ["caller", "Solitude Fleurjacquet", "caller", false],
  ],
};

function found(chance: Chance, sheets: Sheets, moments: Moments, charter: Charter): DemoNgo {
  const { name, domain, phone, members } = charter;
  const id = chance.uuid();
  const since = moments.ago(150);
  const website = `https://${domain}`;
  sheets.add(
    "organization",
    id,
    slugOf(name),
    "ngo",
    name,
    null,
    website,
    `reponses@${domain}`,
    phone,
    since,
    since,
  );
  const ids = new Map<string, string>();
  for (const [box, person, role, isOperator] of members) {
    const userId = chance.uuid();
    ids.set(box, userId);
    sheets.add("user_account", userId, `${box}@${domain}`, person, "fr", isOperator, since);
    sheets.add("membership", userId, id, role, since);
    const act =
      role === "owner"
        ? (["organizations.set-up", "organization", id] as const)
        : (["organizations.invite", "user", userId] as const);
    sheets.add("audit_event", since, "member", ids.get("owner") ?? null, null, id, ...act, { role });
  }
  const [ownerId = "", editorId = "", callerId = ""] = ["owner", "editor", "caller"].map((box) =>
    ids.get(box),
  );
  return { id, name, ownerId, editorId, callerId };
}

/** The two NGOs of the demonstration with their members; the owner of the first also operates the instance. */
export function ngos(chance: Chance, sheets: Sheets, moments: Moments): { rights: DemoNgo; asylum: DemoNgo } {
  return {
    rights: found(chance, sheets, moments, GARANTIES),
    asylum: found(chance, sheets, moments, SEUIL),
  };
}

/** The invented parties; short name → id. */
export function parties(chance: Chance, sheets: Sheets, moments: Moments): PartyIds {
  const since = moments.ago(150);
  return new Map(
    PARTIES.map(({ name, shortName }) => {
      const id = chance.uuid();
      const website = `https://${slugOf(shortName)}.example`;
      sheets.add(
        "organization",
        id,
        slugOf(name),
        "party",
        name,
        shortName,
        website,
        null,
        null,
        null,
        since,
      );
      return [shortName, id];
    }),
  );
}
