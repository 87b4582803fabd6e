import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { rows as citizens } from "@/lib/citizens/testing/permissions";
import { db } from "@/lib/core/db";
import { ctxOf } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { OWN_LINK } from "@/lib/core/testing/permissions";
import { aWorld, ROLES, type RoleName, type World } from "@/lib/core/testing/world";
import { rows as elections } from "@/lib/elections/testing/permissions";
import { rows as forms } from "@/lib/forms/testing/permissions";
import { rows as importing } from "@/lib/importing/testing/permissions";
import { rows as organizations } from "@/lib/organizations/testing/permissions";
import { rows as outreach } from "@/lib/outreach/testing/permissions";
import { rows as places } from "@/lib/places/testing/permissions";
import { rows as publication } from "@/lib/publication/testing/permissions";
import { rows as signatures } from "@/lib/signatures/testing/permissions";

/** Every command of every room; the rows stand beside the room that they are about. */
const TABLE = {
  ...places,
  ...elections,
  ...importing,
  ...organizations,
  ...forms,
  ...signatures,
  ...outreach,
  ...citizens,
  ...publication,
};

/** Refusals that mean "you may not", as opposed to "not now" or "not so". */
const FORBIDDEN = new Set([
  "not-yours",
  "not-allowed",
  "not-operator",
  "not-for-links",
  "signed-out",
  "unknown",
  "already-set-up",
]);

testDatabase();
let world: World;

beforeAll(async () => {
  world = await aWorld();
});

/** Acts of a link reach its own form alone, so another candidate's link may act too, on her own. */
function expected(name: string, role: RoleName): boolean {
  const row = Object.entries(TABLE).find(([command]) => command === name)?.[1];
  if (role === "other-candidate") return OWN_LINK.every((own) => row?.may.includes(own));
  return row?.may.includes(role) ?? false;
}

test.each(Object.entries(TABLE))(
  "%s × every role",
  async (name, { run }) => {
    const seen: Partial<Record<RoleName, boolean>> = {};
    for (const role of ROLES) {
      const result = await run(ctxOf(world.actors[role]), world);
      seen[role] = result.ok || !FORBIDDEN.has(result.refusal);
    }
    expect(seen).toEqual(Object.fromEntries(ROLES.map((role) => [role, expected(name, role)])));
    // An import of areas reads a whole country for each role that may.
  },
  60_000,
);

test("acts of another form's link leave this form as it was", async () => {
  const ctx = ctxOf(world.actors["other-candidate"]);
  const { formId } = world;
  const count = () =>
    Promise.all([db().decline.count({ where: { formId } }), db().signature.count({ where: { formId } })]);
  const before = await count();
  for (const name of ["decline", "sign", "withdraw", "acceptAll"] as const) await TABLE[name].run(ctx, world);
  expect(await count()).toEqual(before);
});

test("every room's commands have rows", () => {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" });
  const told = files
    .filter((path) => path.endsWith("/testing/permissions.ts") && !path.startsWith("core/"))
    .map((path) => readFileSync(`lib/${path}`, "utf8"))
    .join();
  const commands = files.filter((path) => path.endsWith("/commands.ts") && !/^(audit|proof)\//.test(path));
  expect(commands.filter((path) => !told.includes(`"@/lib/${path.slice(0, -3)}"`))).toEqual([]);
});
