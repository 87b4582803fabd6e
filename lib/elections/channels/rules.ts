/** Where a page stands: her own site, her contact page, her party's page about her, or a public account. */
export const CHANNEL_KINDS = [
  "website",
  "contact",
  "party",
  "mastodon",
  "bluesky",
  "x",
  "facebook",
  "instagram",
  "linkedin",
  "youtube",
  "tiktok",
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Addresses that open a conversation with a telephone number. */
const PHONES = /^(wa\.me|(api|web|chat)\.whatsapp\.com|signal\.me|t\.me)$/;
const LONGEST = 500;

/** Why an address is no public page; an e-mail address or a telephone is never one, wherever it hides. */
export function whyNotPublicPage(value: string): "not-a-page" | "holds-an-address" | null {
  if (!/^https:\/\//i.test(value) || !URL.canParse(value)) return "not-a-page";
  const { href, username, password, hostname } = new URL(value);
  if (!hostname.includes(".") || href.length > LONGEST) return "not-a-page";
  const told = href.replaceAll("%40", "@");
  const isAddress = username || password || PHONES.test(hostname) || /[^/\s]@[^/\s]+\./.test(told);
  return isAddress ? "holds-an-address" : null;
}

/** An address as a public link, or null where it is none: only https, no user, no password. */
export function publicPage(value: string): string | null {
  return whyNotPublicPage(value) ? null : new URL(value).href;
}

/** The same of what a list writes: addresses without a scheme, or with the old one, are read as https. */
export function listedPage(value: string): string | null {
  const bare = value.replace(/^http:\/\//i, "https://");
  return publicPage(/^[a-z]+:/i.test(bare) ? bare : `https://${bare}`);
}
