/** A child ends when the process that supervises it is gone, even by kill -9, and frees its port. */
export function endWithParent(): void {
  if (process.send) process.on("disconnect", () => process.exit(0));
}
