// Not "!", "%" and "?", which RFC 5321 allows and old relays and mailto links read as routes and options.
const LOCAL = /^[a-z0-9#$&'*+/=^_`{|}~-]+(\.[a-z0-9#$&'*+/=^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * The one spelling under which an address is stored and written to: lower case, ASCII, exactly one recipient.
 * Null for anything else (lists, quoted parts, comments, line breaks, full-width or accented letters), because mail
 * software does not agree on what those mean. Only spaces around the whole are forgiven.
 */
export function canonicalAddress(typed: string): string | null {
  const address = typed.replace(/^ +| +$/g, "");
  // ASCII is asked before lower case is taken: the Kelvin sign would otherwise become a k.
  if (address.length > 254 || !/^[\x21-\x7e]+$/.test(address)) return null;
  const [local, domain, ...more] = address.toLowerCase().split("@");
  if (local === undefined || domain === undefined || more.length > 0 || local.length > 64) return null;
  return LOCAL.test(local) && DOMAIN.test(domain) ? `${local}@${domain}` : null;
}
