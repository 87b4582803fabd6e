import type { Ctx } from "@/lib/core/auth/actor";
import type { Result } from "@/lib/core/result";
import type { RoleName, World } from "./world";

/** Who may give a command, and a harmless way to try it. */
export interface Row {
  readonly may: readonly RoleName[];
  readonly run: (ctx: Ctx, world: World) => Promise<Result<unknown, string>>;
}

/** One row for each command of a module: a command without a row does not compile. */
export type Rows<Module> = {
  readonly [K in keyof Module as Module[K] extends (...args: never[]) => unknown ? K : never]: Row;
};

export const OWN_LINK = ["candidate", "substitute"] as const;
export const AUTHORS = ["editor", "owner"] as const;
export const OPERATOR = ["operator", "system"] as const;
export const ACCOUNTS = [
  "anyone",
  "caller",
  "viewer",
  "editor",
  "owner",
  "other-owner",
  "operator",
  "system",
] as const;

/** A word in each language, where a command asks for one. */
export const TEXT = { fr: "Essai", en: "Test" };
