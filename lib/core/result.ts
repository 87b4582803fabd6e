/** An expected "no": the refusal names it, the detail helps to say how to mend it. */
export interface Refused<R extends string> {
  readonly ok: false;
  readonly refusal: R;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

/** What every command returns: a value, or a refusal out of a closed list. Bugs throw. */
export type Result<T, R extends string = never> = Done<T> | Refused<R>;

export function done<T>(value: T): Done<T> {
  return { ok: true, value };
}

export function refuse<R extends string>(refusal: R, detail?: Refused<R>["detail"]): Refused<R> {
  return detail ? { ok: false, refusal, detail } : { ok: false, refusal };
}
