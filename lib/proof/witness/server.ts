import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { LONGEST_REQUEST, latestPath } from "./protocol";
import { noteOf } from "./state";
import { type WitnessOptions, witness } from "./witness";

/** The body of a request; null where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > LONGEST_REQUEST) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

function say(
  response: ServerResponse,
  status: number,
  body: string,
  type = "text/plain; charset=utf-8",
): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}

/** `GET /…/checkpoint`: what this witness cosigned last, for monitors; `GET /`: who it is and which logs it watches. */
async function shown(path: string, { key, logs, state }: WitnessOptions): Promise<string | null> {
  if (path === "/") {
    const watched = await Promise.all(
      logs.map(async ({ origin }) => `${origin} /${await latestPath(origin)}\n`),
    );
    return `${key.vkey}\n\n${watched.join("")}`;
  }
  for (const { origin } of logs) if (path === `/${await latestPath(origin)}`) return noteOf(state, origin);
  return null;
}

/** A witness on HTTP: `POST /add-checkpoint` and two pages to read. */
export function witnessServer(options: WitnessOptions, failed: (error: unknown) => void): Server {
  const asked = witness(options);
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === "POST" && request.url === "/add-checkpoint") {
      const body = await bodyOf(request);
      if (body === null) return say(response, 400, "too long\n");
      const { status, body: said, type } = await asked(body);
      return say(response, status, said, type);
    }
    const text = request.method === "GET" ? await shown(request.url ?? "", options) : null;
    return say(response, text === null ? 404 : 200, text ?? "not found\n");
  };
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else say(response, 500, "this witness cannot answer now\n");
    });
  });
  server.maxConnections = 200;
  return server;
}
