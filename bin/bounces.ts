import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { command, Stop } from "@/bin/report";
import { withDatabase } from "@/bin/with-database";
import { systemCtx } from "@/lib/core/auth/link";
import { disconnect } from "@/lib/core/db";
import { takeNotices } from "@/lib/outreach/bounces/commands";
import { noticesIn } from "@/lib/outreach/bounces/reading/report";

/** `npm run -s bounces -- returned.eml …`, or a mail on standard input, as a mail server's alias hands it over. */
export async function main(files: string[]): Promise<number> {
  return await command(async () => {
    const mails = files.length > 0 ? await Promise.all(files.map(read)) : [await text(process.stdin)];
    return await withDatabase(async () => {
      try {
        const notices = mails.flatMap(noticesIn);
        const taken = await takeNotices(await systemCtx(), { notices, organizationId: "" });
        if (!taken.ok) throw new Error(taken.refusal);
        process.stdout.write(`${JSON.stringify({ mails: mails.length, ...taken.value })}\n`);
        return 0;
      } finally {
        await disconnect();
      }
    });
  });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new Stop(`${file}: this file cannot be read.`);
  }
}
