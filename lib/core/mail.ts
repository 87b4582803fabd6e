import { Readable } from "node:stream";
import { createTransport, type Transporter } from "nodemailer";
import type { Tx } from "./db";
import { env } from "./env";
import type { Locale } from "./i18n/locale";
import { addJobs, type Job } from "./jobs";

/** A mail as it is sent; rendered at that moment, never stored. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Display name of the sender; the address is the instance's own. */
  readonly fromName: string;
  readonly replyTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly files?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
  /** Signed name that a bounce of this mail should bring back. */
  readonly reference?: string;
}

/** The header that providers keep who replace the Message-ID, by the end of their relay's name. */
const KEPT_BY: Readonly<Record<string, string>> = {
  "postmarkapp.com": "X-PM-Metadata-invitation",
  "mailjet.com": "X-MJ-CustomID",
  "brevo.com": "X-Mailin-custom",
  "sendinblue.com": "X-Mailin-custom",
};

/** Where a mail carries its reference: a header of ours, one of the relay's provider, and the envelope (RFC 3461). */
function referred(reference: string, to: string, relay: string) {
  const host = new URL(relay).hostname;
  const kept = Object.entries(KEPT_BY).find(([name]) => host === name || host.endsWith(`.${name}`));
  return {
    headers: { "X-Signataires-Reference": reference, ...(kept ? { [kept[1]]: reference } : {}) },
    // Relays that do not offer DSN are not asked for it.
    dsn: { id: reference, return: "headers" as const, notify: "failure" as const, recipient: to },
  };
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
  await addJobs(tx, [deliveryJob(row.id)]);
  return row.id;
}

/** The job that sends a mail of the outbox; while it waits, a second one takes its place. */
export function deliveryJob(mailId: string): Job {
  return { task: "deliver-mail", payload: { mailId }, key: `deliver-mail ${mailId}` };
}

let transport: { url: string; transporter: Transporter } | undefined;

/** Whether a mail relay is configured; without one, logins are printed on the console and other mails wait. */
export function hasRelay(): boolean {
  return env().smtpUrl !== null;
}

/** The instance's own sending address: `MAIL_FROM`, else no-reply@ the site's host. */
export function senderAddress(): string {
  return env().mailFrom;
}

/** Set when the relay has said "go ahead" and the first byte of the message leaves. */
interface HandOver {
  isBegun: boolean;
}
/** Those under way, by Message-ID. */
const handOvers = new Map<string, HandOver>();

async function* noted(handOver: HandOver | undefined, message: () => AsyncIterable<unknown>) {
  if (handOver) handOver.isBegun = true;
  yield* message();
}

function transporter(url: string): Transporter {
  if (transport?.url !== url) {
    transport?.transporter.close();
    const made = createTransport({
      url,
      pool: true,
      maxConnections: 5,
      maxMessages: Number.POSITIVE_INFINITY,
      // The pool would hand a message over again whose connection broke, be it already taken.
      maxRequeues: 0,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    });
    // The message is read only after the relay agreed to take it: before that nothing can have been sent.
    made.use("stream", ({ data, message }, next) => {
      const read = message.createReadStream.bind(message);
      message.createReadStream = (options) =>
        Readable.from(noted(handOvers.get(data.messageId ?? ""), () => read(options)));
      next();
    });
    transport = { url, transporter: made };
  }
  return transport.transporter;
}

/** Closes the connections to the relay; for tests and the end of the worker. */
export function closeRelay(): void {
  transport?.transporter.close();
  transport = undefined;
}

function wordsOf(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/[^\s<>]+@[^\s<>]+/g, "[address]")
    .replace(/\s+/g, " ")
    .slice(0, 200);
}

/**
 * A letter that the relay did not accept. `refused`: for good, by its own words; `not-taken`: surely not sent, so it may be
 * tried again; `in-doubt`: the connection broke after the message had left, and nobody knows.
 */
export class NotAccepted extends Error {
  constructor(
    readonly outcome: "refused" | "not-taken" | "in-doubt",
    /** The relay's words without addresses. */
    readonly reply: string,
    /** The relay spoke of this very address, not of us: refused it, or put it off for a while. */
    readonly isAddress: boolean,
  ) {
    super(`the relay did not accept a mail: ${outcome} ${reply}`);
  }
}

function notAccepted(error: unknown, { isBegun }: HandOver): NotAccepted {
  const said = error instanceof Error ? error : new Error(String(error));
  const code = "responseCode" in said && typeof said.responseCode === "number" ? said.responseCode : 0;
  const command = "command" in said && typeof said.command === "string" ? said.command : "";
  const reply = wordsOf(said.message);
  const isRecipient = command.startsWith("RCPT TO");
  // Who sends and from where (530, 550 at MAIL FROM; 5.7.x, "relay not permitted" at RCPT TO) is not the reader's doing.
  const isAboutMail = command.startsWith("DATA") || (isRecipient && !/\b5\.7\.\d|relay/i.test(reply));
  if (code >= 500 && isAboutMail) return new NotAccepted("refused", reply, isRecipient);
  if (code >= 400 && isRecipient) return new NotAccepted("not-taken", reply, true);
  const isKnown = code >= 400 || !isBegun;
  return new NotAccepted(isKnown ? "not-taken" : "in-doubt", reply, false);
}

/**
 * Hands a letter to the relay, once. Returns the relay's last line without addresses.
 * @throws NotAccepted where the relay refuses, cannot be reached, or breaks off
 */
export async function sendLetter(letter: Letter, to: string, messageId: string): Promise<string> {
  const url = env().smtpUrl;
  const handOver: HandOver = { isBegun: false };
  if (url === null) throw new NotAccepted("not-taken", "no relay is configured", false);
  const { subject, text, html, fromName, replyTo, reference, files = [] } = letter;
  const { headers, ...envelope } = reference ? referred(reference, to, url) : { headers: {} };
  const from = senderAddress();
  const id = `<${messageId}@${from.split("@")[1] ?? "localhost"}>`;
  const mail = {
    from: { name: fromName, address: from },
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: id,
    attachments: files.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(replyTo ? { replyTo } : {}),
    headers: { ...letter.headers, ...headers },
    ...envelope,
  };
  handOvers.set(id, handOver);
  try {
    const sent: unknown = await transporter(url).sendMail(mail);
    return typeof sent === "object" && sent !== null && "response" in sent
      ? wordsOf(String(sent.response))
      : "";
  } catch (error) {
    throw notAccepted(error, handOver);
  } finally {
    handOvers.delete(id);
  }
}
