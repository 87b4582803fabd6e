import { readFile, stat } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { ALIVE } from "../press/running";
import type { App } from "./proxy";
import type { Copy } from "./shelf";

const ASK_MS = 1000;
const LOOK_MS = 200;
// One lost answer is no absence.
const MISSED = 3;
// A press that says nothing for so long writes nothing any more: while the app lives it answers in place of the files.
const SILENT_MS = 60_000;

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

/** Whether the app and its database are away, and how far the files follow the facts; until the first answer all is well. */
export class Watch {
  #missed = 0;
  #followed = 0;
  #seen = 0;
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(
    readonly app: App,
    readonly root: string,
  ) {
    const repeat = (act: () => Promise<void>, pause: number) => {
      let isUnderWay = false;
      const turn = async () => {
        if (isUnderWay) return;
        isUnderWay = true;
        await act().finally(() => {
          isUnderWay = false;
        });
      };
      void turn();
      return setInterval(turn, pause).unref();
    };
    this.#timers = [repeat(() => this.#ask(), ASK_MS), repeat(() => this.#look(), LOOK_MS)];
  }

  async #ask(): Promise<void> {
    this.#missed = (await answers(this.app)) ? 0 : this.#missed + 1;
  }

  async #look(): Promise<void> {
    const path = join(this.root, ALIVE);
    const [said, found] = await Promise.all([readFile(path, "utf8"), stat(path)]).catch(
      () => ["", null] as const,
    );
    const at = new Date(said).getTime();
    if (found && !Number.isNaN(at)) [this.#followed, this.#seen] = [at, found.mtimeMs];
  }

  get isAway(): boolean {
    return this.#missed >= MISSED;
  }

  /** Whether files may be sent: with the app away they are all there is; else only while somebody keeps them true. */
  isTrusted(now: number): boolean {
    return this.isAway || now - this.#seen < SILENT_MS;
  }

  /** Whether what was done at an instant is in the files. */
  hasFollowed(instant: number): boolean {
    return this.#followed > instant;
  }

  /** Until when the site is known to have followed the facts. */
  get since(): Date {
    return new Date(this.#followed || Date.now());
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
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
