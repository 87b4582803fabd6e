import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Source {
  readonly path: string;
  readonly text: string;
}
type Rule = (file: Source) => boolean;

/** The rooms in the order in which they may call each other: only those above. */
const ROOMS =
  "audit places organizations elections importing proof forms signatures outreach followup citizens directory publication".split(
    " ",
  );
const ROOM_FILES = /^(schema|rules|queries|commands|actions|documents)(\.test)?\.tsx?$/;
const HOLDS_DATABASE =
  /^lib\/(core\/(db|copy|auth\/|health|jobs|mail|frame|idempotency|limits|testing\/)|.*\/(queries|commands)\.ts$|[^/]+\/bulk\/)|^(prisma|bin|e2e|bench)\/|\.test\.tsx?$|\/testing\//;

function sources(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === "prisma/client" ? [] : sources(path);
    return /\.(tsx?|mjs)$/.test(entry.name) ? [{ path, text: readFileSync(path, "utf8") }] : [];
  });
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes("/testing/");
const inApp = (path: string) => path.startsWith("app/");
const roomOf = (path: string) => ROOMS.find((room) => path.startsWith(`lib/${room}/`));

/** What a file imports, as paths from the root ("@/lib/x" and "../x" alike) or package names. */
function imports({ path, text }: Source): string[] {
  const said = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return said.map((name) => {
    if (name.startsWith("@/")) return name.slice(2);
    return name.startsWith(".") ? join(path, "..", name) : name;
  });
}

/** The same without what only lends its types. */
function valueImports({ path, text }: Source): string[] {
  return imports({ path, text: text.replace(/import type [^;]+;|import \{( *type \w+,?)+ *\}[^;]+;/g, "") });
}

function callsBelow(file: Source): boolean {
  const room = roomOf(file.path);
  if (!room || isTest(file.path)) return false;
  return imports(file).some((name) => {
    const other = roomOf(`${name}/`);
    return name.startsWith("app/") || (other !== undefined && ROOMS.indexOf(other) > ROOMS.indexOf(room));
  });
}

