/** States of a mail at which a person must look, those in doubt first. */
export const TROUBLES = ["in_doubt", "refused", "bounced"] as const;
