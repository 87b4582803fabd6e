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
}

let mode: { isDemo: boolean; readAt: number } | undefined;

// The mode never changes in a database's life; a minute bounds a test that swaps databases under one process.
async function isDemo(): Promise<boolean> {
  if (mode && Date.now() - mode.readAt < 60_000) return mode.isDemo;
  const instance = await db().instance.findUnique({ where: { id: 1 }, select: { mode: true } });
  mode = { isDemo: instance?.mode === "demo", readAt: Date.now() };
  return mode.isDemo;
}

/** The frame of a document at this path. */
export async function frameOf(locale: Locale, path: string): Promise<Frame> {
  return { locale, t: translator(locale), path, origin: configuredOrigin(), isDemo: await isDemo() };
}

/** The frame of a page that must be shown without the database. */
export function frameWithoutDatabase(locale: Locale, path: string): Frame {
  return { locale, t: translator(locale), path, origin: configuredOrigin(), isDemo: mode?.isDemo ?? false };
}
