import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { ctxOf, linkActor } from "@/lib/core/testing/actors";
import { aCandidacy, aContact, aForm, aLink } from "@/prisma/factories";
import { signingFor } from "../queries";
import { answersHash, engagementIds } from "../rules";
import type { SignInput } from "../schema";

type Role = "candidate" | "substitute";
type Form = Awaited<ReturnType<typeof aForm>>;

/** Somebody with a personal link of a published form, whose address the NGO holds. */
export async function aSigner(words: { readonly form?: Form; readonly role?: Role } = {}) {
  const { form = await aForm(db()), role = "candidate" } = words;
  const candidacy = await aCandidacy(db());
  const formId = form.id;
  const candidacyId = candidacy.id;
  const link = await aLink(db(), { formId, candidacyId, role });
  await aContact(db(), { organizationId: form.organizationId, candidacyId, role });
  const who = { formId, candidacyId, role };
  const ctx = ctxOf(linkActor({ linkId: link.id, ...who }));
  return { form, candidacy, link, linkId: link.id, token: link.token, who, ctx };
}

/** What the confirming page shows now and would send back. */
export async function shown(ctx: Ctx, over: Partial<SignInput> = {}): Promise<SignInput> {
  const view = await signingFor(ctx);
  if (!view) throw new Error("the link shows nothing");
  const hash = answersHash(engagementIds(view.version), view.answers);
  const revision = (view.signature?.revision ?? 0) + 1;
  return { hash: view.version.hash, answersHash: hash, revision, key: randomUUID(), locale: "fr", ...over };
}

/** So many candidates of one form with links and complete answers, made set-wise; each as who she acts as. */
export async function manySigners(count: number): Promise<{ form: Form; ctxs: readonly Ctx[] }> {
  const form = await aForm(db());
  const one = await aCandidacy(db());
  const { rows } = await pool().query<{ id: string }>(
    `WITH people AS (INSERT INTO person (given_name, family_name) SELECT 'Essai', 'Numéro ' || n FROM generate_series(1, $2::int) n RETURNING id)
     INSERT INTO candidacy (ballot_id, person_id) SELECT (SELECT ballot_id FROM candidacy WHERE id = $1), id FROM people RETURNING id`,
    [one.id, count],
  );
  const ids = rows.map(({ id }) => id);
  const all = form.version.engagementIds.map((id) => [id, { value: "yes" }] as const);
  await pool().query(
    `INSERT INTO signing_draft (version_id, candidacy_id, role, answers) SELECT $1, id, 'candidate', $2 FROM unnest($3::uuid[]) id`,
    [form.version.id, JSON.stringify(Object.fromEntries(all)), ids],
  );
  const linkIds = ids.map(() => randomUUID());
  await pool().query(
    `INSERT INTO link (id, kind, form_id, candidacy_id, role, token_hash) SELECT i, 'personal', $1, c, 'candidate', i::text FROM unnest($2::uuid[], $3::uuid[]) AS t (i, c)`,
    [form.id, linkIds, ids],
  );
  const ctxs = ids.map((candidacyId, at) =>
    ctxOf(linkActor({ linkId: linkIds[at] ?? "", formId: form.id, candidacyId })),
  );
  return { form, ctxs };
}

/** Publishes a next version with the same words (the words of the engagements in `changed`, by position, apart). */
export async function nextVersion(formId: string, changed: readonly number[] = []): Promise<void> {
  // A connection of its own, so that it does not stand in the queue behind those who sign.
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const run = (sql: string) => client.query(sql, [formId]);
  const latest = "(SELECT max(number) FROM form_version WHERE form_id = $1 AND published_at IS NOT NULL)";
  const from = `form_version o ON o.form_id = $1 AND o.number = ${latest}`;
  const to = "form_version v ON v.form_id = $1 AND v.published_at IS NULL";
  try {
    await run(`INSERT INTO form_version (form_id, number, title, introduction, validity)
      SELECT $1, number + 1, title, introduction, validity FROM form_version WHERE form_id = $1 AND number = ${latest}`);
    await run(`INSERT INTO theme (version_id, position, title)
      SELECT v.id, t.position, t.title FROM theme t JOIN ${from} AND t.version_id = o.id JOIN ${to}`);
    await run(`INSERT INTO engagement (version_id, theme_id, lineage_id, position, title, text, why)
      SELECT v.id, n.id, e.lineage_id, e.position, e.title,
        CASE WHEN e.position IN (${[0, ...changed].join(", ")}) THEN '{"fr": "D’autres mots.", "en": "Other words."}' ELSE e.text END, e.why
      FROM engagement e JOIN ${from} AND e.version_id = o.id JOIN theme t ON t.id = e.theme_id
        JOIN ${to} JOIN theme n ON n.version_id = v.id AND n.position = t.position`);
    await run(`UPDATE form_version SET hash = encode(sha256(id::text::bytea), 'hex'), published_at = signataires_now()
      WHERE form_id = $1 AND published_at IS NULL`);
  } finally {
    await client.end();
  }
}
