import type { PublicStatus } from "@/lib/signatures/rules";
import { candidacyPath, type Named } from "../rules";

/** Silence is asked, a signature thanked; whoever declined, withdrew or is disputed is left in peace. */
export function writingFor(status: PublicStatus): "ask" | "thank" | null {
  if (status === "no-public-answer" || status === "not-asked") return "ask";
  return status === "signed" || status === "partly" ? "thank" : null;
}

/** The page that helps to write to a candidate, without the language; `form` where it is not the first. */
export function writePath(publicId: string, person: Named, form: string | null): string {
  return `${candidacyPath(publicId, person)}/write${form ? `?form=${form}` : ""}`;
}

/** A public channel: a page that the person or her party shows to everybody. */
export interface Channel {
  readonly kind: string;
  readonly url: string;
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
}

/** A mail to nobody yet: the reader's own program opens with subject and words, the address is hers to fill in. */
export function mailtoOf(subject: string, body: string): string {
  const lines = body.replace(/\n/g, "\r\n");
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
