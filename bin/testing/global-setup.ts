import type { TestProject } from "vitest/node";
import { testServer } from "@/bin/testing/template";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    template: string;
  }
}

/** Once per run: the database server and the template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer(process.cwd());
  project.provide("adminUrl", server.adminUrl);
  project.provide("template", server.template);
  return server.stop;
}
