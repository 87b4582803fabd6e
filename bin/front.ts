import { endWithParent } from "@/bin/parent";
import { command, environment, Stop } from "@/bin/report";
import { front } from "@/lib/publication/serving/front";

/** Where the app answers: `APP_ORIGIN` such as http://web:3000; beside `npm start` a port of this machine. */
function appOf(): { readonly host: string; readonly port: number } {
  const said = process.env.APP_ORIGIN ?? "";
  if (!URL.canParse(said) || new URL(said).protocol !== "http:")
    throw new Stop("APP_ORIGIN must say where the app listens, such as http://127.0.0.1:3001.");
  const { hostname, port } = new URL(said);
  return { host: hostname, port: Number(port || 80) };
}

/** The front: serves the public site's files, and gives everything else to the app. */
export async function main(): Promise<number> {
  return await command(async () => {
    endWithParent();
    const { port, siteDir } = environment();
    const { server, stop } = front({ root: siteDir, app: appOf() });
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.once("close", resolve);
      server.listen(port);
    });
    return 0;
  });
}
