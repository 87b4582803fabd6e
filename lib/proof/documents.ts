import { configuredOrigin } from "@/lib/core/origin";
import { report } from "@/lib/core/report";
import { parseTilePath } from "./log/tiles";
import { publicCheckpoint, publicLogKeys, publicPolicy, publicSeals, publicTile } from "./queries";

const FOR_EVER = "public, max-age=31536000, immutable";
/** Long enough to spare the database, short enough that a fresh receipt finds its checkpoint. */
const A_MOMENT = "public, max-age=5";

function answer(body: BodyInit, type: string, cache: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Cache-Control": cache,
      // The log is there to be copied and watched by others.
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

const none = () => new Response("not found\n", { status: 404, headers: { "Cache-Control": "no-store" } });

async function guarded(door: string, run: () => Promise<Response | null>): Promise<Response> {
  try {
    return (await run()) ?? none();
  } catch (error) {
    const { reference, isUnavailable } = report(error, { path: door });
    const status = isUnavailable ? 503 : 500;
    const headers = { "Cache-Control": "no-store", ...(isUnavailable ? { "Retry-After": "5" } : {}) };
    return new Response(`${reference}\n`, { status, headers });
  }
}

/** `GET /log/…`: the checkpoint, the policy and the tiles, as C2SP tlog-tiles names them; a tile of a given width never changes. */
export function logDoor(
  _request: Request,
  context: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  return guarded("log", async () => {
    const path = (await context.params).path.join("/");
    if (path === "checkpoint") {
      const checkpoint = await publicCheckpoint();
      return checkpoint && answer(checkpoint.note, "text/plain; charset=utf-8", A_MOMENT);
    }
    if (path === "policy") return answer(await publicPolicy(), "text/plain; charset=utf-8", A_MOMENT);
    const tile = parseTilePath(path);
    const bytes = tile && (await publicTile(tile));
    return bytes && answer(bytes, "application/octet-stream", FOR_EVER);
  });
}

/** `GET /.well-known/signataires.json`: where the log is, its keys and its witnesses, the keys of the seal, for verifiers and monitors. */
export function keysDoor(): Promise<Response> {
  return guarded("keys", async () => {
    const [keys, policy] = [await publicLogKeys(), await publicPolicy()];
    const url = `${configuredOrigin()}/log`;
    const log = { url, origin: keys.at(-1)?.split("+")[0] ?? null, keys, policy };
    return answer(
      `${JSON.stringify({ log, seals: await publicSeals() }, null, 2)}\n`,
      "application/json",
      A_MOMENT,
    );
  });
}
