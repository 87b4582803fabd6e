import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Watch, withBanner } from "./away";
import { headersOf } from "./headers";
import { type App, handOn, sourceOf, TooSlow } from "./proxy";
import { type Copy, Shelf } from "./shelf";

export interface FrontOptions {
  /** The folder of the public site. */
  readonly root: string;
  readonly app: App;
}

interface Form {
  readonly body: Buffer;
  readonly etag: string;
  readonly head: readonly string[];
}

const forms = new WeakMap<Copy, Map<string, Form>>();

function formOf(copy: Copy, encoding: "br" | "gzip" | ""): Form {
  const known = forms.get(copy) ?? new Map<string, Form>();
  forms.set(copy, known);
  const found = known.get(encoding);
  if (found) return found;
  const body = (encoding === "br" ? copy.br : encoding === "gzip" ? copy.gzip : copy.plain) ?? copy.plain;
  const etag = `"${copy.etag}${encoding && `-${encoding}`}"`;
  const head = Object.entries({
    ...headersOf(copy.path),
    ETag: etag,
    Vary: "Accept-Encoding",
    ...(encoding ? { "Content-Encoding": encoding } : { "Accept-Ranges": "bytes" }),
  }).flat();
  const form = { body, etag, head };
  known.set(encoding, form);
  return form;
}

function encodingOf(accepted: string, copy: Copy): "br" | "gzip" | "" {
  const takes = (name: string) =>
    accepted.includes(name) &&
    (!accepted.includes("q=0") || !new RegExp(`\\b${name};q=0(\\.0*)?(,|$)`).test(accepted));
  if (copy.br && takes("br")) return "br";
  return copy.gzip && takes("gzip") ? "gzip" : "";
}

/** One range of bytes as `[first, last]`; null where all is to be sent, "none" where nothing of it exists. */
function rangeOf(asked: string | undefined, size: number): readonly [number, number] | "none" | null {
  const found = asked && /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked);
  if (!found || (found[1] === "" && found[2] === "")) return null;
  const [first, last] =
    found[1] === ""
      ? [Math.max(0, size - Number(found[2])), size - 1]
      : [Number(found[1]), found[2] === "" ? size - 1 : Math.min(Number(found[2]), size - 1)];
  return first > last || first >= size ? "none" : [first, last];
}

function send(incoming: IncomingMessage, response: ServerResponse, copy: Copy): void {
  const { headers, method } = incoming;
  const { body, etag, head } = formOf(copy, encodingOf(headers["accept-encoding"] ?? "", copy));
  const all =
    headers["x-forwarded-proto"] === "https"
      ? [...head, "Strict-Transport-Security", "max-age=63072000; includeSubDomains"]
      : [...head];
  const known = headers["if-none-match"];
  if (
    known !== undefined &&
    (known === etag ||
      known === "*" ||
      known.split(/\s*,\s*/).some((one) => one.replace(/^W\//, "") === etag))
  ) {
    response.writeHead(304, all).end();
    return;
  }
  const range =
    headers["if-range"] === undefined || headers["if-range"] === etag
      ? rangeOf(headers.range, body.length)
      : null;
  if (range === "none") {
    response.writeHead(416, [...all, "Content-Range", `bytes */${body.length}`, "Content-Length", "0"]).end();
    return;
  }
  const part = range ? body.subarray(range[0], range[1] + 1) : body;
  if (range) all.push("Content-Range", `bytes ${range[0]}-${range[1]}/${body.length}`);
  all.push("Content-Length", String(part.length));
  response.writeHead(range ? 206 : 200, all);
  response.end(method === "HEAD" ? undefined : part);
}

const MOST_ACTORS = 20_000;
// Between processes clocks differ a little.
const SKEW_MS = 500;

/** Who acted lately: she sees what came of it at once, from the app, until the files show it too. */
class Actors {
  readonly #acted = new Map<string, number>();

  constructor(readonly watch: Watch) {}

  note(source: string): void {
    if (this.#acted.size >= MOST_ACTORS) this.#acted.clear();
    this.#acted.set(source, Date.now());
  }

  isAhead(incoming: IncomingMessage): boolean {
    if (this.#acted.size === 0) return false;
    const source = sourceOf(incoming);
    const at = this.#acted.get(source);
    if (at === undefined) return false;
    if (!this.watch.hasFollowed(at + SKEW_MS)) return true;
    this.#acted.delete(source);
    return false;
  }
}

/**
 * The product's own server: hands out the public site's files from memory, and gives the rest to the app. With the app or its
 * database away it goes on, each page with a line that says so.
 */
export function front({ root, app }: FrontOptions): { readonly server: Server; readonly stop: () => void } {
  const shelf = new Shelf(root);
  const watch = new Watch(app, root);
  const actors = new Actors(watch);

  const unavailable = async (incoming: IncomingMessage, response: ServerResponse) => {
    const language = incoming.url?.startsWith("/en") ? "en" : "fr";
    const copy = await shelf.of(`/${language}/away`, Date.now());
    if (response.headersSent || response.destroyed) return void response.destroy();
    const head = Object.entries({
      ...headersOf("fr/away.html"),
      "Cache-Control": "no-store",
      "Retry-After": "5",
    }).flat();
    response.writeHead(503, head).end(incoming.method === "HEAD" ? undefined : (copy?.plain ?? "503"));
  };

  const handed = async (incoming: IncomingMessage, response: ServerResponse) => {
    const isAct = incoming.method !== "GET" && incoming.method !== "HEAD";
    const source = isAct ? sourceOf(incoming) : "";
    if (isAct) actors.note(source);
    try {
      await handOn(app, incoming, response, () => watch.isAway);
      if (isAct) actors.note(source);
    } catch (error) {
      if (error instanceof TooSlow) return void response.destroy();
      await unavailable(incoming, response);
    }
  };

  const shown = (incoming: IncomingMessage, response: ServerResponse, copy: Copy | null) => {
    if (!copy) return void handed(incoming, response);
    // Asked for by its file's own name a page stays as it is: so a mirror reads it.
    const isAsIs = !watch.isAway || incoming.url?.endsWith(".html");
    send(incoming, response, isAsIs ? copy : withBanner(copy, watch.since));
  };

  const server = createServer(
    {
      keepAliveTimeout: 65_000,
      // Who sends no whole head is let go within ten seconds, the time between two looks included.
      headersTimeout: 8000,
      requestTimeout: 0,
      connectionsCheckingInterval: 1000,
    },
    (incoming, response) => {
      const { method, url = "/" } = incoming;
      if (method !== "GET" && method !== "HEAD") return void handed(incoming, response);
      const query = url.indexOf("?");
      if (query !== -1 && !watch.isAway) return void handed(incoming, response);
      const now = Date.now();
      if (!watch.isTrusted(now) || (!watch.isAway && actors.isAhead(incoming)))
        return void handed(incoming, response);
      const copy = shelf.of(query === -1 ? url : url.slice(0, query), now);
      if (copy instanceof Promise)
        copy.then(
          (found) => shown(incoming, response, found),
          () => handed(incoming, response),
        );
      else shown(incoming, response, copy);
    },
  );
  return {
    server,
    stop: () => {
      watch.stop();
      server.close();
      server.closeIdleConnections();
    },
  };
}
