import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { currentSite } from "@/bin/built";
import { readyProcess } from "@/bin/process";
import { command, environment, progressLines } from "@/bin/report";

/** The web process: Next's own standalone server of the current build. */
export async function main(): Promise<number> {
  return await command(async () => {
    const site = process.env.SIGNATAIRES_SITE ?? (await currentSite(progressLines()));
    const { serverActionsKey } = await readyProcess("web");
    Object.assign(process.env, { NODE_ENV: "production" });
    process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = serverActionsKey;
    const { appUrl, port } = environment();
    // Behind the front the app listens elsewhere than where the site is found.
    process.env.APP_URL = appUrl;
    process.env.PORT = process.env.APP_ORIGIN ? new URL(process.env.APP_ORIGIN).port : String(port);
    // Not 127.0.0.1, which turns rewrites into endless redirects; nor a container's own name.
    process.env.HOSTNAME = "0.0.0.0";
    // Above the usual 60 s of a reverse proxy, which else meets a connection that just closed.
    process.env.KEEP_ALIVE_TIMEOUT ??= "65000";
    await import(pathToFileURL(join(site, "server.js")).href);
    return await new Promise<number>(() => undefined);
  });
}
