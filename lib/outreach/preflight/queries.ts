import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { senderAddress } from "@/lib/core/mail";
import { configuredOrigin } from "@/lib/core/origin";
import type { MailingKind } from "@/prisma/client/enums";
import { trialLetterFor } from "../mailings/trial/queries";
import { isDemo } from "../post/queries";
import { silentBallots } from "../sending/waves/queries";
import { type Lookup, systemLookup } from "./dns/lookup";
import {
  addressesIn,
  type Check,
  check,
  dkimCheck,
  dmarcCheck,
  domainsAbove,
  isPublicDomain,
  letterChecks,
  linkChecks,
  mxCheck,
  type Records,
  selectorsOf,
  spfCheck,
} from "./rules";

export interface Preflight {
  readonly domain: string;
  readonly checks: readonly Check[];
}

interface Asked {
  readonly formId: string;
  readonly kind: MailingKind;
  /** Of the DKIM key, where the officer knows it; "" else. */
  readonly selector: string;
}

/** How the check looks outside; tests give their own. */
export interface Outside {
  readonly lookup: Lookup;
  /** The status of a page of ours; null where nothing answered. */
  readonly visit: (address: string) => Promise<number | null>;
}

const world = (): Outside => ({
  lookup: systemLookup(),
  visit: (address) =>
    fetch(address, { redirect: "manual", signal: AbortSignal.timeout(3000) }).then(
      ({ status }) => status,
      () => null,
    ),
});

async function policyOf(domain: string, { txt }: Lookup): Promise<Records> {
  for (const name of domainsAbove(domain)) {
    const records = await txt(`_dmarc.${name}`);
    if (records === null || records.some((text) => /^v=DMARC1\b/i.test(text))) return records;
  }
  return [];
}

async function domainChecks(selector: string, lookup: Lookup): Promise<readonly Check[]> {
  const from = senderAddress();
  const domain = from.split("@")[1] ?? "";
  const { smtpUrl } = env();
  const relay = smtpUrl ? new URL(smtpUrl).hostname : "";
  const isOurs = isPublicDomain(domain);
  const sender = check("sender", isOurs ? "ok" : "wrong", isOurs ? "ok" : "local", { from });
  const relayed = (await isDemo())
    ? check("relay", "warn", "demo")
    : check("relay", relay ? "ok" : "wrong", relay ? "ok" : "none", { relay });
  // A relay that is an address, or this machine, is named in SPF by nobody we could tell.
  if (!isOurs || !isPublicDomain(relay)) return [relayed, sender];
  const keys = selectorsOf(relay, selector).map(
    async (name) => [name, await lookup.txt(`${name}._domainkey.${domain}`)] as const,
  );
  const [spf, dkim, dmarc, mx] = await Promise.all([
    lookup.txt(domain),
    Promise.all(keys),
    policyOf(domain, lookup),
    lookup.mx(domain),
  ]);
  return [
    relayed,
    sender,
    spfCheck(domain, relay, spf),
    dkimCheck(domain, new Map(dkim)),
    dmarcCheck(domain, dmarc, `postmaster@${domain}`),
    mxCheck(domain, mx),
  ];
}

async function formChecks(formId: string): Promise<readonly Check[]> {
  const now = await databaseNow();
  const form = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: {
      closesAt: true,
      electionId: true,
      versions: { where: { publishedAt: { not: null } }, take: 1, select: { id: true } },
    },
  });
  const state = form.versions.length === 0 ? "unpublished" : now >= form.closesAt ? "closed" : "ok";
  const silent = await silentBallots(form.electionId, now);
  return [
    check("form", state === "ok" ? "ok" : "wrong", state),
    silent.size > 0 ? check("silence", "warn", "now", { count: silent.size }) : check("silence", "ok", "ok"),
  ];
}

/**
 * All that can be looked at before a mailing leaves: the sender's domain in the DNS, the mail itself, its links, the form and
 * election silence. Changes nothing. Null for who may not invite.
 */
export async function preflightFor(
  ctx: Ctx,
  { formId, kind, selector }: Asked,
  outside: Outside = world(),
): Promise<Preflight | null> {
  const trial = await trialLetterFor(ctx, formId, kind);
  if (!trial) return null;
  const [domain, form] = await Promise.all([domainChecks(selector, outside.lookup), formChecks(formId)]);
  const shared = { domain: senderAddress().split("@")[1] ?? "" };
  const { letter, page } = trial;
  if (!letter) return { ...shared, checks: [...form, check("message", "warn", "missing"), ...domain] };
  const status = await outside.visit(page);
  const answered = status === null ? null : status < 400;
  const links = linkChecks(configuredOrigin(), addressesIn(letter.text), answered);
  return { ...shared, checks: [...form, ...domain, ...letterChecks(letter), ...links] };
}
