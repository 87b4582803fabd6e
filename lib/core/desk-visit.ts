import { notFound } from "next/navigation";
import type { Ctx } from "./auth/actor";
import { memberCtxOrLogin } from "./auth/session";
import { type Frame, frameOf } from "./frame";
import { isLocale } from "./i18n/locale";

/** The query of a page, as Next hands it over. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

export interface DeskVisit {
  readonly frame: Frame;
  readonly ctx: Ctx;
}

/** Who visits a page of the desk, and where it stands; a signed-out visitor goes to the login. `path` is without the language. */
export async function deskVisit(params: Promise<{ locale: string }>, path: string): Promise<DeskVisit> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const ctx = await memberCtxOrLogin(locale);
  return { ctx, frame: await frameOf(locale, path) };
}

/** The same for a page of the administration: for others than the operator it is not there. */
export async function adminVisit(params: Promise<{ locale: string }>, path: string): Promise<DeskVisit> {
  const visit = await deskVisit(params, path);
  if (visit.ctx.actor.kind !== "member" || !visit.ctx.actor.isOperator) notFound();
  return visit;
}
