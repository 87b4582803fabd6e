import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { systemCtx } from "@/lib/core/auth/link";
import type { Visit } from "@/lib/core/document";
import { type Frame, frameOf } from "@/lib/core/frame";
import type { Locale } from "@/lib/core/i18n/locale";
import { forgetMarks, recordFiles } from "../commands";
import {
  readingOnce,
  type Shown,
  thingsOf,
  thingsShowing,
  type Written,
  waitingMarks,
  writtenFiles,
} from "../queries";
import { fileOf, localized, ownerOf, THINGS, type Thing, type ThingKind, thingOf } from "../rules";
import { put, remove } from "./folder";
import { KINDS, type Kind } from "./kinds";

export interface Press {
  /** The folder of the public site. */
  readonly root: string;
  /** What pages are rendered by: another one renders all of them anew. */
  readonly build: string;
}

/** A file as it must be. */
export interface Sheet {
  readonly path: string;
  readonly owner: string;
  readonly body: string | Uint8Array;
  readonly hash: string;
}

export interface Pressed {
  readonly written: number;
  readonly removed: number;
  readonly rendered: number;
}

// Read from the database while another page is rendered and a third is compressed.
const AT_ONCE = 8;
const CHUNK = 100;
const POLL_MS = 150;

async function frameFor(locale: Locale, path: string): Promise<Frame> {
  const { isReadOnly: _, ...frame } = await frameOf(locale, path);
  return frame;
}

/** Runs over a list with so many at once, in order of the list. */
async function each<T>(
  items: readonly T[],
  act: (item: T) => Promise<void>,
  atOnce = AT_ONCE,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}

async function sheetOf(kind: Kind, owner: string, visit: Visit<Record<string, string>>, address: string) {
  const path = fileOf(address, kind.extension);
  const body = path && (await kind.make(visit));
  if (!path || body === null || body === "") return null;
  return { path, owner, body, hash: createHash("sha256").update(body).digest("hex") };
}

/** Every file that tells of a thing, as it must be now; none where it has no public page. */
export async function sheetsOf(thing: Thing): Promise<readonly Sheet[]> {
  const owner = ownerOf(thing);
  const sheets: Sheet[] = [];
  for (const kind of KINDS.filter(({ of }) => of === thing.kind)) {
    for (const { path, params } of kind.at(thing)) {
      const locales: readonly (Locale | null)[] = kind.locales.length > 0 ? kind.locales : [null];
      for (const locale of locales) {
        const frame = await frameFor(locale ?? "fr", path);
        const visit = { locale: locale ?? "fr", params, search: new URLSearchParams(), frame };
        const sheet = await sheetOf(kind, owner, visit, locale ? localized(locale, path) : path);
        if (sheet) sheets.push(sheet);
      }
    }
  }
  return sheets;
}

/** Brings the files of some things up to date: written where their bytes differ, removed where they are no more. */
export async function pressThings(
  { root }: Press,
  kind: ThingKind,
  ids: readonly string[],
  things: readonly Thing[],
): Promise<Pressed> {
  const known = new Map(
    (await writtenFiles(ids.map((id) => ownerOf({ kind, id })))).map((file) => [file.path, file]),
  );
  const written: Written[] = [];
  let rendered = 0;
  const one = async (thing: Thing) => {
    for (const { path, owner, body, hash } of await sheetsOf(thing)) {
      rendered += 1;
      const before = known.get(path);
      known.delete(path);
      if (before?.hash === hash) continue;
      put(root, path, body);
      written.push({ path, owner, hash, size: Buffer.byteLength(body) });
    }
  };
  await readingOnce(() => each(things, one));
  const removed = [...known.keys()];
  for (const path of removed) await remove(root, path);
  await recordFiles(await systemCtx(), { written, removed });
  return { written: written.length, removed: removed.length, rendered };
}

const sum = (a: Pressed, b: Pressed): Pressed => ({
  written: a.written + b.written,
  removed: a.removed + b.removed,
  rendered: a.rendered + b.rendered,
});

const NOTHING: Pressed = { written: 0, removed: 0, rendered: 0 };

/** Who brings the files of some things up to date: this process, or others beside it. */
export interface Hands {
  readonly press: (kind: ThingKind, ids: readonly string[]) => Promise<Pressed>;
  /** How many batches they work on at once. */
  readonly count: number;
}

/** This process alone. */
export function ownHands(press: Press): Hands {
  return { count: 1, press: async (kind, ids) => pressThings(press, kind, ids, await thingsOf(kind, ids)) };
}

async function pressShown(hands: Hands, shown: Shown): Promise<Pressed> {
  const batches = THINGS.flatMap((kind) => {
    const ids = shown.get(kind) ?? [];
    return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at) => ({
      kind,
      ids: ids.slice(at * CHUNK, (at + 1) * CHUNK),
    }));
  });
  let total = NOTHING;
  await each(
    batches,
    async ({ kind, ids }) => {
      const pressed = await hands.press(kind, ids);
      total = sum(total, pressed);
    },
    hands.count,
  );
  return total;
}

/** Everything that has pages, and everything that had some: a thing that is gone loses its files. */
async function all(): Promise<Shown> {
  const shown = new Map<ThingKind, readonly string[]>();
  const owners = (await writtenFiles(null)).map(({ owner }) => thingOf(owner));
  for (const kind of THINGS) {
    const ids = new Set((await thingsOf(kind, null)).map(({ id }) => id));
    for (const owner of owners) if (owner?.kind === kind) ids.add(owner.id);
    shown.set(kind, [...ids]);
  }
  return shown;
}

async function takeOver(
  press: Press,
  hands: Hands,
  marks: readonly string[],
  shown: Shown,
): Promise<Pressed> {
  const pressed = await pressShown(hands, shown);
  await forgetMarks(await systemCtx(), { marks, build: press.build });
  return pressed;
}

/** While others write a whole site: what changed meanwhile does not wait for its end, where it is little. */
async function meanwhile(press: Press, known: ReadonlySet<string>, isDone: () => boolean): Promise<Pressed> {
  let total = NOTHING;
  while (!isDone()) {
    await wait(POLL_MS);
    const fresh = (await waitingMarks()).ids.filter((id) => !known.has(id));
    const shown = fresh.length > 0 ? await thingsShowing(fresh) : new Map();
    if (fresh.length > 0 && sizeOf(shown) <= CHUNK)
      total = sum(total, await takeOver(press, ownHands(press), fresh, shown));
  }
  return total;
}

const sizeOf = (shown: Shown) => [...shown.values()].flat().length;

/**
 * Takes over everything that is marked; null where nothing was. What a killed pass left stays marked and is done again, which
 * writes nothing twice.
 */
export async function pass(press: Press, crew?: Hands): Promise<Pressed | null> {
  const { ids, isAll } = await waitingMarks();
  if (ids.length === 0) return null;
  const shown = isAll ? await all() : await thingsShowing(ids);
  if (!crew || sizeOf(shown) <= 3 * CHUNK) return takeOver(press, ownHands(press), ids, shown);
  let isDone = false;
  const large = takeOver(press, crew, ids, shown).finally(() => {
    isDone = true;
  });
  const [most, few] = await Promise.all([large, meanwhile(press, new Set(ids), () => isDone)]);
  return sum(most, few);
}
