import type { Ctx } from "@/lib/core/auth/actor";

/** Names that nobody bears, the last as long as a real one can be. */
export const FICTIONAL = [
  "Camille Fictive",
  "Dominique Exemple",
  "Marie-Alexandrine de La Répétition-Générale-Imaginaire",
] as const;

/** Whoever holds the token of a fictional candidate plays her; the token is looked up by the command. */
export function whyNotRehearse({ actor }: Ctx): "not-for-links" | null {
  return actor.kind === "link" ? "not-for-links" : null;
}
