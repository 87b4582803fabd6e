import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readyProcess } from "@/bin/process";
import { command, environment, progressLines } from "@/bin/report";
import { currentSite } from "@/bin/site";

/** The web process: Next's own standalone server of the current build. */
export async function main(): Promise<number> {
  return await command(async () => {
    const site = process.env.SIGNATAIRES_SITE ?? (await currentSite(progressLines()));
    const { serverActionsKey } = await readyProcess("web");
    Object.assign(process.env, { NODE_ENV: "production" });
    process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = serverActionsKey;
    process.env.PORT = String(environment().port);
    // Not 127.0.0.1, which turns rewrites into endless redirects; nor a container's own name.
    process.env.HOSTNAME = "0.0.0.0";
    // Above the usual 60 s of a reverse proxy, which else meets a connection that just closed.
    process.env.KEEP_ALIVE_TIMEOUT ??= "65000";
    await import(pathToFileURL(join(site, "server.js")).href);
    return await new Promise<number>(() => undefined);
  });
}
