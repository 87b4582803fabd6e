/**
 * An error of the API as RFC 9457 writes it.
 * @param retryAfter seconds after which asking again may help
 */
export function problem(status: number, title: string, detail: string, retryAfter?: number): Response {
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (retryAfter) headers.set("Retry-After", String(retryAfter));
  return Response.json({ type: "about:blank", title, status, detail }, { status, headers });
}
