import { disconnect } from "@/lib/core/db";
import { perform } from "./steps";

// A process that performs one act when told, to be killed at any of its statements.
process.on("message", ({ step }: { step: Parameters<typeof perform>[0] }) => {
  perform(step)
    .then(
      ({ ok }) => ok,
      () => false,
    )
    .then(async (isDone) => {
      process.send?.(isDone);
      await disconnect().catch(() => undefined);
      process.exit(0);
    });
});
process.send?.("ready");
