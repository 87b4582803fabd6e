import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between two programs that delays, resets and swallows as it is told; what a black hole kept comes when it ends. */
export class BadNetwork {
  /** Milliseconds until an answer arrives. */
  latency = 0;
  /** The share of what is sent whose connection breaks instead. */
  resets = 0;
  #isHole = false;
  #kept: (() => void)[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((client) => this.#join(client));

  private constructor(private readonly target: URL) {}

  static async to(url: string): Promise<BadNetwork> {
    const network = new BadNetwork(new URL(url));
    network.#server.listen(0, "127.0.0.1");
    await once(network.#server, "listening");
    return network;
  }

  get url(): string {
    const url = new URL(this.target);
    const address: AddressInfo | string | null = this.#server.address();
    url.port = String(typeof address === "object" ? address?.port : "");
    return url.href;
  }

  set isHole(isHole: boolean) {
    this.#isHole = isHole;
    if (!isHole) for (const go of this.#kept.splice(0)) go();
  }

  #join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    this.#carry(client, server, () => 0);
    this.#carry(server, client, () => this.latency);
  }

  #carry(from: Socket, to: Socket, delay: () => number): void {
    this.#sockets.add(from.setNoDelay(true));
    const pass = (act: () => void) => {
      const go = () => void (this.#isHole ? this.#kept.push(act) : act());
      const ms = delay();
      if (ms > 0) setTimeout(go, ms);
      else go();
    };
    from.on("data", (chunk) => {
      if (Math.random() < this.resets && delay() === 0) for (const one of [from, to]) one.resetAndDestroy();
      else pass(() => to.write(chunk));
    });
    from.on("error", () => undefined);
    from.once("close", () => {
      this.#sockets.delete(from);
      pass(() => to.destroySoon());
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }
}
