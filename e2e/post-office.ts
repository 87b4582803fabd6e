import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface PostOffice {
  /** For SMTP_URL. */
  readonly url: string;
  /** The newest mail to this address whose subject or text has these words; waits up to 30 s. */
  mail(to: string, words?: string): Promise<ParsedMail>;
  count(): number;
  /** Everybody who was written to, in order, as often as it happened. */
  recipients(): readonly string[];
  /** The Message-ID of each, in the same order. */
  messageIds(): readonly string[];
  /** From now on each mail is acknowledged only so many milliseconds after it was taken. */
  answerAfter(milliseconds: number): void;
  close(): Promise<void>;
}

function recipient({ to }: ParsedMail): string {
  const first = Array.isArray(to) ? to[0] : to;
  return first?.value[0]?.address ?? "";
}

/** A real mail relay on loopback, at a free port unless one is given, that keeps what it is given. */
export async function openPostOffice(port = 0): Promise<PostOffice> {
  const mails: ParsedMail[] = [];
  let delay = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, answer) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          setTimeout(answer, delay);
        },
        (error: Error) => answer(error),
      );
    },
  });
  // A sender that dies in the middle is no fault of the relay's.
  server.on("error", () => undefined);
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const address: AddressInfo | string | null = server.server.address();
  const open = typeof address === "object" ? address?.port : undefined;
  return {
    url: `smtp://127.0.0.1:${open}`,
    count: () => mails.length,
    recipients: () => mails.map(recipient),
    messageIds: () => mails.map(({ messageId }) => messageId ?? ""),
    answerAfter(milliseconds) {
      delay = milliseconds;
    },
    async mail(to, words = "") {
      const until = Date.now() + 30_000;
      for (;;) {
        const found = mails.findLast(
          (one) => recipient(one) === to && `${one.subject} ${one.text}`.includes(words),
        );
        if (found) return found;
        if (Date.now() > until) throw new Error(`no mail to ${to} with "${words}" among ${mails.length}`);
        await wait(50);
      }
    },
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/** The first address in a mail's text that goes to this path of the site. */
export function linkIn(mail: ParsedMail, path: RegExp): string {
  const found = mail.text?.match(/https?:\/\/\S+/g)?.find((address) => path.test(address));
  if (!found) throw new Error(`no link like ${path} in: ${mail.text}`);
  return found;
}
