import { expect, test } from "vitest";
import { databaseNow, db, pool } from "@/lib/core/db";
import { localizedOnly } from "@/lib/core/i18n/locale";
import { testDatabase } from "@/lib/core/testing/database";
import { slowness } from "@/lib/core/testing/effort";
import { publicTickets } from "@/lib/elections/queries";
import { publicVersionNumbered } from "@/lib/forms/queries";
import { canonicalText, textHash } from "@/lib/forms/rules";
import { Moments } from "./demo/moments";
import { seedDemo } from "./seed";

testDatabase();

async function one(sql: string): Promise<unknown> {
  const { rows } = await pool().query<Record<string, unknown>>(sql);
  return Object.values(rows[0] ?? {})[0];
}

test("a live instance is never given fictional data", async () => {
  await db().instance.upsert({ where: { id: 1 }, create: { mode: "live" }, update: { mode: "live" } });
  await expect(seedDemo(() => undefined)).rejects.toThrow(/demo database/);
  expect(await db().area.count()).toBe(0);
});

test("the demonstration: 577 constituencies, about 6,500 tickets, 8 % signed, in at most 30 s", async () => {
  await db().instance.update({ where: { id: 1 }, data: { mode: "demo" } });
  const told: string[] = [];
  const began = performance.now();
  await seedDemo((text, done, total) => told.push(`${done}/${total} ${text}`));
  expect(performance.now() - began).toBeLessThan(30_000 * slowness());
  expect(told.length).toBe(8);
  const election = { slug: "legislatives-de-demonstration" };
  expect(await db().ballot.count({ where: { election } })).toBe(577);
  const tickets = await db().candidacy.count({ where: { ballot: { election } } });
  expect(tickets).toBeGreaterThan(6300);
  expect(tickets).toBeLessThan(6800);
  expect(await db().candidacy.count({ where: { substituteId: null } })).toBe(0);
  const signed = Number(
    await one(
      `SELECT count(DISTINCT candidacy_id)::int FROM signature s JOIN form f ON f.id = s.form_id
       WHERE s.role = 'candidate' AND f.slug LIKE 'dix-%'`,
    ),
  );
  expect(Math.round((100 * signed) / tickets)).toBe(8);
  const kinds = "SELECT string_agg(DISTINCT kind::text, ' ' ORDER BY kind::text) FROM person_pair";
  expect(await one(kinds)).toBe("birth_date given_name no_birth_date surname");
  expect(await one("SELECT count(*)::int FROM person_pair")).toBeGreaterThan(30);
  expect(await one("SELECT count(*)::int FROM person_merge")).toBeGreaterThan(3);
  await expect(seedDemo(() => undefined)).rejects.toThrow(/empty/);
}, 240_000);

test("its facts agree with each other and with the clock", async () => {
  expect(await one("SELECT count(*)::int FROM area WHERE level = 'commune'")).toBeGreaterThan(34_900);
  const split = "SELECT count(DISTINCT part_id)::int FROM area_part WHERE is_partial";
  expect(await one(split)).toBeGreaterThan(60);
  const nowhere = `SELECT count(*)::int FROM area a JOIN area d ON d.id = a.parent_id WHERE a.level = 'commune'
    AND d.code NOT IN ('984', '989') AND NOT EXISTS (SELECT FROM area_part p WHERE p.part_id = a.id)`;
  expect(await one(nowhere)).toBe(0);
  const late = `SELECT count(*)::int FROM (SELECT signed_at AS at FROM signature UNION ALL SELECT at FROM contact_attempt
    UNION ALL SELECT at FROM decline UNION ALL SELECT at FROM signature_event UNION ALL SELECT at FROM audit_event) f
    WHERE at > signataires_now()`;
  expect(await one(late)).toBe(0);
  expect(
    await one(
      "SELECT count(*)::int FROM signature s JOIN form_version v ON v.id = s.version_id WHERE s.signed_at < v.published_at",
    ),
  ).toBe(0);
  expect(
    await one(`SELECT count(*)::int FROM form WHERE closes_at < signataires_now() + interval '20 days'
      AND slug NOT LIKE 'sept-%'`),
  ).toBe(0);
  const unasked = `SELECT count(*)::int FROM signature s WHERE NOT EXISTS (SELECT FROM contact_attempt t
    WHERE t.candidacy_id = s.candidacy_id AND t.form_id = s.form_id AND t.role = s.role AND t.at <= s.signed_at)`;
  expect(await one(unasked)).toBe(0);
});

