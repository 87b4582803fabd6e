import { Resolver } from "node:dns/promises";
import type { Records } from "../rules";

/** How names are looked up; tests give their own. */
export interface Lookup {
  readonly txt: (name: string) => Promise<Records>;
  readonly mx: (name: string) => Promise<Records>;
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");

/** None where the answer is that there is nothing; null where nobody answered in time. */
async function asked(ask: Promise<readonly string[]>): Promise<Records> {
  try {
    return await ask;
  } catch (error) {
    return ["ENODATA", "ENOTFOUND"].includes(codeOf(error)) ? [] : null;
  }
}

/** The name servers of this machine, each question given two seconds. */
export function systemLookup(): Lookup {
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  return {
    txt: (name) => asked(resolver.resolveTxt(name).then((found) => found.map((pieces) => pieces.join("")))),
    mx: (name) =>
      asked(resolver.resolveMx(name).then((found) => found.map(({ exchange }) => exchange).filter(Boolean))),
  };
}
