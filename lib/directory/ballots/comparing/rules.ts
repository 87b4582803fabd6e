import { slugOf } from "@/lib/core/slug";
import type { Theme } from "@/lib/forms/schema";
import { ballotPath } from "../../rules";

/** The name of a theme in an address: its French title, the same in both languages. */
export function themeSlug({ title }: Pick<Theme, "title">): string {
  return slugOf(title.fr ?? title.en ?? "");
}

interface Where {
  readonly electionSlug: string;
  readonly areaCode: string;
  /** Null for the form that the constituency shows first. */
  readonly formSlug: string | null;
}

/** Where all candidacies of a contest are compared on a form, or on one theme of it; without the language. */
export function comparePath(
  { electionSlug, areaCode, formSlug }: Where,
  theme?: Pick<Theme, "title">,
): string {
  const whole = `${ballotPath(electionSlug, areaCode)}/compare${formSlug ? `/${formSlug}` : ""}`;
  return theme ? `${whole}/themes/${themeSlug(theme)}` : whole;
}

/** Those who gave an answer, by what they answered; null for who said nothing. */
export function byAnswer<T>(
  who: readonly T[],
  answerOf: (one: T) => "yes" | "with_reservation" | "no" | null,
): readonly { readonly answer: "yes" | "with-reservation" | "no" | null; readonly who: readonly T[] }[] {
  const said = (answer: ReturnType<typeof answerOf>) => who.filter((one) => answerOf(one) === answer);
  return [
    { answer: "yes" as const, who: said("yes") },
    { answer: "with-reservation" as const, who: said("with_reservation") },
    { answer: "no" as const, who: said("no") },
    { answer: null, who: said(null) },
  ].filter((group) => group.who.length > 0);
}
