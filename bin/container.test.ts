import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const dockerfile = readFileSync("Dockerfile", "utf8");
const compose = readFileSync("compose.yaml", "utf8");
const stages = dockerfile.split(/^FROM /m).slice(1);
const last = stages.at(-1) ?? "";

test("the image is built in stages, runs as an ordinary user and says whether it is healthy", () => {
  expect(stages.length).toBeGreaterThanOrEqual(3);
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last).toContain("/api/health/ready");
  expect(last).toMatch(/^CMD \["node", "bin\/run\.mjs", "web"\]$/m);
});

test("the packages are the locked ones and their install scripts stay off", () => {
  for (const line of dockerfile.match(/^RUN npm .*/gm) ?? [])
    expect(line).toMatch(/^RUN npm ci .*--ignore-scripts/);
});

test("the image takes no source, secret, data or clone of the history from the build's folder", () => {
  const copied = [...last.matchAll(/^COPY (?:--from=\S+ )?(.+) \S+$/gm)].flatMap(([, from = ""]) =>
    from.split(" "),
  );
  const sources = copied.filter((path) => /^(\/app\/)?(app|lib|components|\.)$/.test(path));
  expect(sources).toEqual([]);
  const ignored = readFileSync(".dockerignore", "utf8").split("\n");
  for (const path of [".git", ".env*", ".data*", "node_modules"]) expect(ignored).toContain(path);
});

test("every file of the clone that the image copies exists", () => {
  const fromClone = [
    ...dockerfile.matchAll(/^COPY (?:--from=build )?((?:\/app\/)?(?:bin|prisma|package)[^\n]*) \S+$/gm),
  ];
  const paths = fromClone
    .flatMap(([, from = ""]) => from.split(" "))
    .map((path) => path.replace("/app/", ""));
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) expect(existsSync(path), path).toBe(true);
});

test("compose runs front, web, press, worker, signer and PostgreSQL 18, and no password is written in it", () => {
  for (const service of ["postgres", "front", "web", "press", "worker", "signer"])
    expect(compose).toMatch(new RegExp(`^  ${service}:`, "m"));
  expect(compose).toMatch(/image: postgres:18/);
  expect(compose).toMatch(/POSTGRES_PASSWORD: \$\{POSTGRES_PASSWORD:\?/);
  for (const name of ["APP_URL", "DATABASE_URL", "SMTP_URL"]) expect(compose).toContain(`${name}:`);
});
