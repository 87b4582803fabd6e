import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

function isText(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

/** An address on the wire whose broken percent signs stand for themselves: it then names a page that does not exist. */
export function mended(url: string): string {
  // `OPTIONS *` asks about the server, and Next knows paths only.
  if (url === "*") return "/*";
  const [path = "", ...query] = url.split("?");
  const segments = path.split("/").map((one) => (isText(one) ? one : one.replaceAll("%", "%25")));
  return [segments.join("/"), ...query].join("?");
}

let isMending = false;

/** Lets the web process read every address: Next answers 500 to one that encodes no text, before any door is asked. */
export function mendAddresses(): void {
  if (isMending) return;
  isMending = true;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage && request.url) request.url = mended(request.url);
  });
}
