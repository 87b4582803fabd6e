import { type Env, readEnv } from "@/lib/core/env";

/** One readable line per step of a command. */
export interface Progress {
  /** Begins a step; the returned function ends it with what came of it. */
  step(sentence: string): (result: string) => void;
  /** A line within a step. */
  say(sentence: string): void;
}

/** Writes the lines to stderr, so that a command's result on stdout stays clean. */
export function progressLines(): Progress {
  const stream = process.stderr;
  return {
    step(sentence) {
      const began = Date.now();
      if (stream.isTTY) stream.write(`… ${sentence}`);
      return (result) => {
        const seconds = ((Date.now() - began) / 1000).toFixed(1);
        stream.write(`${stream.isTTY ? "\r\x1b[2K" : ""}✓ ${result} (${seconds} s)\n`);
      };
    },
    say: (sentence) => void stream.write(`${stream.isTTY ? "\r\x1b[2K" : ""}  ${sentence}\n`),
  };
}

/** Says nothing: for work inside tests. */
export const silentProgress: Progress = { step: () => () => undefined, say: () => undefined };

/** An expected failure of a command: its message is the one line that the person reads. */
export class Stop extends Error {}

/** Reads the environment for a command; says all that is wrong at once and ends it. */
export function environment(): Env {
  const reading = readEnv(process.env);
  if (reading.ok) return reading.env;
  throw new Stop(["The environment is wrong:", ...reading.errors.map((error) => `  • ${error}`)].join("\n"));
}

/** Runs a command's body; an expected failure becomes its line and exit code 1. */
export async function command(body: () => Promise<number | undefined>): Promise<number> {
  try {
    return (await body()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`✗ ${error.message}\n`);
    return 1;
  }
}
