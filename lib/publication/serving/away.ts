import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { ALIVE } from "../press/running";
import type { App } from "./proxy";
import type { Copy } from "./shelf";

const ASK_MS = 1000;
// One lost answer is no absence.
const MISSED = 3;

function answers({ host, port }: App): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host, port, path: "/api/health/ready", timeout: 6000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.once("timeout", () => asked.destroy());
    asked.once("error", () => resolve(false));
  });
}

/** Whether the app and its database are away, asked each second; until the first answer they are not. */
export class Watch {
  #missed = 0;
  #since = new Date();
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly app: App,
    readonly root: string,
  ) {
    let isAsking = false;
    this.#timer = setInterval(async () => {
      if (isAsking) return;
      isAsking = true;
      this.#missed = (await answers(app)) ? 0 : this.#missed + 1;
      if (this.#missed === MISSED) this.#since = await this.#known();
      isAsking = false;
    }, ASK_MS);
    this.#timer.unref();
  }

  get isAway(): boolean {
    return this.#missed >= MISSED;
  }

  /** Until when the site is known to have followed the facts. */
  get since(): Date {
    return this.#since;
  }

  async #known(): Promise<Date> {
    const said = await readFile(join(this.root, ALIVE), "utf8").catch(() => "");
    const at = new Date(said);
    return Number.isNaN(at.getTime()) ? new Date() : at;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

const told = new WeakMap<Copy, { readonly since: number; readonly copy: Copy }>();

function bannerOf(locale: Locale, since: Date): string {
  const at = new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(since);
  const words = translator(locale)("publication.away", { at: `${at} UTC` });
  return `<aside class="banner" role="status">${words}</aside>`;
}

/** The same page with a line that says since when it may be out of date. */
export function withBanner(copy: Copy, since: Date): Copy {
  if (!copy.path.endsWith(".html")) return copy;
  const before = told.get(copy);
  if (before?.since === since.getTime()) return before.copy;
  const html = copy.plain.toString("utf8");
  const locale = html.startsWith('<!DOCTYPE html><html lang="fr"') ? "fr" : "en";
  const plain = Buffer.from(html.replace(/<body[^>]*>/, (body) => body + bannerOf(locale, since)));
  const changed: Copy = {
    ...copy,
    etag: `${copy.etag}-${since.getTime().toString(36)}`,
    plain,
    br: null,
    gzip: gzipSync(plain, { level: 4 }),
  };
  told.set(copy, { since: since.getTime(), copy: changed });
  return changed;
}