const RULES = {
  "a room holds the seven names and sub-folders, in kebab-case": ({ path }) => {
    const inside = /^lib\/([^/]+)\/(.+)$/.exec(path);
    if (!inside || inside[1] === "core") return false;
    const names = (inside[2] ?? "").split("/");
    if (!ROOMS.includes(inside[1] ?? "") || names.some((name) => !/^[a-z0-9-]+(\.[a-z-]+)*$/.test(name)))
      return true;
    return names.length === 1 && !ROOM_FILES.test(names[0] ?? "") && !isTest(path);
  },
  "a room calls only rooms above it, and no door": callsBelow,
  "core imports no room": (file) =>
    file.path.startsWith("lib/core/") &&
    !isTest(file.path) &&
    imports(file).some((name) => roomOf(`${name}/`)),
  "furniture imports neither rooms nor the database": (file) =>
    file.path.startsWith("components/") &&
    imports(file).some((name) => roomOf(`${name}/`) || /core\/(db|auth|mail|jobs)/.test(name)),
  "queries and commands are server-only": ({ path, text }) =>
    path.startsWith("lib/") &&
    /\/(queries|commands)\.ts$/.test(path) &&
    !/^import "server-only";/m.test(text),
  "Prisma's client stays where it may be": (file) =>
    !HOLDS_DATABASE.test(file.path) &&
    imports(file).some((name) => /core\/db$|^pg$|prisma\/client\/client/.test(name)) &&
    !/import type [^;]*prisma\/client\/client"/.test(file.text),
  "no unchecked SQL": ({ path, text }) => !isTest(path) && /\$(query|execute)RawUnsafe/.test(text),
  "every action is made by action(": ({ path, text }) =>
    path.startsWith("lib/") &&
    path.endsWith("/actions.ts") &&
    (!text.startsWith('"use server"') ||
      [...text.matchAll(/^export (.*)$/gm)].some(
        (match) => !/^(const \w+ = action\(|const \w+ = action<|type )/.test(match[1] ?? ""),
      )),
  "every document door is made by document( or form(": ({ path, text }) =>
    path.includes("(documents)") &&
    path.endsWith("route.ts") &&
    [...text.matchAll(/^export const (GET|POST)\b(.*)$/gm)].some(
      (match) => !/= (document|form|download)\(/.test(match[2] ?? ""),
    ),
  "a door has at most 40 lines": ({ path, text }) => inApp(path) && text.split("\n").length > 41,
  "a page is one call of one room component": ({ path, text }) =>
    inApp(path) &&
    path.endsWith("page.tsx") &&
    ((text.match(/<[A-Z]\w*/g)?.length ?? 0) > 1 || /<[a-z]+[\s>]/.test(text)),
  "rules are pure: no clock, no I/O": (file) =>
    file.path.startsWith("lib/") &&
    file.path.endsWith("/rules.ts") &&
    (/new Date\(\)|Date\.now|Math\.random|process\.|await /.test(file.text) ||
      valueImports(file).some((name) => /^(node:(?!crypto)|pg$)|core\/db|\/queries$|\/commands$/.test(name))),
  "commands take their time from the context": ({ path, text }) =>
    path.startsWith("lib/") && path.endsWith("/commands.ts") && /new Date\(\)|Date\.now\(\)/.test(text),
  "only core/auth and test support mint an actor": ({ path, text }) =>
    !/^lib\/core\/auth\//.test(path) && !isTest(path) && /\bmint\(/.test(text),
  "a file has at most 300 lines": ({ text }) => text.split("\n").length > 301,
  "select, never include": ({ path, text }) => path.startsWith("lib/") && /\binclude: \{/.test(text),
  "no type is silenced": ({ text }) =>
    /: any\b|\bas any\b|as unknown as|@ts-(ignore|expect-error|nocheck)/.test(text) &&
    !text.includes("const RULES"),
} satisfies Record<string, Rule>;

const all = ["app", "bin", "components", "e2e", "lib", "prisma"]
  .flatMap(sources)
  // This file names what it forbids; the verifier is built from bin/verify, which is read here.
  .filter(({ path }) => path !== "lib/architecture.test.ts" && path !== "bin/verify.mjs");

test.each(Object.entries(RULES))("%s", (_name, breaks) => {
  expect(all.filter(breaks).map(({ path }) => path)).toEqual([]);
});

/** One fault for each rule: a check that cannot fail proves nothing. */
const FAULTS: Record<keyof typeof RULES, Source> = {
  "a room holds the seven names and sub-folders, in kebab-case": { path: "lib/forms/helpers.ts", text: "" },
  "a room calls only rooms above it, and no door": {
    path: "lib/forms/queries.ts",
    text: 'import "@/lib/directory/queries";',
  },
  "core imports no room": { path: "lib/core/mail.ts", text: 'import { x } from "../forms/queries";' },
  "furniture imports neither rooms nor the database": {
    path: "components/button.tsx",
    text: 'import { db } from "@/lib/core/db";',
  },
  "queries and commands are server-only": { path: "lib/forms/queries.ts", text: "export const x = 1;" },
  "Prisma's client stays where it may be": {
    path: "lib/forms/rules.ts",
    text: 'import { db } from "@/lib/core/db";',
  },
  "no unchecked SQL": { path: "lib/forms/queries.ts", text: "tx.$queryRawUnsafe(sql)" },
  "every action is made by action(": {
    path: "lib/forms/actions.ts",
    text: '"use server";\nexport async function publish() {}',
  },
  "every document door is made by document( or form(": {
    path: "app/[locale]/(documents)/x/route.ts",
    text: "export const POST = async () => {}",
  },
  "a door has at most 40 lines": { path: "app/x/route.ts", text: "\n".repeat(50) },
  "a page is one call of one room component": {
    path: "app/x/page.tsx",
    text: "<Editor><p>text</p></Editor>",
  },
  "rules are pure: no clock, no I/O": { path: "lib/forms/rules.ts", text: "const now = new Date();" },
  "commands take their time from the context": {
    path: "lib/forms/commands.ts",
    text: "const now = new Date();",
  },
  "only core/auth and test support mint an actor": {
    path: "lib/forms/commands.ts",
    text: 'mint({ kind: "system" })',
  },
  "a file has at most 300 lines": { path: "lib/forms/rules.ts", text: "\n".repeat(400) },
  "select, never include": {
    path: "lib/forms/queries.ts",
    text: "db().form.findMany({ include: { authors: true } })",
  },
  "no type is silenced": { path: "lib/forms/rules.ts", text: "const x = y as unknown as Z;" },
};

test.each(Object.entries(RULES))("a planted fault is seen: %s", (name, breaks) => {
  const [, fault] = Object.entries(FAULTS).find(([rule]) => rule === name) ?? [];
  expect(fault && breaks(fault)).toBe(true);
});
