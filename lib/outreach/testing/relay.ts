import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { closeRelay } from "@/lib/core/mail";

/** What the relay does with a message once it has it: take it, refuse it, break off without a word, or wait. */
export type Manner = "take" | "refuse" | "break-off" | "defer";

const ANSWERS = {
  take: null,
  refuse: Object.assign(new Error("5.7.1 not here"), { responseCode: 554 }),
  defer: Object.assign(new Error("4.3.0 later"), { responseCode: 451 }),
};

/** A real mail relay on loopback, taken as SMTP_URL while the tests of a file run. */
export class Relay {
  readonly raw: string[] = [];
  readonly recipients: string[] = [];
  manner: Manner = "take";
  /** Addresses that do not exist here. */
  unknown: readonly string[] = [];
  /** Called with the number of messages taken so far, before each answer. */
  before: (taken: number) => Promise<void> = async () => undefined;
  #server: SMTPServer | undefined;
  #port = 0;

  constructor() {
    beforeAll(() => this.open());
    beforeEach(() => {
      this.raw.length = 0;
      this.recipients.length = 0;
      this.manner = "take";
      this.unknown = [];
      this.before = async () => undefined;
      process.env.SMTP_URL = this.url;
      process.env.APP_URL = "https://engagements.example";
    });
    afterEach(() => closeRelay());
    afterAll(async () => {
      await this.close();
      delete process.env.SMTP_URL;
      delete process.env.APP_URL;
    });
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onRcptTo: ({ address }, _session, answer) =>
        answer(
          this.unknown.includes(address)
            ? Object.assign(new Error("5.1.1 no such user"), { responseCode: 550 })
            : null,
        ),
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          this.raw.push(Buffer.concat(chunks).toString("utf8"));
          this.recipients.push(...session.envelope.rcptTo.map(({ address }) => address));
          void this.before(this.raw.length).then(() => this.#answer(session.id, answer));
        });
      },
    });
    // A connection that is cut on purpose is no failure of the test.
    server.on("error", () => undefined);
    await new Promise<void>((ready) => server.listen(this.#port, "127.0.0.1", ready));
    const address: AddressInfo | string | null = server.server.address();
    this.#port = typeof address === "object" && address !== null ? address.port : 0;
    this.#server = server;
  }

  async close(): Promise<void> {
    closeRelay();
    await new Promise<void>((closed) => (this.#server ? this.#server.close(() => closed()) : closed()));
    this.#server = undefined;
  }

  #answer(sessionId: string, answer: (error?: Error | null) => void): void {
    if (this.manner !== "break-off") {
      answer(ANSWERS[this.manner]);
      return;
    }
    for (const connection of this.#server?.connections ?? [])
      if (connection.session?.id === sessionId) connection._socket.destroy();
  }

  async mails(): Promise<ParsedMail[]> {
    return Promise.all(this.raw.map((raw) => simpleParser(raw)));
  }
}
