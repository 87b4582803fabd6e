import type { DownloadSpec } from "@/lib/core/download";
import { turnstile } from "@/lib/core/turnstile";
import { loadConstituency } from "../documents";
import { type PosterSize, posterPdf } from "./poster-pdf";

// A sheet takes a fiftieth of a second: a flood of them must leave a processor to who signs.
const drawing = turnstile(2, 20);

function sheet(size: PosterSize, name: string): DownloadSpec {
  return {
    async load(visit) {
      const view = await loadConstituency({ ...visit, search: new URLSearchParams() });
      if (!view?.chosen || view.tickets.length === 0) return null;
      const body = await drawing(() => posterPdf(view, visit.frame, size));
      if (!body) return "busy";
      const fileName = `${name}-${view.election.slug}-${view.ballot.area.code}.pdf`;
      return { body, contentType: "application/pdf", fileName, isShown: true };
    },
  };
}

/** A constituency's statuses for a wall, with the code that leads to its page. */
export const posterFile = sheet("A4", "affiche");
/** The same for a door or a pocket. */
export const cardFile = sheet("A6", "carte");
