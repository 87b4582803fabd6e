import type { ClientBase } from "pg";
import { canonicalText, textHash } from "@/lib/forms/rules";
import { type Engagement, UNLESS_CHOSEN, type Words } from "@/lib/forms/schema";
import type { Chance } from "./chance";
import type { EngagementWords, FormWords } from "./form-words";
import type { DemoNgo } from "./ngos";

export interface DemoVersion {
  readonly id: string;
  readonly number: number;
  readonly publishedAt: Date;
  readonly hash: string;
  /** By position, from 1. */
  readonly engagementIds: readonly string[];
}

export interface DemoForm {
  readonly id: string;
  readonly ngo: DemoNgo;
  readonly minimum: number | null;
  /** Oldest first. */
  readonly versions: readonly DemoVersion[];
  /** By position, from 1. */
  readonly lineages: readonly string[];
}

/** The words of a version with ids of their own; lineages stay the same from version to version. */
function worded(
  chance: Chance,
  words: FormWords,
  lineages: readonly string[],
  changes: FormWords["second"],
): Words {
  let position = 0;
  const engagement = (said: EngagementWords): Engagement => {
    position += 1;
    const lineageId = lineages[position - 1] ?? "";
    return { id: chance.uuid(), lineageId, position, ...said, ...changes[position] };
  };
  const { title, introduction, validity, minimum, scoring } = words;
  const themes = words.themes.map((theme) => ({
    id: chance.uuid(),
    title: theme.title,
    engagements: theme.engagements.map(engagement),
  }));
  return { title, introduction, validity, minimum, ...UNLESS_CHOSEN, ...scoring, themes };
}

async function write(client: ClientBase, formId: string, version: DemoVersion, words: Words, by: string) {
  const { id, number, publishedAt, hash } = version;
  const { title, introduction, validity, minimum, score, comparesGroups } = words;
  await client.query(
    `INSERT INTO form_version (id, form_id, number, title, introduction, validity, minimum, created_at, updated_at, score, compares_groups)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)`,
    [id, formId, number, title, introduction, validity, minimum, publishedAt, score, comparesGroups],
  );
  for (const [at, theme] of words.themes.entries()) {
    await client.query("INSERT INTO theme (id, version_id, position, title) VALUES ($1, $2, $3, $4)", [
      theme.id,
      id,
      at + 1,
      theme.title,
    ]);
    for (const one of theme.engagements)
      await client.query(
        `INSERT INTO engagement (id, version_id, theme_id, lineage_id, position, title, text, why)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [one.id, id, theme.id, one.lineageId, one.position, one.title, one.text, one.why],
      );
  }
  await client.query(
    "UPDATE form_version SET published_at = $2, hash = $3, published_by_id = $4 WHERE id = $1",
    [id, publishedAt, hash, by],
  );
}

/** Writes and publishes the versions of a form, each under the hash of its canonical text. */
export async function publishVersions(
  client: ClientBase,
  chance: Chance,
  form: {
    id: string;
    ngo: DemoNgo;
    words: FormWords;
    publishedAt: readonly Date[];
    /** At which hour an instant is written. */
    told: (at: Date) => Date;
    /** Lineages that an earlier form began, by position from 1. */
    known?: readonly (string | undefined)[];
  },
): Promise<DemoForm> {
  const count = form.words.themes.reduce((sum, theme) => sum + theme.engagements.length, 0);
  const { known = [] } = form;
  const lineages = Array.from({ length: count }, (_, at) => known[at] ?? chance.uuid());
  const begun = lineages.filter((id) => !known.includes(id));
  await client.query("INSERT INTO lineage (id) SELECT unnest($1::uuid[])", [begun]);
  const versions: DemoVersion[] = [];
  for (const [at, publishedAt] of form.publishedAt.entries()) {
    const words = worded(chance, form.words, lineages, at === 0 ? {} : form.words.second);
    const prev = versions.at(-1)?.hash ?? null;
    const about = { formId: form.id, number: at + 1, by: [form.ngo.name], prev };
    const hash = textHash(canonicalText(words, about));
    const engagementIds = words.themes.flatMap((theme) => theme.engagements.map(({ id }) => id));
    const version = { id: chance.uuid(), number: at + 1, publishedAt, hash, engagementIds };
    const dated = { ...version, publishedAt: form.told(publishedAt) };
    await write(client, form.id, dated, words, form.ngo.ownerId);
    versions.push(version);
  }
  return { id: form.id, ngo: form.ngo, minimum: form.words.minimum, versions, lineages };
}
