/** Why a relay did not take a mail, in words that somebody can act upon. */
export const CAUSES = [
  "name",
  "unreachable",
  "tls",
  "auth",
  "policy",
  "relaying",
  "recipient",
  "sender",
  "size",
  "later",
  "other",
] as const;
export type Cause = (typeof CAUSES)[number];

const SIGNS: readonly (readonly [Cause, RegExp])[] = [
  ["name", /ENOTFOUND|EAI_AGAIN|getaddrinfo/],
  ["tls", /certificate|self.signed|wrong version number|SSL|TLS/i],
  ["unreachable", /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|timeout|greeting never/i],
  ["auth", /\b53[045]\b|\b5\.7\.8\b|authenticat|credentials/i],
  ["policy", /SPF|DKIM|DMARC|\b5\.7\.2\d\b|spam|blocked|blacklist|reputation/i],
  ["relaying", /relay/i],
  ["recipient", /\b5\.1\.[13]\b|no such user|user unknown|mailbox unavailable|does not exist/i],
  ["sender", /\b5\.1\.[78]\b|sender/i],
  ["size", /\b552\b|\b5\.3\.4\b|too (large|big)/i],
  ["later", /\b4\d\d\b|\b4\.\d\.\d\b|greylist|try again/i],
];

/** The most telling sign in what a relay, or the way to it, said. */
export function causeOf(reply: string): Cause {
  return SIGNS.find(([, sign]) => sign.test(reply))?.[0] ?? "other";
}
