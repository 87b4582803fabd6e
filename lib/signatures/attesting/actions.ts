"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { attest, confirmAttestation, dropAttestation } from "./commands";
import { attestationInput, attestInput } from "./schema";

export const attestAction = action(attestInput, attest, () => refresh());
export const confirmAttestationAction = action(attestationInput, confirmAttestation, () => refresh());
export const dropAttestationAction = action(attestationInput, dropAttestation, () => refresh());
