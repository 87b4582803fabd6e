import { randomUUID } from "node:crypto";
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
