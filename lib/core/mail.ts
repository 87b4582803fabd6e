import { createTransport, type Transporter } from "nodemailer";
import type { Tx } from "./db";
import type { Locale } from "./i18n/locale";
import { addJob } from "./jobs";

/** A mail as it is sent; rendered at that moment, never stored. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Display name of the sender; the address is the instance's own. */
  readonly fromName: string;
  readonly replyTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Queued {
  /** Name of the template; `outreach/ui/mails.tsx` knows them all. */
  readonly template: string;
  /** Identifiers and plain words only: no token, which is derived again when sent. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly locale: Locale;
  readonly to: string;
  readonly organizationId?: string;
}

/** Puts a mail into the outbox inside the caller's transaction, with the job that sends it. Returns its id. */
export async function queueMail(tx: Tx, mail: Queued): Promise<string> {
  const { template, data, locale, to, organizationId } = mail;
  const row = await tx.mail.create({
    data: {
      template,
      data: { ...data },
      locale,
      toAddress: to,
      ...(organizationId ? { organizationId } : {}),
    },
    select: { id: true },
  });
  await addJob(tx, "deliver-mail", { mailId: row.id });
  return row.id;
}

let transport: { url: string; transporter: Transporter } | undefined;

/** Whether a mail relay is configured; without one, logins are printed on the console and other mails wait. */
export function hasRelay(): boolean {
  return Boolean(process.env.SMTP_URL);
}

/** The instance's own sending address: `MAIL_FROM`, else signataires@ the site's host. */
export function senderAddress(): string {
  const host = new URL(process.env.APP_URL ?? "http://localhost").hostname;
  return process.env.MAIL_FROM ?? `signataires@${host === "localhost" ? "localhost.localdomain" : host}`;
}

function transporter(url: string): Transporter {
  if (transport?.url !== url) {
    transport = {
      url,
      transporter: createTransport({
        url,
        pool: true,
        maxConnections: 5,
        connectionTimeout: 10_000,
        socketTimeout: 30_000,
      }),
    };
  }
  return transport.transporter;
}

/**
 * Hands a letter to the relay. Returns the relay's last line without addresses; throws where the relay
 * cannot be reached or refuses (`responseCode` 4xx or 5xx on the error, as nodemailer says).
 */
export async function sendLetter(letter: Letter, to: string, messageId: string): Promise<string> {
  const url = process.env.SMTP_URL;
  if (!url) throw new Error("SMTP_URL is not set");
  const { subject, text, html, fromName, replyTo, headers } = letter;
  const sent: unknown = await transporter(url).sendMail({
    from: { name: fromName, address: senderAddress() },
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${messageId}@${senderAddress().split("@")[1] ?? "localhost"}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(replyTo ? { replyTo } : {}),
    ...(headers ? { headers: { ...headers } } : {}),
  });
  if (typeof sent !== "object" || sent === null || !("response" in sent)) return "";
  return String(sent.response)
    .replace(/[^\s<>]+@[^\s<>]+/g, "[address]")
    .slice(0, 200);
}
