/** Lets `atOnce` works run and as many `waiting` stand in line; who comes after them hears null at once. */
export function turnstile(atOnce: number, waiting: number) {
  const line: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (running >= atOnce) {
      if (line.length >= waiting) return null;
      // Who leaves hands over the place, so that nobody slips in between.
      await new Promise<void>((enter) => line.push(enter));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
