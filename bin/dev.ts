import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildAssets } from "@/bin/assets";
import { migrate } from "@/bin/migrations";
import { command, environment, progressLines } from "@/bin/report";
import { keepAlive } from "@/bin/supervise";
import { openDatabase } from "@/bin/with-database";
import { secretsIn } from "@/lib/core/secrets";

/** Next in development until it ends or this process is told to stop. */
async function runNext(environmentOfChildren: NodeJS.ProcessEnv, port: number): Promise<number> {
  const next = spawn(
    process.execPath,
    [join("node_modules", "next", "dist", "bin", "next"), "dev", "-p", String(port)],
    {
      env: { ...environmentOfChildren, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: "inherit",
    },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => next.kill("SIGTERM"));
  return await new Promise((resolve) => next.once("close", (status) => resolve(status ?? 0)));
}

/** `npm run dev`: the demo in the embedded database, Next in development, the worker as it was when this began. */
export async function main(): Promise<number> {
  return await command(async () => {
    const progress = progressLines();
    const { dataDir, port } = environment();
    secretsIn(dataDir);
    await buildAssets();
    const { url, cluster } = await openDatabase({ create: "demo", say: progress.say });
    try {
      await migrate(url, process.cwd());
      const environmentOfChildren = {
        ...process.env,
        DATABASE_URL: url,
        DATA_DIR: dataDir,
        PORT: String(port),
        SIGNATAIRES_SUPERVISED: "1",
      };
      const beside = ["worker", "signer"].map((name) => keepAlive(name, environmentOfChildren, progress.say));
      const code = await runNext(environmentOfChildren, port);
      await Promise.all(beside.map((part) => part.stop()));
      return code;
    } finally {
      await cluster?.release();
    }
  });
}
