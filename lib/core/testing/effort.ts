import { availableParallelism, loadavg } from "node:os";

/** Milliseconds that this process itself works while something is done: what else the machine does is left out. */
export async function effortOf(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How much longer the clock may run than on a machine of our own: other work on its cores takes its share, and a shared
 * machine may be thrice as slow without showing it. What is fast is measured in `bench/`; here only what is lost is found.
 */
export function slowness(): number {
  return 3 * Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());
}
