/** How a check came out; what could not be asked is said so, never taken for good. */
export type State = "ok" | "warn" | "wrong" | "unchecked";

export interface DnsLine {
  readonly name: string;
  readonly type: "TXT" | "MX";
  readonly value: string;
}

export interface Check {
  /** With `said`, the name of its sentence: `outreach.preflight.checks.<id>.<said>`. */
  readonly id: string;
  readonly said: string;
  readonly state: State;
  readonly detail: Readonly<Record<string, string | number>>;
  /** What to ask the domain's host for. */
  readonly lines: readonly DnsLine[];
}

export function check(
  id: string,
  state: State,
  said: string,
  detail: Check["detail"] = {},
  lines: readonly DnsLine[] = [],
): Check {
  return { id, state, said, detail, lines };
}

/** The records of a name: none where the name or its records are not there, null where nobody answered. */
export type Records = readonly string[] | null;

interface Provider {
  readonly host: RegExp;
  /** What the provider's documentation asks to be named in the SPF record. */
  readonly spf: string;
  /** Names under which its DKIM keys usually stand. */
  readonly selectors: readonly string[];
}

const PROVIDERS: readonly Provider[] = [
  { host: /(^|\.)mailjet\.com$/, spf: "include:spf.mailjet.com", selectors: ["mailjet"] },
  {
    host: /(^|\.)(brevo|sendinblue)\.com$/,
    spf: "include:spf.brevo.com",
    selectors: ["brevo1", "brevo2", "mail"],
  },
  { host: /(^|\.)mailgun\.org$/, spf: "include:mailgun.org", selectors: ["mailo", "k1", "mg"] },
  { host: /(^|\.)sendgrid\.net$/, spf: "include:sendgrid.net", selectors: ["s1", "s2"] },
  { host: /(^|\.)postmarkapp\.com$/, spf: "include:spf.mtasv.net", selectors: ["pm"] },
  { host: /(^|\.)amazonaws\.com$/, spf: "include:amazonses.com", selectors: [] },
  { host: /(^|\.)(ovh\.net|ovh\.com|ovhcloud\.com)$/, spf: "include:mx.ovh.com", selectors: [] },
  { host: /(^|\.)gandi\.net$/, spf: "include:_mailcust.gandi.net", selectors: ["gm1", "gm2", "gm3"] },
  { host: /(^|\.)infomaniak\.com$/, spf: "include:spf.infomaniak.ch", selectors: [] },
  { host: /(^|\.)(google|gmail)\.com$/, spf: "include:_spf.google.com", selectors: ["google"] },
  {
    host: /(^|\.)(office365|outlook)\.com$/,
    spf: "include:spf.protection.outlook.com",
    selectors: ["selector1", "selector2"],
  },
];

/** What a relay wants to be named by in SPF; a relay of one's own by its host. */
export function spfOf(relay: string): string {
  return PROVIDERS.find(({ host }) => host.test(relay))?.spf ?? `a:${relay}`;
}

/** Names to look for a DKIM key under: the officer's own, else the provider's and the usual ones. */
export function selectorsOf(relay: string, given: string): readonly string[] {
  if (given) return [given];
  const own = PROVIDERS.find(({ host }) => host.test(relay))?.selectors ?? [];
  return [...new Set([...own, "default", "mail", "dkim"])];
}

/** Whether a domain is one that the world can look up. */
export function isPublicDomain(domain: string): boolean {
  return domain.includes(".") && !/\.(localhost|local|test|example|invalid|internal)$|^[\d.]+$/.test(domain);
}

/** An SPF record (RFC 7208): there must be one, not two, and it must name the relay. */
export function spfCheck(domain: string, relay: string, records: Records): Check {
  if (!records) return check("spf", "unchecked", "unchecked");
  const found = records.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const wanted = spfOf(relay);
  const [held] = found;
  if (found.length > 1) return check("spf", "wrong", "several", { count: found.length });
  if (!held) {
    const value = `v=spf1 ${wanted} ~all`;
    return check("spf", "wrong", "missing", { domain }, [{ name: domain, type: "TXT", value }]);
  }
  const terms = held.split(/\s+/);
  if (terms.some((term) => /^\+?all$/i.test(term))) return check("spf", "wrong", "open", { record: held });
  if (terms.some((term) => term.replace(/^\+/, "").toLowerCase() === wanted.toLowerCase()))
    return check("spf", "ok", "ok", { wanted });
  const at = terms.findIndex((term) => /^[-~?]all$|^redirect=/i.test(term));
  const value = [
    ...terms.slice(0, at < 0 ? undefined : at),
    wanted,
    ...(at < 0 ? ["~all"] : terms.slice(at)),
  ].join(" ");
  return check("spf", "warn", "other", { wanted }, [{ name: domain, type: "TXT", value }]);
}

