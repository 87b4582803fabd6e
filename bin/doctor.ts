import { statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import {
  checkDatabase,
  checkMigrations,
  checkPress,
  checkQueue,
  checkSigner,
  checkWorker,
} from "@/bin/doctor-database";
import { type Finding, type Health, reason } from "@/bin/finding";
import { openDatabase } from "@/bin/with-database";
import { type Env, readEnv } from "@/lib/core/env";

const gigabyte = 1024 ** 3;

function checkDisk(dataDir: string): Finding {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    const free = (bavail * bsize) / gigabyte;
    const health: Health = free < 0.2 ? "bad" : free < 1 ? "warning" : "good";
    const fix = "Free some space on that disk, or move DATA_DIR to a larger one: a full disk stops signing.";
    return {
      name: "disk",
      health,
      text: `${free.toFixed(1)} GB free at ${dataDir}`,
      ...(health === "good" ? {} : { fix }),
    };
  } catch (error) {
    return {
      name: "disk",
      health: "bad",
      text: `${dataDir}: ${reason(error)}`,
      fix: "Create the folder, or set DATA_DIR to one that this user may write.",
    };
  }
}

function checkSecrets(dataDir: string): Finding {
  const path = join(dataDir, "secrets.json");
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    return {
      name: "secrets",
      health: "warning",
      text: `${path} does not exist yet`,
      fix: "The first `npm start` makes it; afterwards keep it in your backups.",
    };
  const isOpen = process.platform !== "win32" && (stat.mode & 0o077) !== 0;
  return isOpen
    ? {
        name: "secrets",
        health: "bad",
        text: `others on this machine may read ${path}`,
        fix: `Run \`chmod 600 ${path}\`.`,
      }
    : { name: "secrets", health: "good", text: "made, and readable by their owner only" };
}

async function checkMail(smtpUrl: string | null): Promise<Finding> {
  if (!smtpUrl) {
    const fix =
      "Set SMTP_URL=smtp://user:password@host:587. Until then login links are printed on the console and other mails wait.";
    return { name: "mail", health: "warning", text: "SMTP_URL is not set", fix };
  }
  const { hostname, port } = new URL(smtpUrl);
  const timeouts = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 5000 };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  try {
    await transport.verify();
    return { name: "mail", health: "good", text: `${hostname} accepts mail` };
  } catch (error) {
    const fix = "Check host, port, user and password of SMTP_URL, and that this machine may reach that port.";
    return {
      name: "mail",
      health: "bad",
      text: `${hostname}${port ? `:${port}` : ""} does not accept mail: ${reason(error)}`,
      fix,
    };
  } finally {
    transport.close();
  }
}

function checkAddress(env: Env): Finding {
  if (env.appUrl.startsWith("https:")) return { name: "address", health: "good", text: env.appUrl };
  const isPublic = env.appUrlIsSet && !/\/\/(localhost|127\.|\[::1\])/.test(env.appUrl);
  if (!isPublic && !env.databaseUrl)
    return { name: "address", health: "good", text: `${env.appUrl} (this machine only)` };
  const fix = "Set APP_URL to the public https:// address; links in mails and login cookies depend on it.";
  return { name: "address", health: isPublic ? "bad" : "warning", text: `${env.appUrl} is not https`, fix };
}

async function checkData({ siteDir }: Env): Promise<Finding[]> {
  try {
    const { url, cluster } = await openDatabase();
    try {
      const database = await checkDatabase(url);
      return [
        ...database,
        await checkMigrations(url),
        await checkWorker(url),
        await checkSigner(url),
        await checkQueue(url),
        await checkPress(url, siteDir),
      ];
    } finally {
      await cluster?.release();
    }
  } catch (error) {
    const fix = "Start it, or mend DATABASE_URL; `npm start` starts the embedded one.";
    return [{ name: "database", health: "bad", text: reason(error), fix }];
  }
}

const signs: Record<Health, string> = { good: "✓", warning: "!", bad: "✗" };

/** `npm run doctor`: what is wrong and how to mend it, one finding a line; exit code 1 when something is bad. */
export async function main(): Promise<number> {
  const reading = readEnv(process.env);
  if (!reading.ok) {
    for (const error of reading.errors) console.log(`✗ environment: ${error}`);
    return 1;
  }
  const { env } = reading;
  const [data, mail] = await Promise.all([checkData(env), checkMail(env.smtpUrl)]);
  const findings = [...data, mail, checkDisk(env.dataDir), checkSecrets(env.dataDir), checkAddress(env)];
  for (const { name, health, text, fix } of findings) {
    console.log(`${signs[health]} ${name}: ${text}${fix ? `\n    → ${fix}` : ""}`);
  }
  return findings.some(({ health }) => health === "bad") ? 1 : 0;
}
