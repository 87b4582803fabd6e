import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Where the client dies: at its n-th statement, before that leaves it, or when it is done and the answer not yet heard. */
export interface Death {
  readonly at: number;
  readonly when: "before" | "after";
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Answers of this many statements that the client never sent are still to be swallowed. */
  swallow: number;
  isDying: boolean;
  isStarted: boolean;
  /** What was said of the statement under way: Postgres would begin with it before its last message came. */
  held: Buffer[];
}

const [QUERY, SYNC, READY] = ["Q", "S", "Z"].map((type) => type.charCodeAt(0));
/** Parse, Bind, Describe, Execute and Close of an extended query. */
const PARTS = new Set([..."PBDEC"].map((type) => type.charCodeAt(0)));
const COMMIT = Buffer.from("Q\0\0\0\x12COMMIT; BEGIN\0", "latin1");

/** Cuts a stream into the whole messages of Postgres's protocol; the client's first one has no type. */
function cutter(isUntyped: () => boolean, each: (message: Buffer) => void): (chunk: Buffer) => void {
  let kept = Buffer.alloc(0);
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    for (;;) {
      const at = isUntyped() ? 0 : 1;
      if (kept.length < at + 4) return;
      const length = at + kept.readInt32BE(at);
      if (kept.length < length) return;
      const message = kept.subarray(0, length);
      kept = kept.subarray(length);
      each(message);
    }
  };
}

/**
 * A wire between a client and Postgres that knows where each statement ends, so that the client can be killed just before
 * and just after any of them, without a line of the product knowing. To the server that is a connection that is gone.
 */
export class Wire {
  /** Statements that were sent since the last `ready`. */
  statements = 0;
  #death: Death | null = null;
  /** Before this statement the transaction is ended and another begun: what a statement outside of it would be. */
  #dividedAt = 0;
  #isDead = false;
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;

  private constructor(
    private readonly target: URL,
    /** Ends the client for good, where it is a process; the wire waits for it. */
    private readonly kill: () => Promise<void>,
  ) {
    this.#server = createServer((client) => this.#join(client));
  }

  static async to(url: string, kill: () => Promise<void> = async () => undefined): Promise<Wire> {
    const wire = new Wire(new URL(url), kill);
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    return wire;
  }

  /** The database's address through this wire. */
  get url(): string {
    const url = new URL(this.target);
    const address: AddressInfo | string | null = this.#server.address();
    url.port = String(typeof address === "object" ? address?.port : "");
    return url.href;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Counts from one again, towards this death. */
  ready(death: Death | null, dividedAt = 0): void {
    [this.statements, this.#death, this.#dividedAt, this.#isDead] = [0, death, dividedAt, false];
  }

  #join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    const pair: Pair = { client, server, swallow: 0, isDying: false, isStarted: false, held: [] };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.once("close", () => this.#part(pair));
    }
    this.#pairs.add(pair);
    if (this.#isDead) {
      this.#part(pair);
      return;
    }
    client.on(
      "data",
      cutter(
        () => !pair.isStarted,
        (message) => this.#said(pair, message),
      ),
    );
    server.on(
      "data",
      cutter(
        () => false,
        (message) => this.#answered(pair, message),
      ),
    );
  }

  #part(pair: Pair): void {
    pair.client.destroy();
    pair.server.destroy();
    this.#pairs.delete(pair);
  }

  #said(pair: Pair, message: Buffer): void {
    if (this.#isDead) return;
    const type = pair.isStarted ? message[0] : undefined;
    pair.isStarted = true;
    if (type !== undefined && PARTS.has(type)) {
      pair.held.push(message);
      return;
    }
    if (type === QUERY || type === SYNC) this.#stated(pair);
    if (this.#isDead) return;
    pair.server.write(Buffer.concat([...pair.held.splice(0), message]));
  }

  #stated(pair: Pair): void {
    this.statements += 1;
    if (this.statements === this.#dividedAt) {
      pair.swallow = 1;
      pair.server.write(COMMIT);
    }
    if (this.statements !== this.#death?.at) return;
    if (this.#death.when === "before") this.#die();
    else pair.isDying = true;
  }

  #answered(pair: Pair, message: Buffer): void {
    if (this.#isDead) return;
    const isReady = message[0] === READY;
    if (pair.swallow > 0) {
      if (isReady) pair.swallow -= 1;
      return;
    }
    if (!pair.isDying) pair.client.write(message);
    else if (isReady) this.#die();
  }

  #die(): void {
    this.#isDead = true;
    void this.kill().then(() => {
      for (const pair of [...this.#pairs]) this.#part(pair);
    });
  }

  async close(): Promise<void> {
    for (const pair of [...this.#pairs]) this.#part(pair);
    await new Promise((closed) => this.#server.close(closed));
  }
}
