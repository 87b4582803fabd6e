import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

// Brotli's 11 takes 60 ms a page, 4 less than one; files written ahead may take their time, answers may not.
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

// Next drops a route's own Content-Encoding and leaves its documents plain; so the encoding travels under this name.
const CARRIED = "x-signataires-encoding";
const CAN_CARRY = "x-signataires-can-encode";
let isCarrying = false;

/** Lets the web process's answers say how they are encoded; once, when it starts. */
export function carryEncodings(): void {
  if (isCarrying) return;
  isCarrying = true;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("response" in message)) return;
    const { response } = message;
    if (!(response instanceof ServerResponse)) return;
    response.req.headers[CAN_CARRY] = "1";
    const set = response.setHeader.bind(response);
    response.setHeader = (name, value) =>
      name.toLowerCase() === CARRIED ? set("Content-Encoding", String(value)) : set(name, value);
  });
}

/** A text as the visitor's browser takes it: brotli, gzip, or plain where the server cannot say so. */
export async function encoded(
  request: Request,
  text: string,
  status: number,
  headers: Headers,
): Promise<Response> {
  headers.append("Vary", "Accept-Encoding");
  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding = ["br", "gzip"].find((name) =>
    new RegExp(`\\b${name}\\b(?!;q=0(\\.0*)?(,|$))`).test(accepted),
  );
  const canSay = request.headers.get(CAN_CARRY) === "1";
  if (!encoding || !canSay || request.method === "HEAD") return new Response(text, { status, headers });
  headers.set(CARRIED, encoding);
  const body = encoding === "br" ? await brotli(text, QUALITY) : await gzipped(text);
  return new Response(new Uint8Array(body), { status, headers });
}
