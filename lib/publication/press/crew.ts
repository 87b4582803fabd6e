import { type ChildProcess, fork } from "node:child_process";
import type { ThingKind } from "../rules";
import type { Hands, Pressed } from "./pass";

/** One batch, to a process of the crew. */
export interface Order {
  readonly kind: ThingKind;
  readonly ids: readonly string[];
}

type Answer = { readonly pressed: Pressed } | { readonly failed: string };

function ask(child: ChildProcess, order: Order): Promise<Pressed> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("a process of the press ended"));
    child.once("exit", ended);
    child.once("message", (answer: Answer) => {
      child.off("exit", ended);
      if ("pressed" in answer) resolve(answer.pressed);
      else reject(new Error(answer.failed));
    });
    child.send(order);
  });
}

/** So many processes that render and write large parts of the site; they begin when first needed and end when idle. */
export class Crew implements Hands {
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  #ending: NodeJS.Timeout | undefined;

  constructor(
    readonly count: number,
    readonly script: string,
    readonly args: readonly string[],
  ) {}

  readonly press = async (kind: ThingKind, ids: readonly string[]): Promise<Pressed> => {
    clearTimeout(this.#ending);
    const child = this.#idle.pop() ?? this.#begin();
    try {
      const pressed = await ask(child, { kind, ids });
      this.#idle.push(child);
      return pressed;
    } finally {
      // Two batches may end before the next begins: the first one's clock must not run on.
      clearTimeout(this.#ending);
      this.#ending = setTimeout(() => this.stop(), 10_000).unref();
    }
  };

  #begin(): ChildProcess {
    const child = fork(this.script, [...this.args]);
    this.#all.add(child);
    child.once("exit", () => this.#all.delete(child));
    return child;
  }

  stop(): void {
    this.#idle.length = 0;
    for (const child of this.#all) child.kill("SIGTERM");
  }
}

/** A process of the crew: does what it is told, batch by batch, until its parent is gone. */
export function serveCrew(hands: Hands): void {
  process.on("message", async ({ kind, ids }: Order) => {
    const answer: Answer = await hands.press(kind, ids).then(
      (pressed) => ({ pressed }),
      (error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }),
    );
    process.send?.(answer);
  });
}
