import { currentSite } from "@/bin/built";
import { command, progressLines } from "@/bin/report";

/** `npm run build`: the production build of the present sources; wants neither database nor network. */
export async function main(): Promise<number> {
  return await command(async () => {
    await currentSite(progressLines());
    return 0;
  });
}
