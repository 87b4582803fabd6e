import type { ReactElement } from "react";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkCtx, tokenHash } from "@/lib/core/auth/link";
import type { Attempt, DocumentSpec, Visit } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import type { Preparation } from "../preparing/queries";
import { isPreparing } from "../preparing/rules";
import { TeamPage } from "../preparing/ui/team";
import { type Signing, signingFor } from "../queries";
import { type SignedText, signedTextOf } from "../receipts/queries";
import { ClosedPage } from "../ui/closed";
import { NotForTeamPage } from "../ui/not-for-team";
import { UnknownLinkPage } from "../ui/unknown-link";
import { type DeadLink, deadLink } from "./queries";

export type Params = Record<string, string>;

/** What stands behind a link that opens: who it is for, what was signed, and what this page adds. */
export interface Opened<E = unknown> {
  readonly token: string;
  readonly signing: Signing;
  /** The words that were signed last, of whatever version; null where nothing was. */
  readonly signed: SignedText | null;
  /** Set where somebody of the signer's team came by a link that only prepares. */
  readonly team: Preparation | null;
  readonly shown: E;
}

/** Null where the token opens nothing: that is told in a page of its own. */
export interface Behind<E = unknown> {
  readonly opened: Opened<E> | null;
  readonly token: string;
  readonly dead: DeadLink | null;
}

export interface PageProps<E = unknown> {
  readonly opened: Opened<E>;
  readonly frame: Frame;
  readonly attempt?: Attempt;
}

interface Spec<E> {
  readonly read: (signing: Signing, visit: Visit<Params>) => Promise<E> | E;
  readonly page: (props: PageProps<E>) => ReactElement;
  /** True where the page is of no use once the form is closed: what was signed is shown instead, with 410. */
  readonly isWhileOpen?: boolean;
  /** True where the signer's team, who only prepares, may see the page; elsewhere it is told why not, with 403. */
  readonly isForTeam?: boolean;
  /** Who comes by the link: other than by `linkCtx` where a revoked link still shows the page. */
  readonly caller?: (token: string) => Promise<Ctx | null>;
}

/** A document behind a personal, manage or preparing link. Opening it changes nothing and is no act. */
export function behindLink<E>(spec: Spec<E>): DocumentSpec<Params, Behind<E>> {
  const { read, page: Page, isWhileOpen = false, isForTeam = false, caller = linkCtx } = spec;
  const isLate = ({ signing }: Opened<E>) => isWhileOpen && signing.isClosed;
  return {
    async load(visit) {
      const token = visit.params.token ?? "";
      const ctx = await caller(token);
      const signing = ctx && (await signingFor(ctx));
      if (!signing) return { opened: null, token, dead: await deadLink(token) };
      const [signed, shown] = await Promise.all([signedTextOf(signing), read(signing, visit)]);
      return { opened: { token, signing, signed, team: teamOf(ctx, signing), shown }, token, dead: null };
    },
    view({ view: { opened, token, dead }, frame, attempt }) {
      const tried = attempt ? { attempt } : {};
      if (!opened) return <UnknownLinkPage frame={frame} token={token} dead={dead} {...tried} />;
      if (opened.team && !isForTeam) return <NotForTeamPage opened={opened} frame={frame} />;
      if (isLate(opened)) return <ClosedPage opened={opened} frame={frame} />;
      if (opened.team && !opened.team.saidName) return <TeamPage opened={opened} frame={frame} {...tried} />;
      return <Page opened={opened} frame={frame} {...tried} />;
    },
    isPrivate: true,
    status({ opened, dead }) {
      if (!opened) return dead ? 410 : 404;
      if (opened.team && !isForTeam) return 403;
      return isLate(opened) ? 410 : 200;
    },
  };
}

function teamOf(ctx: Ctx, { preparations }: Signing): Preparation | null {
  const { actor } = ctx;
  if (actor.kind !== "link" || !isPreparing(ctx)) return null;
  return preparations.find(({ linkId }) => linkId === actor.linkId) ?? null;
}

/** Who acts through the link of this address. */
export function linkCaller({ params }: Visit<Params>): Promise<Ctx | null> {
  return linkCtx(params.token ?? "");
}

/** The holder of the link, for limits: a digest, so that no token is written down. */
export function byLink({ params }: Visit<Params>): string {
  return tokenHash(params.token ?? "");
}

/** An address behind the same link, without the language: `under(visit, "review")`. */
export function under({ params }: Visit<Params>, page = ""): string {
  return `/sign/${params.token ?? ""}${page && `/${page}`}`;
}

/** How the refusals shared by all acts behind a link are told. */
export const TOLD = {
  "not-yours": { status: 403, key: "signatures.refusals.not-yours" },
  unnamed: { status: 403, key: "signatures.refusals.unnamed" },
  "not-published": { status: 410, key: "signatures.refusals.not-published" },
  closed: { status: 410, key: "signatures.refusals.closed" },
} as const;
