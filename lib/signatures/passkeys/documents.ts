import type { FormSpec } from "@/lib/core/form";
import { configuredOrigin } from "@/lib/core/origin";
import { type Behind, behindLink, linkCaller, TOLD, under } from "../links/documents";
import { type PasskeyRefusal, putPasskey } from "./commands";
import { passkeysOf, toAttest } from "./queries";
import { challengeOf } from "./rules";
import { type PasskeyInput, passkeyInput } from "./schema";
import { PasskeyPage } from "./ui/passkey";

/** What the page asks of the device; null where there is nothing to put a passkey on. */
export interface PasskeyShown {
  readonly isAttested: boolean;
  readonly asked: {
    readonly challenge: string;
    readonly rpId: string;
    readonly credentials: readonly string[];
  } | null;
}

export const passkeyDocument = behindLink<PasskeyShown>({
  async read({ version, candidacy, role }) {
    const whose = { formId: version.formId, candidacyId: candidacy.id, role };
    const [found, passkeys] = await Promise.all([toAttest(whose), passkeysOf(whose)]);
    const body = found && !found.isWithdrawn && !found.isAttested ? found.body : null;
    const credentials = passkeys.map(({ credential }) => credential);
    const rpId = new URL(configuredOrigin()).hostname;
    return {
      isAttested: found !== null && !found.isWithdrawn && found.isAttested,
      asked: body === null ? null : { challenge: challengeOf(body), rpId, credentials },
    };
  },
  page: PasskeyPage,
});

export const passkeyForm: FormSpec<Behind<PasskeyShown>, PasskeyInput, object, PasskeyRefusal> = {
  document: passkeyDocument,
  schema: passkeyInput,
  caller: linkCaller,
  command: putPasskey,
  next: (_, visit) => under(visit, "passkey"),
  refusals: {
    "not-yours": TOLD["not-yours"],
    "not-signed": { status: 409, key: "signatures.refusals.not-signed" },
    "already-attested": { status: 409, key: "signatures.passkey.already" },
    later: { status: 409, key: "signatures.passkey.later" },
    "bad-passkey": { status: 422, key: "signatures.passkey.bad" },
  },
};
