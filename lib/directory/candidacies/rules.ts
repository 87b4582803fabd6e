import type { Role } from "../standing/queries";
import type { LaterFact } from "../standing/rules";
import type { History, PastDecline, PastRequest, PastSignature, SourcedFact } from "./queries";

/** One dated fact of a ticket's history. */
export type Event =
  | { readonly kind: "signature"; readonly at: Date; readonly signature: PastSignature }
  | { readonly kind: "later"; readonly at: Date; readonly signature: PastSignature; readonly fact: LaterFact }
  | { readonly kind: "request"; readonly at: Date; readonly request: PastRequest; readonly number: number }
  | { readonly kind: "decline"; readonly at: Date; readonly decline: PastDecline }
  | { readonly kind: "standing" | "nomination" | "contest"; readonly at: Date; readonly fact: SourcedFact };

function numbered(requests: readonly PastRequest[]): Event[] {
  const asked = new Map<string, number>();
  return [...requests]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((request) => {
      const key = `${request.formId} ${request.role}`;
      // What came back asked nobody: it is told, and not counted.
      if (request.outcome === "bounced") return { kind: "request", at: request.at, request, number: 0 };
      const number = (asked.get(key) ?? 0) + 1;
      asked.set(key, number);
      return { kind: "request", at: request.at, request, number };
    });
}

/** A ticket's whole history, newest first; days without time stand before the instants of their day. */
export function timelineOf(history: History): readonly Event[] {
  const dated = (kind: "standing" | "nomination" | "contest", facts: readonly SourcedFact[]): Event[] =>
    facts.map((fact) => ({ kind, at: fact.date, fact }));
  // Of an erased signature the erasure alone is told.
  const isLeft = ({ events }: PastSignature) => events.every(({ kind }) => kind !== "erased");
  const events: Event[] = [
    ...history.signatures
      .filter(isLeft)
      .map((signature): Event => ({ kind: "signature", at: signature.signedAt, signature })),
    ...history.signatures.flatMap((signature) =>
      signature.events
        .filter(({ kind }) => kind === "erased" || isLeft(signature))
        .map((fact): Event => ({ kind: "later", at: fact.at, signature, fact })),
    ),
    ...numbered(history.requests),
    ...history.declines.map((decline): Event => ({ kind: "decline", at: decline.at, decline })),
    ...dated("standing", history.standing),
    ...dated("nomination", history.nominations),
    ...dated("contest", history.contests),
  ];
  return events.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** The form that a fact is about, or null for facts of the candidacy itself. */
export function formOfEvent(event: Event): string | null {
  if (event.kind === "signature" || event.kind === "later") return event.signature.formId;
  if (event.kind === "request") return event.request.formId;
  return event.kind === "decline" ? event.decline.formId : null;
}

/** Whose act or request it was; facts of the candidacy are the candidate's. */
export function roleOfEvent(event: Event): Role {
  if (event.kind === "signature" || event.kind === "later") return event.signature.role;
  if (event.kind === "request") return event.request.role;
  return event.kind === "decline" ? event.decline.role : "candidate";
}