/** DKIM keys by selector (RFC 6376); an empty `p=` is a key taken back. */
export function dkimCheck(domain: string, keys: ReadonlyMap<string, Records>): Check {
  const names = [...keys.keys()].map((selector) => `${selector}._domainkey.${domain}`).join(", ");
  const held = [...keys].find(([, records]) => records?.some((text) => /(^|;)\s*p=/.test(text)));
  if (held) {
    const isRevoked = held[1]?.every((text) => /(^|;)\s*p=\s*(;|$)/.test(text));
    return check("dkim", isRevoked ? "wrong" : "ok", isRevoked ? "revoked" : "ok", { selector: held[0] });
  }
  const isUnknown = [...keys.values()].some((records) => records === null);
  return isUnknown ? check("dkim", "unchecked", "unchecked") : check("dkim", "warn", "missing", { names });
}

/** The policy for mails that claim this domain (RFC 7489), its own or that of a domain above it. */
export function dmarcCheck(domain: string, records: Records, reports: string): Check {
  if (!records) return check("dmarc", "unchecked", "unchecked");
  const held = records.find((text) => /^v=DMARC1\b/i.test(text));
  if (held) return check("dmarc", "ok", "ok", { policy: /;\s*p=\s*(\w+)/i.exec(held)?.[1] ?? "none" });
  const value = `v=DMARC1; p=none; rua=mailto:${reports}`;
  return check("dmarc", "wrong", "missing", { domain }, [{ name: `_dmarc.${domain}`, type: "TXT", value }]);
}

/** Bounces come back to the sender's address, so its domain must take mail. */
export function mxCheck(domain: string, records: Records): Check {
  if (!records) return check("mx", "unchecked", "unchecked");
  return records.length > 0
    ? check("mx", "ok", "ok", { host: records[0] ?? "" })
    : check("mx", "warn", "missing", { domain });
}

/** The domain and those above it, down to two labels. */
export function domainsAbove(domain: string): readonly string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join("."));
}

const ADDRESS = /https?:\/\/[^\s<>")\]]+/g;

/** Addresses of the web in a mail's text, each once. */
export function addressesIn(text: string): readonly string[] {
  const found = [...text.matchAll(ADDRESS)].map(([address]) => address.replace(/[.,;:!?]+$/, ""));
  return [...new Set(found)];
}

const SIZE = 100 * 1024;

interface Written {
  readonly text: string;
  readonly html: string;
  readonly replyTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What can be read from a mail alone: both parts, the way out, an address for answers, its size. */
export function letterChecks({ text, html, replyTo, headers = {} }: Written): readonly Check[] {
  const size = Math.ceil((Buffer.byteLength(text) + Buffer.byteLength(html)) / 1024);
  const stops =
    headers["List-Unsubscribe"]?.startsWith("<http") && headers["List-Unsubscribe-Post"] !== undefined;
  return [
    replyTo ? check("reply", "ok", "ok", { address: replyTo }) : check("reply", "warn", "missing"),
    stops ? check("stop", "ok", "ok") : check("stop", "wrong", "missing"),
    text.trim() && html.trim() ? check("parts", "ok", "ok") : check("parts", "wrong", "missing"),
    check("size", size * 1024 > SIZE ? "warn" : "ok", size * 1024 > SIZE ? "large" : "ok", { size }),
  ];
}

/** Addresses of the mail: ours must answer, others are named for the officer to open, for the server opens no foreign address. */
export function linkChecks(
  origin: string,
  addresses: readonly string[],
  answered: boolean | null,
): readonly Check[] {
  const foreign = addresses.filter((address) => !URL.canParse(address) || new URL(address).origin !== origin);
  const own = addresses.length - foreign.length;
  const isLocal = URL.canParse(origin) && !isPublicDomain(new URL(origin).hostname);
  const state = isLocal ? "local" : answered === null ? "unchecked" : answered ? "ok" : "dead";
  const states = { local: "wrong", unchecked: "unchecked", ok: "ok", dead: "wrong" } as const;
  return [
    check("links", states[state], state, { count: own, origin }),
    ...(foreign.length > 0 ? [check("foreign", "warn", "named", { addresses: foreign.join(" ") })] : []),
  ];
}

/** A DKIM selector as typed; "" for what cannot be one. */
export function selectorOf(typed: unknown): string {
  return typeof typed === "string" && /^[\w.-]{1,63}$/.test(typed.trim()) ? typed.trim() : "";
}
