/**
 * Why the signer refuses: the database holds fewer leaves than were signed, or others; a tile is missing; its own file is
 * damaged, or gone although something was signed.
 */
export type HaltReason = "rolled-back" | "other-root" | "damaged" | "file-damaged" | "file-missing";

/** The log must not go on by itself: a person decides. */
export class Refusal extends Error {
  constructor(readonly reason: HaltReason) {
    super(`the log is halted: ${reason}`);
  }
}