test("nobody signs, asks or answers at night", async () => {
  const night = `SELECT count(*)::int FROM (SELECT signed_at AS at FROM signature UNION ALL SELECT at FROM contact_attempt
    UNION ALL SELECT at FROM decline UNION ALL SELECT at FROM signature_event UNION ALL SELECT published_at FROM form_version) f
    WHERE (at AT TIME ZONE 'Europe/Paris')::time NOT BETWEEN '08:00' AND '23:00'`;

  expect(await one(night)).toBe(0);
});

test("the election before: results in every constituency, people who sign again, engagements that go on", async () => {
  const elected = "SELECT count(*)::int FROM result WHERE is_elected";
  expect(await one(elected)).toBe(577);
  const again = `SELECT count(DISTINCT s.person_id)::int FROM signature s JOIN form f ON f.id = s.form_id AND f.slug LIKE 'sept-%'
    WHERE EXISTS (SELECT FROM signature t JOIN form g ON g.id = t.form_id AND g.slug LIKE 'dix-%' WHERE t.person_id = s.person_id)`;
  expect(await one(again)).toBeGreaterThan(20);
  const lines = `SELECT count(*)::int FROM (SELECT e.lineage_id FROM engagement e JOIN form_version v ON v.id = e.version_id
    JOIN form f ON f.id = v.form_id WHERE f.slug LIKE 'sept-%' OR f.slug LIKE 'dix-%'
    GROUP BY e.lineage_id HAVING count(DISTINCT f.id) = 2) x`;
  expect(await one(lines)).toBe(7);
});

test("versions are hashed by their canonical text, in both languages, and two engagements changed", async () => {
  const slug = "dix-engagements-pour-les-droits-humains";
  const [first, second] = [await publicVersionNumbered(slug, 1), await publicVersionNumbered(slug, 2)];
  if (!first || !second) throw new Error("not published");
  const by = second.authors.map(({ name }) => name);
  const about = { formId: second.formId, number: 2, by, prev: first.hash };
  expect(textHash(canonicalText(second, about))).toBe(second.hash);
  const said = (version: typeof first) => version.themes.flatMap((theme) => theme.engagements);
  expect([first.themes.length, said(first).length]).toEqual([5, 10]);
  const changed = said(second).filter((one, at) => one.text.fr !== said(first)[at]?.text.fr);
  expect(changed.map(({ position }) => position)).toEqual([4, 8]);
  for (const one of said(second))
    for (const locale of ["fr", "en"] as const)
      expect([one.title, one.text, one.why].every((text) => localizedOnly(text, locale) !== "")).toBe(true);
});

test("a ballot with two people of one name keeps both apart", async () => {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT c.ballot_id AS id FROM candidacy c JOIN person p ON p.id = c.person_id
     GROUP BY c.ballot_id, p.key HAVING count(*) > 1 LIMIT 1`,
  );
  const { order, tickets } = await publicTickets(rows[0]?.id ?? "");
  expect(order).toBe("panel");
  const names = tickets.map(({ person }) => `${person.givenName} ${person.familyName}`);
  expect(new Set(names).size).toBe(names.length - 1);
  expect(new Set(tickets.map(({ person }) => person.publicId)).size).toBe(names.length);
});

test("an instant keeps its place in the order and falls by day, on the day when clocks change too", () => {
  const moments = new Moments(new Date("2026-11-22T23:13:00Z"));
  const hour = (at: Date) => at.toLocaleTimeString("en-GB", { timeZone: "Europe/Paris" });
  let before = new Date(0);
  for (let at = Date.parse("2026-10-24T12:00:00Z"); at < Date.parse("2026-10-26T12:00:00Z"); at += 600_000) {
    const told = moments.awake(new Date(at));
    expect(hour(told) >= "08:00:00" && hour(told) <= "22:30:00", hour(told)).toBe(true);
    expect(told.getTime()).toBeGreaterThanOrEqual(before.getTime());
    before = told;
  }
});

test("the polls lie ahead whatever the day of the seed", async () => {
  const polls = (text: string) => new Moments(new Date(text)).round(1);
  expect(polls("2026-11-22T12:00:00Z")).toBe("2027-06-06");
  expect(polls("2027-05-05T12:00:00Z")).toBe("2027-06-06");
  expect(polls("2027-05-20T12:00:00Z")).toBe("2028-06-04");
  expect(new Moments(await databaseNow()).closing().getTime()).toBeGreaterThan(Date.now());
});
