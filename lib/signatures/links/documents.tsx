import type { ReactElement } from "react";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkCtx, tokenHash } from "@/lib/core/auth/link";
import type { Attempt, DocumentSpec, Visit } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { type Signing, signingFor } from "../queries";
import { type SignedText, signedTextOf } from "../receipts/queries";
import { ClosedPage } from "../ui/closed";
import { UnknownLinkPage } from "../ui/unknown-link";

export type Params = Record<string, string>;

/** What stands behind a link that opens: who it is for, what was signed, and what this page adds. */
export interface Opened<E = unknown> {
  readonly token: string;
  readonly signing: Signing;
  /** The words that were signed last, of whatever version; null where nothing was. */
  readonly signed: SignedText | null;
  readonly shown: E;
}

/** Null where the token opens nothing: that is told in a page of its own, with 404. */
export interface Behind<E = unknown> {
  readonly opened: Opened<E> | null;
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
}

/** A document behind a personal or manage link. Opening it changes nothing and is no act. */
export function behindLink<E>({
  read,
  page: Page,
  isWhileOpen = false,
}: Spec<E>): DocumentSpec<Params, Behind<E>> {
  const isLate = ({ signing }: Opened<E>) => isWhileOpen && signing.isClosed;
  return {
    async load(visit) {
      const token = visit.params.token ?? "";
      const ctx = await linkCtx(token);
      const signing = ctx && (await signingFor(ctx));
      if (!signing) return { opened: null };
      const [signed, shown] = await Promise.all([signedTextOf(signing), read(signing, visit)]);
      return { opened: { token, signing, signed, shown } };
    },
    view({ view: { opened }, frame, attempt }) {
      if (!opened) return <UnknownLinkPage frame={frame} />;
      if (isLate(opened)) return <ClosedPage opened={opened} frame={frame} />;
      return <Page opened={opened} frame={frame} {...(attempt ? { attempt } : {})} />;
    },
    isPrivate: true,
    status: ({ opened }) => (opened ? (isLate(opened) ? 410 : 200) : 404),
  };
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
  "not-published": { status: 410, key: "signatures.refusals.not-published" },
  closed: { status: 410, key: "signatures.refusals.closed" },
} as const;
