import { availableParallelism, loadavg } from "node:os";

/** Milliseconds that this process itself works while something is done: what else the machine does is left out. */
export async function effortOf(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How much longer the clock runs than on a machine of our own, 1 or more: other work on its cores takes its share. */
export function slowness(): number {
  return Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());
}
