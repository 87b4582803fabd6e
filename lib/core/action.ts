import { headers } from "next/headers";
import type { ZodType } from "zod";
import type { Ctx } from "./auth/actor";
import { memberCtx } from "./auth/session";
import { isSameOrigin, nest } from "./form";
import { isReadOnly } from "./frame";
import type { Result } from "./result";

/** What a form of the desk shows after its action ran. */
export type ActionState<O, R extends string> =
  | { readonly kind: "idle" }
  | { readonly kind: "done"; readonly value: O }
  | {
      readonly kind: "refused";
      readonly refusal: R | "signed-out" | "foreign-origin" | "read-only";
      readonly detail?: Record<string, string | number>;
      /** What was typed, by field name, so that a form without script shows it again. */
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "invalid";
      readonly errors: readonly { readonly field: string; readonly key: string }[];
      readonly values: Readonly<Record<string, string>>;
    };

export type Action<O, R extends string> = (
  state: ActionState<O, R>,
  data: FormData,
) => Promise<ActionState<O, R>>;

function valuesOf(data: FormData): Record<string, string> {
  const texts = [...data].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return Object.fromEntries(texts.filter(([name]) => !name?.startsWith("$ACTION")));
}

function fieldsOf(data: FormData): Record<string, unknown> {
  const texts: [string, string][] = [];
  const files: Record<string, File | File[]> = {};
  for (const [name, value] of data) {
    if (typeof value === "string") texts.push([name, value]);
    else files[name] = Object.hasOwn(files, name) ? [files[name] ?? [], value].flat() : value;
  }
  const own = texts.filter(([name]) => !name.startsWith("$ACTION"));
  return { ...nest(own), ...files };
}

/**
 * Every server action of the desk is made here: same origin → prove the caller → parse → command → `after`
 * (which revalidates or redirects). Usable with `useActionState` and without script.
 */
export function action<I, O, R extends string>(
  schema: ZodType<I>,
  command: (ctx: Ctx, input: I) => Promise<Result<O, R>>,
  after?: (value: O, input: I) => Promise<void> | void,
): Action<O, R> {
  return async (_state, data) => {
    const values = valuesOf(data);
    if (!isSameOrigin(await headers(), false)) return { kind: "refused", refusal: "foreign-origin", values };
    const ctx = await memberCtx();
    if (!ctx) return { kind: "refused", refusal: "signed-out", values };
    if (await isReadOnly()) return { kind: "refused", refusal: "read-only", values };
    const parsed = schema.safeParse(fieldsOf(data));
    if (!parsed.success) {
      const errors = parsed.error.issues.map((issue) => ({
        field: issue.path.join("."),
        key: issue.message,
      }));
      return { kind: "invalid", errors, values };
    }
    const result = await command(ctx, parsed.data);
    if (!result.ok) {
      const detail = result.detail ? { detail: { ...result.detail } } : {};
      return { kind: "refused", refusal: result.refusal, values, ...detail };
    }
    await after?.(result.value, parsed.data);
    return { kind: "done", value: result.value };
  };
}
