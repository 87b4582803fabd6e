/** Scheme and host of this site without a final slash: `APP_URL`, else localhost; never from a request's headers. */
export function configuredOrigin(): string {
  const url = process.env.APP_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
  return new URL(url).origin;
}

/** Whether the site is served under https, where `__Host-` cookies and HSTS apply. */
export function isHttps(): boolean {
  return configuredOrigin().startsWith("https:");
}
