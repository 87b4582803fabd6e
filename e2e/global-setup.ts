import { startServer } from "./server";

/** One demo site for all stories of a run, unless E2E_URL names one that already runs. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_URL) return async () => undefined;
  const server = await startServer({ mode: "demo" });
  process.env.E2E_URL = server.url;
  process.env.E2E_DATABASE_URL = server.databaseUrl;
  process.env.E2E_DATA_DIR = server.dataDir;
  return () => server.stop();
}
