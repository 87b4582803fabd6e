import { db } from "./db";
import type { Locale } from "./i18n/locale";
import { type Translator, translator } from "./i18n/translator";
import { configuredOrigin } from "./origin";

/** What every document knows of where it stands; spread into the document shell. */
export interface Frame {
  readonly locale: Locale;
  readonly t: Translator;
  /** Path without the language, e.g. "/people/abc-name"; with the query where it changes the content. */
  readonly path: string;
  /** Scheme and host without a final slash. */
  readonly origin: string;
  readonly isDemo: boolean;
  /** A page of a rehearsal on fictional candidates, which says so. */
  readonly isRehearsal?: boolean;
  /** The public log is halted: pages are read, nothing is written. */
  readonly isReadOnly?: boolean;
}

let mode: { isDemo: boolean; readAt: number } | undefined;

// The mode never changes in a database's life; a minute bounds a test that swaps databases under one process.
async function isDemo(): Promise<boolean> {
  if (mode && Date.now() - mode.readAt < 60_000) return mode.isDemo;
  const instance = await db().instance.findUnique({ where: { id: 1 }, select: { mode: true } });
  mode = { isDemo: instance?.mode === "demo", readAt: Date.now() };
  return mode.isDemo;
}

let halt: { isReadOnly: boolean; readAt: number } | undefined;

/** Whether the signer refuses to go on, so that nothing may be written until a person decides; two seconds old at most. */
export async function isReadOnly(): Promise<boolean> {
  if (halt && Date.now() - halt.readAt < 2000) return halt.isReadOnly;
  const state = await db().logState.findFirst({ select: { haltedAt: true } });
  halt = { isReadOnly: (state?.haltedAt ?? null) !== null, readAt: Date.now() };
  return halt.isReadOnly;
}

/** The frame of a document at this path. */
export async function frameOf(locale: Locale, path: string): Promise<Frame> {
  const [demo, readOnly] = [await isDemo(), await isReadOnly()];
  const frame = { locale, t: translator(locale), path, origin: configuredOrigin(), isDemo: demo };
  return readOnly ? { ...frame, isReadOnly: true } : frame;
}

/** The frame of a page that must be shown without the database. */
export function frameWithoutDatabase(locale: Locale, path: string): Frame {
  return { locale, t: translator(locale), path, origin: configuredOrigin(), isDemo: mode?.isDemo ?? false };
}
