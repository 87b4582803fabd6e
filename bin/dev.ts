import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildAssets } from "@/bin/assets";
import { command, environment, progressLines } from "@/bin/report";
import { keepAlive } from "@/bin/supervise";
import { withDatabase } from "@/bin/with-database";
import { secretsIn } from "@/lib/core/secrets";

/** `npm run dev`: the demo in the embedded database, Next in development, the worker as it was when this began. */
export async function main(): Promise<number> {
  return await command(async () => {
    const progress = progressLines();
    const { dataDir, port } = environment();
    secretsIn(dataDir);
    await buildAssets();
    return await withDatabase(
      async ({ url }) => {
        const environmentOfChildren = {
          ...process.env,
          DATABASE_URL: url,
          DATA_DIR: dataDir,
          PORT: String(port),
          SIGNATAIRES_SUPERVISED: "1",
        };
        const worker = keepAlive("worker", environmentOfChildren, progress.say);
        const next = spawn(
          process.execPath,
          [join("node_modules", "next", "dist", "bin", "next"), "dev", "-p", String(port)],
          {
            env: { ...environmentOfChildren, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
            stdio: "inherit",
          },
        );
        const code = await new Promise<number>((resolve) =>
          next.once("close", (status) => resolve(status ?? 0)),
        );
        await worker.stop();
        return code;
      },
      { create: "demo", say: progress.say },
    );
  });
}
